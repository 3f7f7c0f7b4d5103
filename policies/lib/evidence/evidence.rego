# METADATA
# description: JSON pointers (RFC 6901) into the input, which controls name as evidence.
package lib.evidence

# The pointer whose unescaped segments are given: names and array indices.
at(path) := concat("", [step | some segment in path; step := concat("", ["/", escaped(segment)])])

escaped(segment) := replace(replace(segment, "~", "~0"), "/", "~1") if is_string(segment)

escaped(segment) := format_int(segment, 10) if is_number(segment)
