# METADATA
# description: Which events a rule of EventBridge lets through.
package lib.event_rule

# Rules that run and call somebody.
is_live(rule) if {
	startswith(rule.properties.State, "ENABLED")
	count(rule.properties.Targets) > 0
}

# What a pattern does not name it lets through; any other filter may keep the event away.
lets_through(pattern, event) if {
	every member, _ in pattern {
		member in {"source", "detail-type", "detail", "account", "region"}
	}
	every member in {"source", "detail-type", "account", "region"} {
		admits(object.get(pattern, member, [event[member]]), event[member])
	}
	every member, values in object.get(pattern, "detail", {}) {
		admits(values, event.detail[member])
	}
}

admits(values, text) if text in values

admits(values, text) if {
	some value in values
	startswith(text, value.prefix)
}
