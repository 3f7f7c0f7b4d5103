# METADATA
# title: A trail records every management event of the region
# description: >-
#   Calls to models are management events, and most of them read events: a trail that stopped, writes only, or leaves
#   event sources out has no record of them.
# custom:
#   resource: Kansa::Region
#   severity: high
#   theme: audit
#   live_only: true
#   messages:
#     no_trail: no trail that is logging and delivering covers the region
#     incomplete: no trail of the region records all management events, read and write
#   remediation: >-
#     Create a multi-Region trail with all management events, read and write, without excluded event sources, and start
#     its logging.
#   ja:
#     title: リージョンのすべての管理イベントが証跡に記録されている
#     description: モデルの呼び出しは管理イベントであり、多くは読み取りイベントである。停止した証跡、書き込みのみの証跡、イベントソースを除外した証跡には記録が残らない。
#     messages:
#       no_trail: 記録と配信が有効な証跡がリージョンを対象としていない
#       incomplete: 読み取りと書き込みの管理イベントをすべて記録する証跡がない
#     remediation: 読み取りと書き込みの両方の管理イベントを除外なしで記録するマルチリージョン証跡を作成し、記録を開始する。
package controls.cloudtrail.multi_region_trail

import data.lib.evidence
import data.lib.trail

violation contains {"code": "no_trail", "evidence": ["/refs/trails"]} if count(trail.covering) == 0

violation contains {"code": "incomplete", "evidence": ["/refs/trails"]} if {
	count(trail.covering) > 0
	count(satisfied) == 0
}

satisfied contains evidence.at(["refs", "trails", index]) if {
	some index, covering in trail.covering
	is_complete(covering)
}

# AWS records all management events where no selector is given. An empty list is none.
is_complete(covering) if {
	count(object.get(covering.properties, "EventSelectors", [])) == 0
	count(object.get(covering.properties, "AdvancedEventSelectors", [])) == 0
}

# Reading and writing may be selected apart.
is_complete(covering) if selected(covering) == {"read", "write"}

selected(covering) := {half |
	some selector in covering.properties.EventSelectors
	object.get(selector, "IncludeManagementEvents", true) == true
	count(object.get(selector, "ExcludeManagementEventSources", [])) == 0
	some half in {
		"All": {"read", "write"},
		"ReadOnly": {"read"},
		"WriteOnly": {"write"},
	}[object.get(selector, "ReadWriteType", "All")]
} | {half |
	some selector in covering.properties.AdvancedEventSelectors
	some category in selector.FieldSelectors
	category.Field == "eventCategory"
	"Management" in category.Equals

	# Any other field narrows: eventSource, eventName ...
	every field in selector.FieldSelectors {
		field.Field in {"eventCategory", "readOnly"}
	}
	some half in {"read", "write"}
	every field in selector.FieldSelectors {
		admits(field, half)
	}
}

admits(field, _) if field.Field == "eventCategory"

admits(field, "read") if "true" in field.Equals

admits(field, "write") if "false" in field.Equals
