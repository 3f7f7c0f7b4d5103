package controls.sagemaker.training_input_masked_prefix_test

import data.controls.sagemaker.training_input_masked_prefix as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

cases := {
	"data below a declared prefix pass, with its slash or without": {
		"input": job(
			["s3://ml-data/masked/train", "s3://features/2026/"],
			["s3://ml-data/masked/", "s3://features"],
		),
		"applies": true,
		"violation": set(),
	},
	"a declared bucket as a whole passes": {
		"input": job(["s3://features"], ["s3://features/"]),
		"applies": true,
		"violation": set(),
	},
	"data elsewhere fail": {
		"input": job(["s3://ml-data/masked/train", "s3://ml-data/raw/train"], ["s3://ml-data/masked/"]),
		"applies": true,
		"violation": {outside("channel-1", "s3://ml-data/raw/train", 1)},
	},
	"a neighbour of the same beginning is not below": {
		"input": job(["s3://ml-data/masked-not-yet/train"], ["s3://ml-data/masked"]),
		"applies": true,
		"violation": {outside("channel-0", "s3://ml-data/masked-not-yet/train", 0)},
	},
	"a prefix without a slash takes in its neighbours": {
		"input": job(["s3://ml-data/masked"], ["s3://ml-data/masked/"]),
		"applies": true,
		"violation": {outside("channel-0", "s3://ml-data/masked", 0)},
	},
	"a file system is no declared prefix": {
		"input": {
			"resource": {"properties": {"InputDataConfig": [{
				"ChannelName": "train",
				"DataSource": {"FileSystemDataSource": {"FileSystemId": "fs-1"}},
			}]}},
			"params": {"pii": {"deidentified_prefixes": ["s3://ml-data/masked/"]}},
		},
		"applies": true,
		"violation": {{
			"code": "not_s3",
			"args": {"channel": "train"},
			"evidence": ["/resource/properties/InputDataConfig/0/DataSource"],
		}},
	},
	"where nothing is declared nothing is judged": {
		"input": job(["s3://ml-data/raw/train"], []),
		"applies": false,
		"violation": {outside("channel-0", "s3://ml-data/raw/train", 0)},
	},
	"a job without channels reads nothing": {
		"input": {
			"resource": {"properties": {"TrainingJobName": "synthetic"}},
			"params": {"pii": {"deidentified_prefixes": ["s3://ml-data/masked/"]}},
		},
		"applies": true,
		"violation": set(),
	},
}

job(addresses, prefixes) := {
	"resource": {"properties": {"InputDataConfig": [channel |
		some index, address in addresses
		channel := {
			"ChannelName": concat("-", ["channel", format_int(index, 10)]),
			"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": address}},
		}
	]}},
	"params": {"pii": {"deidentified_prefixes": prefixes}},
}

outside(channel, address, index) := {
	"code": "outside",
	"args": {"channel": channel, "uri": address},
	"evidence": [
		concat("/", [
			"/resource/properties/InputDataConfig",
			format_int(index, 10),
			"DataSource/S3DataSource/S3Uri",
		]),
		"/params/pii/deidentified_prefixes",
	],
}
