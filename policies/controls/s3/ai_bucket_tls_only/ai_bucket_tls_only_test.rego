package controls.s3.ai_bucket_tls_only_test

import data.controls.s3.ai_bucket_tls_only as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

test_applies[name] if {
	some name, case in cases
	applies := [true | control.applies with input as case.input]
	[case.applies | case.applies == true] == applies
}

test_satisfied[name] if {
	some name, case in cases
	control.satisfied == case.satisfied with input as case.input
}

cases := {
	"a denial of everything without TLS passes": {
		"input": with_policy([{"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::123456789012:root"]}, "Action": ["s3:*"], "Resource": ["*"]}, denial({})]),
		"applies": true,
		"violation": set(),
		"satisfied": {"/refs/policy/properties/PolicyDocument/Statement/1"},
	},
	"no policy fails": {
		"input": bucket({"policy": {"id": "data", "properties": {"Bucket": "data"}}}),
		"applies": true,
		"violation": admitted,
		"satisfied": set(),
	},
	"a denial with an exception, to some, of the bucket alone or of reading alone is none": {
		"input": with_policy([
			denial({"Condition": {"Bool": {"aws:SecureTransport": ["false"]}, "StringNotEquals": {"aws:PrincipalAccount": ["123456789012"]}}}),
			denial({"Condition": {"Bool": {"aws:SecureTransport": ["false"], "aws:ViaAWSService": ["false"]}}}),
			denial({"Principal": {"AWS": ["arn:aws:iam::123456789012:role/Train"]}}),
			object.union(
				{key: value | some key, value in denial({}); key != "Principal"},
				{"NotPrincipal": {"AWS": ["arn:aws:iam::123456789012:role/Train"]}},
			),
			denial({"Resource": ["arn:aws:s3:::data"]}),
			denial({"Action": ["s3:GetObject"]}),
			denial({"Condition": {"Bool": {"aws:SecureTransport": ["true"]}}}),
			denial({"Effect": "Allow"}),
		]),
		"applies": true,
		"violation": admitted,
		"satisfied": set(),
	},
	"a bucket of another use is not judged": {
		"input": object.union(bucket({}), {"params": {"s3": {"ai_buckets": ["ml-*"]}}}),
		"applies": false,
		"violation": admitted,
		"satisfied": set(),
	},
}

bucket(refs) := {
	"resource": {"properties": {"BucketName": "data"}},
	"refs": refs,
	"params": {"s3": {"ai_buckets": ["*"]}},
}

with_policy(statements) := bucket({"policy": {"id": "data", "properties": {"PolicyDocument": {"Statement": statements}}}})

denial(more) := object.union(
	{
		"Effect": "Deny",
		"Principal": {"AWS": ["*"]},
		"Action": ["s3:*"],
		"Resource": ["arn:aws:s3:::data", "arn:aws:s3:::data/*"],
		"Condition": {"Bool": {"aws:SecureTransport": ["false"]}},
	},
	more,
)

admitted := {{"code": "admitted", "evidence": ["/refs/policy/properties/PolicyDocument"]}}
