package kansa.control.table_masking

answer := {
	"applies": applies,
	"violation": data.controls.table.masking.violation,
	"satisfied": [],
}

applies := true
