# METADATA
# description: What a rule of a Kubernetes role allows.
package lib.rbac

# Does the rule allow the verb on the resource of the group, on whatever object? Names limit what is got, and nothing
# that is created; a list by name shows one object.
allows(rule, group, resource, verb) if {
	covers(rule.apiGroups, group)
	covers_resource(rule.resources, resource)
	covers(rule.verbs, verb)
	not is_limited(rule)
}

is_limited(rule) if some _ in rule.resourceNames

covers(list, _) if "*" in list

covers(list, word) if word in list

covers_resource(list, resource) if covers(list, resource)

# `*/exec` stands for the part of every resource.
covers_resource(list, resource) if {
	[_, part] := split(resource, "/")
	concat("/", ["*", part]) in list
}
