package kansa.control.table_protected

answer := {
	"applies": applies,
	"occasion": data.controls.table.protected.occasion,
	"violation": data.controls.table.protected.violation,
	"satisfied": [],
}

applies := true
