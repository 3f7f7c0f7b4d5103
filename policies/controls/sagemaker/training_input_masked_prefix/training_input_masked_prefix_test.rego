package controls.sagemaker.training_input_masked_prefix_test

import data.controls.sagemaker.training_input_masked_prefix as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_satisfied[name] if {
	some name, case in cases
	satisfied := {proof | count(case.violation) == 0; proof := "/resource/properties/InputDataConfig"}
	control.satisfied == satisfied with input as case.input
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
			"params": {"pii": {"deidentified_prefixes": ["s3://ml-data/masked/"], "masking_jobs": []}},
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
			"params": {"pii": {"deidentified_prefixes": ["s3://ml-data/masked/"], "masking_jobs": []}},
		},
		"applies": true,
		"violation": set(),
	},
	"the output of a declared job that had completed passes": {
		"input": after(["s3://ml-data/out/2026/train/"], [step("mask-2026", {})]),
		"applies": true,
		"violation": set(),
	},
	"a job is declared by its image as well": {
		"input": after(["s3://ml-data/out/2026/"], [step("job-1", {})]),
		"applies": true,
		"violation": set(),
	},
	"the output of another job fails": {
		"input": after(["s3://ml-data/out/2026/"], [object.union(
			step("prepare", {}),
			{"properties": {"AppSpecification": {"ImageUri": "111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/prepare:1"}}},
		)]),
		"applies": true,
		"violation": {unmasked("channel-0", "s3://ml-data/out/2026/", 0)},
	},
	"a job that failed has masked nothing": {
		"input": after(["s3://ml-data/out/2026/"], [step("mask-1", {"ProcessingJobStatus": "Failed"})]),
		"applies": true,
		"violation": {unmasked("channel-0", "s3://ml-data/out/2026/", 0)},
	},
	"a job that was not done before the training began fails": {
		"input": after(["s3://ml-data/out/2026/"], [step("mask-1", {"ProcessingEndTime": 1772000000001})]),
		"applies": true,
		"violation": {unmasked("channel-0", "s3://ml-data/out/2026/", 0)},
	},
	"a channel without a slash takes in the neighbours of the output": {
		"input": after(["s3://ml-data/out/2026"], [step("mask-1", {})]),
		"applies": true,
		"violation": {unmasked("channel-0", "s3://ml-data/out/2026", 0)},
	},
	"no job at all fails": {
		"input": after(["s3://ml-data/out/2026/"], []),
		"applies": true,
		"violation": {unmasked("channel-0", "s3://ml-data/out/2026/", 0)},
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
	"params": {"pii": {"deidentified_prefixes": prefixes, "masking_jobs": []}},
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

after(addresses, steps) := object.union(job(addresses, []), {
	"resource": {
		"properties": job(addresses, []).resource.properties,
		"runtime": {"CreationTime": 1772000000000},
	},
	"refs": {"processingJobs": steps},
	"params": {"pii": {"masking_jobs": ["mask-*", "*/masker:*"]}},
})

step(name, facts) := {
	"properties": {
		"ProcessingJobName": name,
		"AppSpecification": {"ImageUri": "111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/masker:7"},
		"ProcessingOutputConfig": {"Outputs": [{"S3Output": {"S3Uri": "s3://ml-data/out/2026"}}]},
	},
	"runtime": object.union({"ProcessingJobStatus": "Completed", "ProcessingEndTime": 1771999999999}, facts),
}

unmasked(channel, address, index) := object.union(outside(channel, address, index), {"evidence": array.concat(
	outside(channel, address, index).evidence,
	["/params/pii/masking_jobs", "/refs/processingJobs", "/resource/runtime/CreationTime"],
)})
