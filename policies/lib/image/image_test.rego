package lib.image_test

import data.lib.image

test_tags_move_unless_the_repository_says_otherwise if {
	image.movable(repository({}), "1.0")
	image.movable(repository({"ImageTagMutability": "MUTABLE"}), "1.0")
	not image.movable(repository({"ImageTagMutability": "IMMUTABLE"}), "1.0")
}

test_exceptions_turn_the_rule_round if {
	image.movable(except("IMMUTABLE_WITH_EXCLUSION"), "dev-7")
	not image.movable(except("IMMUTABLE_WITH_EXCLUSION"), "1.0")
	not image.movable(except("MUTABLE_WITH_EXCLUSION"), "dev-7")
	image.movable(except("MUTABLE_WITH_EXCLUSION"), "1.0")
}

except(mutability) := repository({
	"ImageTagMutability": mutability,
	"ImageTagMutabilityExclusionFilters": [{"ImageTagMutabilityExclusionFilterValue": "dev-*"}],
})

repository(properties) := {"properties": properties}
