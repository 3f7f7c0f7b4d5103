interface Without {
  readonly allowed?: string;
  readonly disallowed?: string;
}

const SPOILT = 'passes only beside a run of the account: what exists already may spoil it, e.g.';
const CURED = 'fails only beside a run of the account: what exists already may cure it, e.g.';
const WORKLOADS =
  'is decided only beside a run of the account: it applies where AI workloads run, and those that run already are not seen';
const VERSIONS =
  'is decided only beside a run of the account: it counts the approved versions of the group, and those that exist already are not seen';

/**
 * Controls that are judged in templates and that no template by itself can make pass or fail: each stays unknown until a
 * run of the account shows what exists already (`--context`).
 */
export const WITHOUT_FIXTURE: Readonly<Record<string, Without>> = {
  'cloudtrail/bucket_not_public': { disallowed: `${CURED} the block of public access of the whole account` },
  'ecs/task_role_own': { allowed: `${SPOILT} a task of another family that acts under the same role` },
  'eks/ai_dashboards_not_exposed': { allowed: `${SPOILT} an ingress that leads to the service` },
  'eks/namespace_network_policy': { allowed: WORKLOADS, disallowed: WORKLOADS },
  'eks/namespace_pod_security': { allowed: WORKLOADS, disallowed: WORKLOADS },
  'eks/notebook_sa_secrets': { allowed: WORKLOADS, disallowed: WORKLOADS },
  's3/ai_bucket_not_public': { disallowed: `${CURED} the block of public access of the whole account` },
  's3/ai_bucket_replication_in_boundary': {
    disallowed:
      'fails only beside a run of the account: the buckets of a stack stand in one region, and the copy in another one',
  },
  'sagemaker/endpoint_auto_rollback': {
    allowed:
      'passes only beside a run of the account: alarms are looked for among the composite ones, too, and those that exist are not seen',
  },
  'sagemaker/endpoint_serves_approved_package': {
    allowed: `${SPOILT} an inference component that serves another model on the endpoint`,
  },
  'sagemaker/model_card_approved': {
    allowed:
      'passes only beside a run of the account: the model cards that exist and name the package are read along with its own',
    disallowed: `${CURED} an approved model card that names the package`,
  },
  'sagemaker/previous_approved_version': { allowed: VERSIONS, disallowed: VERSIONS },
  'sagemaker/user_profile_role_not_shared': {
    allowed: `${SPOILT} a profile of the same domain under the same role`,
    disallowed: 'fails only beside a run of the account: the control names all profiles of the domain as its evidence',
  },
};
