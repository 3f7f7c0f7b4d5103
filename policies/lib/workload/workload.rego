# METADATA
# description: What the pod templates of a Kubernetes workload say of it.
package lib.workload

# Kinds that exist for models and data science alone, or workloads that ask for an accelerator.
is_ai(kind, _) if {
	kind in {
		"ClusterServingRuntime",
		"InferenceService",
		"MPIJob",
		"Notebook",
		"PyTorchJob",
		"RayCluster",
		"RayJob",
		"RayService",
		"ServingRuntime",
		"TFJob",
	}
}

is_ai(_, templates) if {
	some template in templates
	some container in template.spec.containers
	some name, _ in container.resources.limits
	regex.match(`^(nvidia\.com/(gpu|mig-.*)|amd\.com/gpu|aws\.amazon\.com/neuron.*|habana\.ai/gaudi)$`, name)
}

# Somebody types programs into it: by its kind, or by the image of a notebook server.
is_notebook("Notebook", _)

is_notebook(_, templates) if {
	some template in templates
	some container in template.spec.containers
	regex.match(`(jupyter|notebook|code-server|rstudio)`, lower(container.image))
}

# A namespace of Kubernetes itself.
is_system(namespace) if namespace in {"kube-node-lease", "kube-public", "kube-system"}
