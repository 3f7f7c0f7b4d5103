# METADATA
# description: How much of the internet an address range spans.
package lib.cidr

# The ranges that the organisation allows, by their width. The prefix length is compared as text: nothing that is no
# number is among the allowed ones, and nothing can fail.
is_narrow(cidr) if {
	is_at_least(cidr, input.params.network.widest_ipv4_prefix, 32)
	is_ipv4(cidr)
}

is_narrow(cidr) if {
	is_at_least(cidr, input.params.network.widest_ipv6_prefix, 128)
	is_ipv6(cidr)
}

# Private and shared address space (RFC 1918, RFC 6598, RFC 4193): however wide, nobody comes from there over the
# internet.
is_private(cidr) if {
	in_private_block(cidr)
	is_ipv4(cidr)
}

is_private(cidr) if {
	lower(substring(cidr, 0, 2)) in {"fc", "fd"}
	is_at_least(cidr, 7, 128)
	is_ipv6(cidr)
}

in_private_block(cidr) if {
	some [start, block, prefix] in [
		["10.", `^10\.`, 8],
		["172.", `^172\.(1[6-9]|2[0-9]|3[01])\.`, 12],
		["192.168.", `^192\.168\.`, 16],
		["100.", `^100\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\.`, 10],
	]
	startswith(cidr, start)
	is_at_least(cidr, prefix, 32)
	regex.match(block, cidr)
}

# A range that spans a good part of the internet, or is no range at all.
is_wide(cidr) if {
	not is_narrow(cidr)
	not is_private(cidr)
}

is_at_least(cidr, shortest, longest) if {
	some length in numbers.range(shortest, longest)
	endswith(cidr, concat("", ["/", format_int(length, 10)]))
}

# What costs most is asked last.
is_ipv4(cidr) if regex.match(ipv4_block, cidr)

is_ipv6(cidr) if {
	contains(cidr, ":")
	regex.match(ipv6_block, cidr)
}

octet := `(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])`

ipv4_block := concat("", ["^(", octet, `\.){3}`, octet, "/[0-9]+$"])

groups := `([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,6})?`

# Written out or with one gap (RFC 4291).
ipv6_block := concat("", ["^(", groups, "::", groups, `|([0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4})/[0-9]+$`])
