package kansa.control.table_access

answer := {
	"applies": applies,
	"violation": data.controls.table.access.violation,
	"satisfied": [],
}

applies := true
