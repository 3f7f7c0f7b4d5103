package lib.workload_test

import data.lib.workload

test_ai_by_kind_or_accelerator if {
	workload.is_ai("RayCluster", [])
	workload.is_ai("Deployment", [template({"nvidia.com/gpu": "1"})])
	workload.is_ai("Job", [template({"cpu": "1"}), template({"aws.amazon.com/neuroncore": "2"})])
	not workload.is_ai("Deployment", [template({"cpu": "1", "memory": "1Gi"})])
}

test_notebook_by_kind_or_image if {
	workload.is_notebook("Notebook", [])
	workload.is_notebook("Pod", [{"spec": {"containers": [{"image": "quay.io/Jupyter/scipy-notebook:2024"}]}}])
	not workload.is_notebook("Deployment", [{"spec": {"containers": [{"image": "nginx:1.27"}]}}])
}

test_namespaces_of_kubernetes if {
	workload.is_system("kube-system")
	not workload.is_system("serving")
}

template(limits) := {"spec": {"containers": [{"resources": {"limits": limits}}]}}
