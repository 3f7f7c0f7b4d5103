package controls.eks.nodegroup_remote_access_test

import data.controls.eks.nodegroup_remote_access as control

test_cases[name] if {
	some name, case in cases
	control.violation == case.violation with input as case.input
}

cases := {
	"no remote access passes": {
		"input": nodegroup({}),
		"violation": set(),
	},
	"a key with source security groups passes": {
		"input": nodegroup({"RemoteAccess": {"Ec2SshKey": "ops", "SourceSecurityGroups": ["sg-0aaaaaaaaaaaaaaaa"]}}),
		"violation": set(),
	},
	"a key alone opens port 22 to the internet": {
		"input": nodegroup({"RemoteAccess": {"Ec2SshKey": "ops"}}),
		"violation": {open("ops")},
	},
	"an empty list of groups is none": {
		"input": nodegroup({"RemoteAccess": {"Ec2SshKey": "ops", "SourceSecurityGroups": []}}),
		"violation": {open("ops")},
	},
}

nodegroup(properties) := {"resource": {"properties": object.union({"NodegroupName": "gpu"}, properties)}}

open(key) := {
	"code": "open",
	"args": {"key": key},
	"evidence": [
		"/resource/properties/RemoteAccess/Ec2SshKey",
		"/resource/properties/RemoteAccess/SourceSecurityGroups",
	],
}
