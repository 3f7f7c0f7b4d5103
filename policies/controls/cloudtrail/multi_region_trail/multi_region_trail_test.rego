package controls.cloudtrail.multi_region_trail_test

import data.controls.cloudtrail.multi_region_trail as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"a multi-Region trail of all management events passes": {
		"input": region([trail({}, {})]),
		"violation": set(),
		"satisfied": {"/refs/trails/0"},
	},
	"no selectors are all management events": {
		"input": region([trail({"EventSelectors": [], "AdvancedEventSelectors": []}, {})]),
		"violation": set(),
		"satisfied": {"/refs/trails/0"},
	},
	"a trail of the region alone covers it": {
		"input": region([trail({"IsMultiRegionTrail": false}, {"HomeRegion": "ap-northeast-1"})]),
		"violation": set(),
		"satisfied": {"/refs/trails/0"},
	},
	"advanced selectors for the whole category pass": {
		"input": region([trail(
			{"EventSelectors": [], "AdvancedEventSelectors": [{"FieldSelectors": [{
				"Field": "eventCategory",
				"Equals": ["Management"],
			}]}]},
			{},
		)]),
		"violation": set(),
		"satisfied": {"/refs/trails/0"},
	},
	"reading and writing by selectors of their own are all": {
		"input": region([
			trail({"EventSelectors": [{"ReadWriteType": "ReadOnly"}, {"ReadWriteType": "WriteOnly"}]}, {}),
			trail({"EventSelectors": [], "AdvancedEventSelectors": [half("true"), half("false")]}, {}),
		]),
		"violation": set(),
		"satisfied": {"/refs/trails/0", "/refs/trails/1"},
	},
	"one of them alone, or one that leaves sources out, is not": {
		"input": region([
			trail({"EventSelectors": [], "AdvancedEventSelectors": [half("true")]}, {}),
			trail(
				{"EventSelectors": [
					{"ReadWriteType": "ReadOnly", "ExcludeManagementEventSources": ["kms.amazonaws.com"]},
					{"ReadWriteType": "WriteOnly"},
				]},
				{},
			),
			trail(
				{"EventSelectors": [], "AdvancedEventSelectors": [
					half("false"),
					{"FieldSelectors": [
						{"Field": "eventCategory", "Equals": ["Management"]},
						{"Field": "readOnly", "Equals": ["true"]},
						{"Field": "eventSource", "NotEquals": ["rdsdata.amazonaws.com"]},
					]},
				]},
				{},
			),
		]),
		"violation": {{"code": "incomplete", "evidence": ["/refs/trails"]}},
		"satisfied": set(),
	},
	"no trail fails": {
		"input": region([]),
		"violation": {{"code": "no_trail", "evidence": ["/refs/trails"]}},
		"satisfied": set(),
	},
	"stopped, failing and foreign trails do not cover the region": {
		"input": region([
			trail({"IsLogging": false}, {}),
			trail({}, {"LatestDeliveryError": "AccessDenied"}),
			trail({"IsMultiRegionTrail": false}, {"HomeRegion": "us-east-1"}),
			{"properties": {"IsMultiRegionTrail": true}, "runtime": {}},
		]),
		"violation": {{"code": "no_trail", "evidence": ["/refs/trails"]}},
		"satisfied": set(),
	},
	"a trail that writes only loses InvokeModel": {
		"input": region([trail({"EventSelectors": [{"ReadWriteType": "WriteOnly"}]}, {})]),
		"violation": {{"code": "incomplete", "evidence": ["/refs/trails"]}},
		"satisfied": set(),
	},
	"excluded sources, data events only and narrowed selectors are not all": {
		"input": region([
			trail({"EventSelectors": [{"ExcludeManagementEventSources": ["kms.amazonaws.com"]}]}, {}),
			trail({"EventSelectors": [{"IncludeManagementEvents": false}]}, {}),
			trail(
				{"EventSelectors": [], "AdvancedEventSelectors": [
					{"FieldSelectors": [
						{"Field": "eventCategory", "Equals": ["Data"]},
						{"Field": "resources.type", "Equals": ["AWS::Bedrock::Guardrail"]},
					]},
					{"FieldSelectors": [
						{"Field": "eventCategory", "Equals": ["Management"]},
						{"Field": "readOnly", "Equals": ["false"]},
					]},
				]},
				{},
			),
		]),
		"violation": {{"code": "incomplete", "evidence": ["/refs/trails"]}},
		"satisfied": set(),
	},
}

half(read_only) := {"FieldSelectors": [
	{"Field": "eventCategory", "Equals": ["Management"]},
	{"Field": "readOnly", "Equals": [read_only]},
]}

region(trails) := {
	"resource": {"region": "ap-northeast-1"},
	"refs": {"trails": trails},
}

trail(properties, runtime) := {
	"properties": object.union(
		{
			"IsMultiRegionTrail": true,
			"IsLogging": true,
			"EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": true}],
		},
		properties,
	),
	"runtime": object.union({"HomeRegion": "us-east-1"}, runtime),
}
