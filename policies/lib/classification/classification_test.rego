package lib.classification_test

import data.lib.classification

test_sees_the_tags_of_whatever_holds_the_place if {
	every store in ["bucket", "logGroup", "table", "machine", "collection", "domain"] {
		classification.tags == {{
			"name": "Data_Classification",
			"value": "Restricted",
			"place": concat("", ["/refs/", store, "/tags/Data_Classification"]),
		}} with input as {
			"refs": {store: {"tags": {"Data_Classification": "Restricted", "team": "Restricted"}}},
			"params": {"pii": {"classification_tags": ["data-classification"]}},
		}
	}
}

test_takes_a_tag_without_a_value_for_no_class if {
	classification.tags == set() with input as {
		"refs": {"bucket": {"tags": {"機密区分": " - "}}},
		"params": {"pii": {"classification_tags": ["機密区分"]}},
	}
}

test_compares_words_however_they_are_written if {
	classification.is_of("TOP-SECRET", ["top secret"])
	classification.is_of("top_secret", ["Top Secret"])
	classification.is_of("極秘", ["極秘"])
	not classification.is_of("topmost secret", ["top secret"])
	not classification.is_of("secret", ["top secret"])
}
