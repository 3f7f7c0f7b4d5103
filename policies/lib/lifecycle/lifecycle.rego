# METADATA
# description: When the lifecycle rules of a bucket delete what lies below a prefix.
package lib.lifecycle

expires(rules, prefix, most) if {
	some rule in rules
	reaches(rule, prefix)
	is_soon(rule.ExpirationInDays, most)
}

# Where some of the old versions are kept however old they become, that is no end.
expires_versions(rules, prefix, most) if {
	some rule in rules
	reaches(rule, prefix)
	is_soon(rule.NoncurrentVersionExpiration.NoncurrentDays, most)
	not rule.NoncurrentVersionExpiration.NewerNoncurrentVersions
}

# A rule that is narrower than the prefix leaves some of it.
reaches(rule, prefix) if {
	rule.Status == "Enabled"
	not rule.TagFilters
	not rule.ObjectSizeGreaterThan
	not rule.ObjectSizeLessThan
	startswith(prefix, object.get(rule, "Prefix", ""))
}

is_soon(days, most) if {
	is_number(days)
	days <= most
}
