package lib.evidence_test

import data.lib.evidence

test_joins_names_and_indices if {
	evidence.at(["resource", "properties", "Tags", 0, "Key"]) == "/resource/properties/Tags/0/Key"
}

test_escapes_what_a_pointer_reserves if {
	evidence.at(["refs", "keys", "arn:aws:kms:x:1:key/a~b"]) == "/refs/keys/arn:aws:kms:x:1:key~1a~0b"
}

test_of_nothing_is_the_whole_document if {
	evidence.at([]) == ""
}
