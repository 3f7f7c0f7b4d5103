# METADATA
# description: The places that the organisation declares to hold de-identified data only.
package lib.deidentified

declared(address) if {
	some prefix in input.params.pii.deidentified_prefixes
	is_below(address, prefix)
}

# S3 matches prefixes by characters: `s3://data/masked` would take in `s3://data/masked-not-yet/`.
is_below(address, prefix) if startswith(address, concat("", [trim_suffix(prefix, "/"), "/"]))

# A bucket as a whole needs no slash: no other bucket's name goes on from there.
is_below(address, prefix) if {
	regex.match(`^s3://[^/]+/?$`, prefix)
	address == trim_suffix(prefix, "/")
}
