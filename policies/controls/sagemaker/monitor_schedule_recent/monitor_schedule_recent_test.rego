package controls.sagemaker.monitor_schedule_recent_test

import data.controls.sagemaker.monitor_schedule_recent as control

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
	"complete yesterday passes": {
		"input": schedule("Scheduled", [execution("Completed", 24)]),
		"applies": true,
		"violation": set(),
	},
	"what is found does not matter, only that it was looked for": {
		"input": schedule("Scheduled", [execution("InProgress", 1), execution("CompletedWithViolations", 25)]),
		"applies": true,
		"violation": set(),
	},
	"a failed execution fails, though the one before was complete": {
		"input": schedule("Scheduled", [execution("Failed", 1), execution("Completed", 25)]),
		"applies": true,
		"violation": {{"code": "failed", "args": {"status": "Failed"}, "evidence": ["/resource/runtime/Executions"]}},
	},
	"three days without an execution fail": {
		"input": schedule("Scheduled", [execution("Completed", 72)]),
		"applies": true,
		"violation": {stale},
	},
	"a schedule that never ran fails": {
		"input": schedule("Scheduled", []),
		"applies": true,
		"violation": {stale},
	},
	"scheduled is not enough where nothing is said of executions": {
		"input": {"now": now, "resource": {"runtime": {"MonitoringScheduleStatus": "Scheduled"}}},
		"applies": true,
		"violation": {stale},
	},
	"a stopped schedule fails": {
		"input": schedule("Stopped", [execution("Completed", 24)]),
		"applies": true,
		"violation": {{
			"code": "not_scheduled",
			"args": {"status": "Stopped"},
			"evidence": ["/resource/runtime/MonitoringScheduleStatus"],
		}},
	},
	"a schedule of this morning has had no turn": {
		"input": with_runtime(schedule("Scheduled", []), {"CreationTime": now - (3 * hour)}),
		"applies": false,
		"violation": {stale},
	},
	"NOW runs once": {
		"input": {"now": now, "resource": {
			"properties": {"MonitoringScheduleConfig": {"ScheduleConfig": {"ScheduleExpression": "NOW"}}},
			"runtime": {},
		}},
		"applies": false,
		"violation": {
			stale,
			{"code": "not_scheduled", "args": {"status": "?"}, "evidence": ["/resource/runtime/MonitoringScheduleStatus"]},
		},
	},
}

stale := {
	"code": "stale",
	"evidence": ["/resource/runtime/Executions", "/resource/runtime/PeriodMilliseconds", "/now"],
}

hour := 3600000

now := 1795500000000

execution(status, hours_ago) := {
	"MonitoringExecutionStatus": status,
	"ScheduledTime": now - (hours_ago * hour),
}

daily := {
	"now": now,
	"resource": {
		"properties": {"MonitoringScheduleConfig": {"ScheduleConfig": {"ScheduleExpression": "cron(0 0 ? * * *)"}}},
		"runtime": {"CreationTime": now - (720 * hour), "PeriodMilliseconds": 24 * hour},
	},
}

schedule(status, executions) := object.union(
	daily,
	{"resource": {"runtime": {"MonitoringScheduleStatus": status, "Executions": executions}}},
)

with_runtime(whole, runtime) := object.union(whole, {"resource": {"runtime": runtime}})
