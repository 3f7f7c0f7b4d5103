# METADATA
# title: Models are isolated from the network
# description: >-
#   A container that may open connections can send the model, its inputs and the credentials of its role anywhere. In
#   isolation SageMaker alone fetches the model and passes the requests.
# custom:
#   resource: AWS::SageMaker::Model
#   severity: high
#   theme: network
#   messages:
#     open: its containers may open network connections (EnableNetworkIsolation)
#   remediation: Create the model with EnableNetworkIsolation set to true and move the endpoint to it.
#   ja:
#     title: モデルはネットワークから分離されている
#     description: 外部接続が可能なコンテナは、モデル、入力データ、ロールの認証情報を任意の宛先へ送信できる。分離すれば、モデルの取得とリクエストの受け渡しは SageMaker のみが行う。
#     messages:
#       open: コンテナがネットワーク接続を行える（EnableNetworkIsolation）
#     remediation: EnableNetworkIsolation を true としてモデルを作り直し、エンドポイントを切り替える。
package controls.sagemaker.model_network_isolation

# AWS isolates nothing by itself.
violation contains {"code": "open", "evidence": ["/resource/properties/EnableNetworkIsolation"]} if {
	not isolated
}

isolated if input.resource.properties.EnableNetworkIsolation == true
