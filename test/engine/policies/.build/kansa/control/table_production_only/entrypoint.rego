package kansa.control.table_production_only

answer := {
	"applies": applies,
	"violation": data.controls.table.production_only.violation,
	"satisfied": [],
}

default applies := false

applies := data.controls.table.production_only.applies
