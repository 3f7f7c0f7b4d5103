# METADATA
# description: What kind of role the subject is.
package lib.role

# AWS writes these roles' policies, and nobody else can.
is_service_linked if startswith(input.resource.properties.Path, "/aws-service-role/")
