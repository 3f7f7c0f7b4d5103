# METADATA
# description: What a repository of ECR lets happen to the tags of its images.
package lib.image

import data.lib.policy

# May the tag name another image tomorrow?
movable(repository, tag) if {
	not is_immutable(repository)
	not excepted(repository, tag)
}

movable(repository, tag) if {
	repository.properties.ImageTagMutability == "IMMUTABLE_WITH_EXCLUSION"
	excepted(repository, tag)
}

# AWS's default is MUTABLE.
is_immutable(repository) if repository.properties.ImageTagMutability in {"IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"}

excepted(repository, tag) if {
	some filter in repository.properties.ImageTagMutabilityExclusionFilters
	policy.covers(filter.ImageTagMutabilityExclusionFilterValue, tag)
}
