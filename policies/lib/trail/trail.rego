# METADATA
# description: What trails and event data stores record of the subject's region.
package lib.trail

# Trails that log and deliver what happens in the region.
covering[index] := trail if {
	some index, trail in input.refs.trails
	trail.properties.IsLogging == true
	object.get(trail, ["runtime", "LatestDeliveryError"], "") == ""
	reaches(trail)
}

reaches(trail) if trail.properties.IsMultiRegionTrail == true

reaches(trail) if trail.runtime.HomeRegion == input.resource.region

# Trails that log and deliver what happens in services without a region (IAM, the sign-in of the root user) and in all
# regions.
account_wide[index] := trail if {
	some index, trail in input.refs.trails
	trail.properties.IsLogging == true
	trail.properties.IsMultiRegionTrail == true
	trail.properties.IncludeGlobalServiceEvents == true
	object.get(trail, ["runtime", "LatestDeliveryError"], "") == ""
}

# Event data stores that keep what happens in the region.
stores[index] := store if {
	some index, store in input.refs.eventDataStores
	store.runtime.Status == "ENABLED"
	keeps(store)
}

keeps(store) if store.properties.MultiRegionEnabled == true

keeps(store) if store.region == input.resource.region

# The types of resources of which all data events are selected: a further field narrows.
whole_types(recorder) := {type |
	some selector in recorder.properties.AdvancedEventSelectors
	selects(selector, "Data", {"eventCategory", "resources.type"})
	some field in selector.FieldSelectors
	field.Field == "resources.type"
	some type in field.Equals
}

# The services whose network activity is selected, or those of its events that were denied.
network_sources(recorder) := {source |
	some selector in recorder.properties.AdvancedEventSelectors
	selects(selector, "NetworkActivity", {"eventCategory", "eventSource", "errorCode"})
	some field in selector.FieldSelectors
	field.Field == "eventSource"
	some source in field.Equals
}

selects(selector, category, fields) if {
	some chosen in selector.FieldSelectors
	chosen.Field == "eventCategory"
	category in chosen.Equals
	every field in selector.FieldSelectors {
		field.Field in fields
	}
}
