package kansa.control.table_host_builtin

answer := {
	"applies": applies,
	"violation": data.controls.table.host_builtin.violation,
	"satisfied": [],
}

applies := true
