# METADATA
# description: Whether the subject, a subnet, a security group or a VPC, serves workloads of the AI platform.
package lib.ai_use

# What SageMaker and Bedrock run there reads data, prompts and models through the subject.
is_used if some _ in input.refs.autoMLJobs

is_used if some _ in input.refs.customizationJobs

is_used if some _ in input.refs.domains

is_used if some _ in input.refs.endpointConfigs

is_used if some _ in input.refs.models

is_used if some _ in input.refs.notebooks

is_used if some _ in input.refs.processingJobs

is_used if some _ in input.refs.trainingJobs
