package kansa.control.table_customer_key

answer := {
	"applies": applies,
	"violation": data.controls.table.customer_key.violation,
	"satisfied": [],
}

applies := true
