# METADATA
# title: Budgets of the AI services tell somebody
# description: >-
#   A prompt loop or a forgotten GPU cluster spends a month's money in days. Each of Bedrock and SageMaker needs a cost
#   budget of its own, or one of both, with a notification; in a budget of the whole account their growth drowns.
# custom:
#   resource: Kansa::Account
#   severity: medium
#   theme: cost
#   live_only: true
#   messages:
#     none: "no cost budget with a notification is of {service}"
#   remediation: >-
#     Create a cost budget filtered by the services Amazon Bedrock and Amazon SageMaker, with a notification of actual
#     or forecasted cost.
#   ja:
#     title: AI サービスの予算が設定され通知されている
#     description: プロンプトのループや停止し忘れた GPU クラスターは、一か月分の費用を数日で消費する。Bedrock と SageMaker を対象とし、通知を備えたコスト予算で判断する。
#     messages:
#       none: "{service} を対象とし、通知を備えたコスト予算がない"
#     remediation: サービスを Amazon Bedrock と Amazon SageMaker に絞ったコスト予算を作成し、実績または予測に対する通知を設定する。
package controls.budgets.ai_spend

violation contains {"code": "none", "args": {"service": service}, "evidence": ["/refs/budgets"]} if {
	some service in ["Amazon Bedrock", "Amazon SageMaker"]
	not is_budgeted(service)
}

is_budgeted(service) if {
	some budget in input.refs.budgets
	budget.properties.Budget.BudgetType == "COST"
	count(budget.properties.NotificationsWithSubscribers) > 0
	is_of(budget.properties.Budget, service)
}

# Another filter beside that of the service may leave its cost out.
is_of(budget, service) if {
	service in budget.CostFilters.Service
	every filter, _ in budget.CostFilters {
		filter == "Service"
	}
}

is_of(budget, service) if {
	some part in array.concat([budget.FilterExpression], object.get(budget.FilterExpression, "Or", []))
	part.Dimensions.Key == "SERVICE"
	service in part.Dimensions.Values
}
