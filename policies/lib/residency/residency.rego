# METADATA
# description: Whether data stays within the regions that the organisation declared.
package lib.residency

declared := "/params/residency/regions"

is_declared if some _ in input.params.residency.regions

is_inside(region) if region in input.params.residency.regions

# The region in the ARN of a model; those of global profiles name none.
region_of(model) := region if {
	region := split(model.modelArn, ":")[3]
	region != ""
} else := "any region"

# Is it the id of a system-defined inference profile? They begin with a geography, models with their provider.
# https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
names_profile(word) if regex.match(`^(global|us|us-gov|ca|eu|uk|apac|jp|au|in|kr|sa|me|il|af)\.`, word)

names_profile(word) if contains(word, "inference-profile/")
