# METADATA
# title: Images are scanned for vulnerabilities when they are pushed, or all the time
# description: >-
#   An image that nobody scans carries known vulnerabilities into training and inference. The setting in force
#   counts, which the registry may decide for the repository.
# custom:
#   resource: AWS::ECR::Repository
#   severity: medium
#   theme: monitoring
#   live_only: true
#   messages:
#     unscanned: images are scanned by hand only
#   remediation: >-
#     Add the repository to a rule of the registry's scanning configuration (SCAN_ON_PUSH or CONTINUOUS_SCAN).
#   ja:
#     title: イメージはプッシュ時または継続的に脆弱性スキャンされている
#     description: スキャンされないイメージは、既知の脆弱性を学習や推論の環境へ持ち込む。レジストリの設定がリポジトリに優先し得るため、実際に有効な設定を判定する。
#     messages:
#       unscanned: イメージは手動でのみスキャンされる
#     remediation: レジストリのスキャン設定のルールにリポジトリを加える（SCAN_ON_PUSH または CONTINUOUS_SCAN）。
package controls.ecr.repository_scanned

violation contains {
	"code": "unscanned",
	"evidence": ["/resource/runtime/ScanOnPush", "/resource/runtime/ScanFrequency"],
} if {
	not input.resource.runtime.ScanOnPush == true
	not is_frequent
}

is_frequent if input.resource.runtime.ScanFrequency in {"SCAN_ON_PUSH", "CONTINUOUS_SCAN"}
