package kansa.control.table_some_trail

answer := {
	"applies": applies,
	"violation": data.controls.table.some_trail.violation,
	"satisfied": data.controls.table.some_trail.satisfied,
}

applies := true
