# METADATA
# description: >-
#   Whether somebody hears of an event: by a metric filter on the log group of a trail with an alarm, or by a rule of
#   EventBridge. An event is given by its fields, e.g. {"$.eventName": "DisableKey"}.
package lib.watch

import data.lib.event_rule

# Events of a service by their names.
calls(service, names) := {name: {
	"$.eventSource": concat("", [service, ".amazonaws.com"]),
	"$.eventName": name,
} |
	some name in names
}

# Does an alarm go off in somebody's ears? Each step is judged: the trail delivers to the group, the filter lets the
# event through, and an alarm on its metric has an SNS topic to tell. How often must the event come: "once", or "often"
# as it may be.
is_alarmed(trails, event, frequency) if {
	some trail in trails
	object.get(trail, ["runtime", "LatestCloudWatchLogsDeliveryError"], "") == ""
	group := input.refs.trailLogGroups[trail.properties.CloudWatchLogsLogGroupArn]
	some filter in input.refs.metricFilters
	filter.region == group.region
	filter.properties.LogGroupName == group.properties.LogGroupName
	some transformation in filter.properties.MetricTransformations
	metric := [group.region, transformation.MetricNamespace, transformation.MetricName]
	metric in told_metrics
	is_prompt(metric, transformation, frequency)
	lets_through(filter, event)
}

is_prompt(_, _, "often")

# What metric math makes of the events is not judged.
is_prompt(metric, _, "once") if metric in computed_metrics

is_prompt(metric, transformation, "once") if {
	regex.match(`^[1-9][0-9]*$`, transformation.MetricValue)
	metric in prompt_metrics
}

# The metrics of which somebody is told. Found once, not once for each event: an account has thousands of alarms.
told_metrics contains [alarm.region, metric.Namespace, metric.MetricName] if {
	some alarm in input.refs.alarms
	tells(alarm)
	some metric in alarm.runtime.Metrics
}

computed_metrics contains [alarm.region, metric.Namespace, metric.MetricName] if {
	some alarm in input.refs.alarms
	tells(alarm)
	not alarm.properties.MetricName
	some metric in alarm.runtime.Metrics
}

# Those whose alarm goes off by a single event, which counts one at least.
prompt_metrics contains [alarm.region, metric.Namespace, metric.MetricName] if {
	some alarm in input.refs.alarms
	tells(alarm)
	alarm.properties.MetricName
	is_reached(alarm.properties.ComparisonOperator, alarm.properties.Threshold)
	not waits(alarm)
	some metric in alarm.runtime.Metrics
}

is_reached("GreaterThanOrEqualToThreshold", threshold) if threshold <= 1

is_reached("GreaterThanThreshold", threshold) if threshold < 1

# One datapoint among missing ones is no alarm where several must be bad and missing ones do not count as such.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
waits(alarm) if {
	object.get(alarm.properties, "DatapointsToAlarm", alarm.properties.EvaluationPeriods) > 1
	alarm.properties.TreatMissingData in {"ignore", "notBreaching"}
}

tells(alarm) if {
	alarm.properties.ActionsEnabled == true
	some action in alarm.properties.AlarmActions
	regex.match(`^arn:[a-z-]+:sns:`, action)
}

lets_through(filter, event) if {
	some terms in filter.runtime.Alternatives
	every term in terms {
		holds(term, event)
	}
}

holds(term, event) if {
	term.Operator == "="
	matches(term.Value, event[term.Selector])
}

# A field that the event is not known to have keeps it away as well as another value.
holds(term, event) if {
	term.Operator == "!="
	not matches(term.Value, event[term.Selector])
	event[term.Selector]
}

holds(term, event) if {
	term.Operator == "NOT EXISTS"
	not event[term.Selector]
}

holds(term, event) if {
	some value in event
	value == term.Word
}

# Only * is a wildcard here. Brackets and the like could make the match fail, and stand in no name of an event.
matches(pattern, text) if {
	regex.match(`^[A-Za-z0-9*._-]*$`, pattern)
	glob.match(pattern, null, text)
}

# Does a rule pass the call on to somebody?
is_ruled(rule, event) if {
	event_rule.is_live(rule)
	service := trim_suffix(event["$.eventSource"], ".amazonaws.com")
	event_rule.lets_through(rule.properties.EventPattern, {
		"source": concat(".", ["aws", service]),
		"detail-type": "AWS API Call via CloudTrail",
		"account": object.get(rule, "account", "?"),
		"region": object.get(rule, "region", "?"),
		"detail": {"eventSource": event["$.eventSource"], "eventName": event["$.eventName"]},
	})
}

# Those of the events of which nobody hears, e.g. "DisableKey, ScheduleKeyDeletion".
unheard(trails, rules, events) := concat(", ", sort({name |
	some name, event in events
	not is_heard(trails, rules, event)
}))

# The same of what somebody hears only when there is much of it.
unheard_often(trails, events) := concat(", ", sort({name |
	some name, event in events
	not is_alarmed(trails, event, "often")
}))

is_heard(trails, _, event) if is_alarmed(trails, event, "once")

# Calls reach EventBridge only where a trail logs them.
# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
is_heard(trails, rules, event) if {
	count(trails) > 0
	some rule in rules
	is_ruled(rule, event)
}

# What shows that nobody hears.
evidence := ["/refs/trails", "/refs/trailLogGroups", "/refs/metricFilters", "/refs/alarms"]
