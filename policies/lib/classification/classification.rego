# METADATA
# description: How what holds a place of data is classified, by its tags.
package lib.classification

import data.lib.evidence

# The tags that say a class, of whatever holds the place. One without a value says none.
tags contains tag("bucket", name, value) if some name, value in input.refs.bucket.tags

tags contains tag("logGroup", name, value) if some name, value in input.refs.logGroup.tags

tags contains tag("table", name, value) if some name, value in input.refs.table.tags

tags contains tag("machine", name, value) if some name, value in input.refs.machine.tags

tags contains tag("collection", name, value) if some name, value in input.refs.collection.tags

tags contains tag("domain", name, value) if some name, value in input.refs.domain.tags

tag(store, name, value) := {
	"name": name,
	"value": value,
	"place": evidence.at(["refs", store, "tags", name]),
} if {
	is_of(name, input.params.pii.classification_tags)
	plain(value) != ""
}

# Is the word one of these, however it is written?
is_of(word, words) if {
	some other in words
	plain(word) == plain(other)
}

plain(word) := replace(replace(replace(lower(word), "-", ""), "_", ""), " ", "")
