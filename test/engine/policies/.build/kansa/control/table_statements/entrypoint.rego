package kansa.control.table_statements

answer := {
	"applies": applies,
	"violation": data.controls.table.statements.violation,
	"satisfied": [],
}

applies := true
