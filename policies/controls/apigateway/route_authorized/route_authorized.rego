# METADATA
# title: Routes of HTTP and WebSocket APIs ask callers who they are
# description: >-
#   Through an open route anyone asks the model, at the account's expense. A WebSocket API asks once, when a client
#   connects: without a $connect route, or with an open one, every message is let in.
# custom:
#   resource: AWS::ApiGatewayV2::Api
#   severity: high
#   theme: access
#   live_only: true
#   messages:
#     open: the route {route} asks for no authorisation
#     connect: the route $connect asks for no authorisation, so that anyone may send messages
#     no_connect: there is no route $connect, so that anyone may connect and send messages
#   remediation: >-
#     Set authorizationType of the route to AWS_IAM, JWT or CUSTOM (UpdateRoute); give a WebSocket API a route $connect
#     with AWS_IAM or CUSTOM, and deploy it.
#   ja:
#     title: HTTP API と WebSocket API のルートは呼び出し元を認証している
#     description: 認可のないルートからは、誰でもアカウントの費用でモデルを利用できる。WebSocket API の認証は接続時のみであり、$connect ルートで認可を求めなければ、メッセージはすべて受け入れられる。
#     messages:
#       open: ルート {route} は認可を求めていない
#       connect: ルート $connect は認可を求めておらず、誰でもメッセージを送信できる
#       no_connect: ルート $connect がなく、誰でも接続してメッセージを送信できる
#     remediation: >-
#       ルートの authorizationType を AWS_IAM、JWT または CUSTOM とする（UpdateRoute）。
#       WebSocket API には、AWS_IAM または CUSTOM を指定した $connect ルートを設け、デプロイする。
package controls.apigateway.route_authorized

import data.lib.evidence

violation contains {
	"code": "open",
	"args": {"route": route.RouteKey},
	"evidence": [pointer, protocol],
} if {
	input.resource.properties.ProtocolType == "HTTP"
	some pointer, route in open_routes

	# Browsers ask OPTIONS before they send anything that could say who they are (CORS).
	not startswith(route.RouteKey, "OPTIONS ")
}

# Who connects is asked, and nobody again (API Gateway Developer Guide, "Manage connected users and client apps").
violation contains {"code": "connect", "evidence": [pointer, protocol]} if {
	input.resource.properties.ProtocolType == "WEBSOCKET"
	some pointer, route in open_routes
	route.RouteKey == "$connect"
}

violation contains {"code": "no_connect", "evidence": ["/resource/runtime/Routes", protocol]} if {
	input.resource.properties.ProtocolType == "WEBSOCKET"
	some _ in input.resource.runtime.Routes
	not has_connect
}

open_routes[pointer] := route if {
	some index, route in input.resource.runtime.Routes
	object.get(route, "AuthorizationType", "NONE") == "NONE"
	pointer := evidence.at(["resource", "runtime", "Routes", index])
}

has_connect if {
	some route in input.resource.runtime.Routes
	route.RouteKey == "$connect"
}

protocol := "/resource/properties/ProtocolType"
