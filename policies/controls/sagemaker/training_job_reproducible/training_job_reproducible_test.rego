package controls.sagemaker.training_job_reproducible_test

import data.controls.sagemaker.training_job_reproducible as control

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
	"a digest passes": {
		"input": job({"TrainingImage": concat("", [repository, "@sha256:", digest])}),
		"applies": true,
		"violation": set(),
	},
	"a tag fails": {
		"input": job({"TrainingImage": concat("", [repository, ":1.4.0"])}),
		"applies": true,
		"violation": {{
			"code": "tag",
			"args": {"image": concat("", [repository, ":1.4.0"])},
			"evidence": ["/resource/properties/AlgorithmSpecification/TrainingImage"],
		}},
	},
	"a tag that looks like a digest fails": {
		"input": job({"TrainingImage": concat("", [repository, ":sha256-0123"])}),
		"applies": true,
		"violation": {{
			"code": "tag",
			"args": {"image": concat("", [repository, ":sha256-0123"])},
			"evidence": ["/resource/properties/AlgorithmSpecification/TrainingImage"],
		}},
	},
	"an algorithm resource fixes the digest itself": {
		"input": job({"AlgorithmName": "arn:aws:sagemaker:ap-northeast-1:123456789012:algorithm/fraud"}),
		"applies": false,
		"violation": set(),
	},
}

repository := "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/fraud-training"

digest := "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

job(algorithm) := {"resource": {"properties": {"AlgorithmSpecification": algorithm}}}
