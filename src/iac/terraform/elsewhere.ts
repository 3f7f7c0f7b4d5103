import { NOT_IN_TERRAFORM } from './table/absent.js';
import { JUDGED_TYPES } from './table/index.js';

/**
 * What a resource of Terraform declares in the words of others, which the table does not translate though controls would look
 * at it; undefined where it declares nothing of that kind. It is said, since it is not judged.
 */
export const elsewhere = (terraformType: string): string | undefined => {
  if (DEPLOYS_A_TEMPLATE.has(terraformType)) return 'what it deploys was not looked at: judge its template by itself';
  if (terraformType === 'aws_cloudcontrolapi_resource')
    return 'what it hands to the Cloud Control API was not looked at: declare it by the resource of its own type';
  if (terraformType.startsWith('awscc_') && JUDGED.has(compact(terraformType.slice('awscc_'.length))))
    return 'resources of the provider awscc are not looked at: only those of the provider aws are';
  if (IN_A_CLUSTER.test(terraformType))
    return 'what it puts into the cluster was not looked at: judge the manifests, as helm template or kubectl writes them';
  return undefined;
};

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudformation_stack and its neighbours. */
const DEPLOYS_A_TEMPLATE: ReadonlySet<string> = new Set([
  'aws_cloudformation_stack',
  'aws_cloudformation_stack_instances',
  'aws_cloudformation_stack_set',
  'aws_cloudformation_stack_set_instance',
  'aws_serverlessapplicationrepository_cloudformation_stack',
]);

/** Of the providers kubernetes, helm, kubectl and kustomization: manifests as they are, and the kinds that are read of manifests. */
const IN_A_CLUSTER =
  /^(helm_release|kubectl_(manifest|server_version_manifest)|kustomization_resource|kubernetes_(manifest|namespace|labels|ingress|pod|deployment|daemon_?set|stateful_set|job|cron_job|replication_controller|service|service_account|default_service_account|role|role_binding|cluster_role|cluster_role_binding|network_policy)(_v\d[a-z0-9]*)?)$/;

/** `s3bucket` of `AWS::S3::Bucket`, as of `awscc_s3_bucket`. */
const compact = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The provider awscc is made from CloudFormation's types, those among them for which the provider aws has no resource. */
const JUDGED: ReadonlySet<string> = new Set(
  [...JUDGED_TYPES, ...Object.keys(NOT_IN_TERRAFORM)].map((type) => compact(type.replace(/^AWS::/, ''))),
);
