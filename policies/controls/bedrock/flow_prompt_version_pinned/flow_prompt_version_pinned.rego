# METADATA
# title: Flow aliases route to versions whose prompts are pinned
# description: >-
#   A node that names a prompt without its version runs the prompt's draft: whoever edits the prompt changes the
#   released flow.
# custom:
#   resource: AWS::Bedrock::FlowAlias
#   severity: medium
#   theme: approval
#   live_only: true
#   messages:
#     unpinned: the node {node} of the routed version {version} runs the prompt {prompt} without a version
#   remediation: >-
#     Create a version of the prompt, name its ARN with the version in the node, create a version of the flow and route
#     the alias to it.
#   ja:
#     title: フローエイリアスは、プロンプトの版を固定したバージョンへルーティングする
#     description: 版を指定せずにプロンプトを参照するノードは、そのドラフトを実行する。プロンプトを編集した者が、リリース済みのフローを変えることになる。
#     messages:
#       unpinned: ルーティング先のバージョン {version} のノード {node} が、版の指定なしにプロンプト {prompt} を実行する
#     remediation: プロンプトのバージョンを作成し、その版を含む ARN をノードに指定したうえで、フローのバージョンを作成してエイリアスのルーティング先とする。
package controls.bedrock.flow_prompt_version_pinned

import data.lib.evidence

# AWS's own alias for tests in the console: it routes to the draft and cannot be changed.
applies if not input.resource.runtime.FlowAliasId == "TSTALIASID"

violation contains {
	"code": "unpinned",
	"args": {"node": object.get(node, "name", "?"), "prompt": prompt, "version": name},
	"evidence": [evidence.at(["refs", "versions", name, "runtime", "Nodes", index])],
} if {
	some name, version in input.refs.versions
	some index, node in version.runtime.Nodes
	prompt := node.configuration.prompt.sourceConfiguration.resource.promptArn
	not regex.match(`:prompt/[A-Za-z0-9]+:[1-9][0-9]*$`, prompt)
}
