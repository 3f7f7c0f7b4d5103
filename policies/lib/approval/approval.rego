# METADATA
# description: What CloudTrail recorded about the approval of model packages.
package lib.approval

# Did the event set the package to Approved? A call that AWS refused set nothing.
approves(event) if {
	event.properties.eventName in {"CreateModelPackage", "UpdateModelPackage"}
	event.properties.requestParameters.modelApprovalStatus == "Approved"
	not event.properties.errorCode
}

# A package that is registered as Approved was approved by nobody but its author.
is_birth(event) if {
	event.properties.eventName == "CreateModelPackage"
	not event.properties.errorCode
}
