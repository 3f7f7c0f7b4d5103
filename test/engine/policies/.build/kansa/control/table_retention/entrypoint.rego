package kansa.control.table_retention

answer := {
	"applies": applies,
	"violation": data.controls.table.retention.violation,
	"satisfied": [],
}

applies := true
