package kansa.control.table_approved

answer := {
	"applies": applies,
	"violation": data.controls.table.approved.violation,
	"satisfied": data.controls.table.approved.satisfied,
}

applies := true
