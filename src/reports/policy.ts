import { stringify } from 'yaml';
import { isIam } from './view.js';

/** A statement beside those of the scan: some actions on some resources. */
export interface FurtherStatement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Patterns of the prefixes that may be listed (`s3:prefix`). */
  readonly prefixes?: readonly string[];
  /** For whom: the role that scans, whoever keeps the runs, or whoever looks for personal data. */
  readonly of: 'scan' | 'store' | 'data';
}

/** Forms in which a policy is given to those who set it up. */
const POLICIES = {
  iam: (actions: readonly string[], further: readonly FurtherStatement[]): string => {
    const { Version, Statement } = documentOf(actions.filter(isIam), 'KansaScan');
    return `${JSON.stringify({ Version, Statement: [...Statement, ...further.map(statementOf)] }, null, 2)}\n`;
  },
  cloudformation: (actions: readonly string[], further: readonly FurtherStatement[]): string =>
    `# Deploy with --capabilities CAPABILITY_NAMED_IAM.\n${stringify(templateOf(actions.filter(isIam), further), { version: '1.1', lineWidth: 0 })}`,
  kubernetes: (actions: readonly string[], _: readonly FurtherStatement[]): string => clusterRoleOf(actions),
  terraform: (actions: readonly string[], further: readonly FurtherStatement[]): string =>
    moduleOf(actions.filter(isIam), further),
};

export const POLICY_FORMATS = Object.keys(POLICIES);

/**
 * The policy that allows the actions on every resource, the further statements, and nothing else; undefined for a format
 * that is none.
 */
export const renderPolicy = (
  actions: readonly string[],
  format: string,
  further: readonly FurtherStatement[] = [],
): string | undefined => Object.entries(POLICIES).find(([name]) => name === format)?.[1](actions, further);

const statementOf = ({ sid, actions, resources, prefixes }: FurtherStatement) => ({
  Sid: sid,
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
  ...(prefixes && { Condition: { StringLike: { 's3:prefix': prefixes } } }),
});

const documentOf = (actions: readonly string[], sid: string) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: sid, Effect: 'Allow', Action: actions, Resource: '*' }],
});

/** A managed policy takes 6,144 characters, white space not counted (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const MOST_CHARACTERS = 6_000;

const documentsOf = (actions: readonly string[]): ReturnType<typeof documentOf>[] => {
  const parts: string[][] = [[]];
  for (const action of actions) {
    const whole = JSON.stringify(documentOf([...(parts.at(-1) ?? []), action], 'KansaScan99'));
    if (whole.length > MOST_CHARACTERS) parts.push([]);
    parts.at(-1)?.push(action);
  }
  return parts.map((part, index) => documentOf(part, `KansaScan${index + 1}`));
};

const DESCRIPTION = 'Read-only access for kansa, the governance and audit scanner: the actions that its scan needs.';

const thatAre = (of: FurtherStatement['of'], further: readonly FurtherStatement[]) =>
  further.filter((one) => one.of === of);

/** Runs are sent by the credentials that kansa is started with, which --role-arn does not change. */
const STORE_DESCRIPTION =
  'Lets kansa keep its runs in S3. Whoever starts kansa needs it: with --role-arn, attach it to their own role, too.';

const DATA_DESCRIPTION = 'Lets kansa pii look into the data that it is told of.';

const templateOf = (actions: readonly string[], further: readonly FurtherStatement[]) => {
  const scan = documentsOf(actions).map(
    (document, index) => [`ScanPolicy${index + 1}`, document, DESCRIPTION] as const,
  );
  const more = (name: string, statements: readonly FurtherStatement[], description: string) =>
    statements.length === 0
      ? []
      : [[name, { Version: '2012-10-17', Statement: statements.map(statementOf) }, description] as const];
  const policies = [
    ...scan,
    ...more('ScanPolicyLogs', thatAre('scan', further), DESCRIPTION),
    ...more('RunStorePolicy', thatAre('store', further), STORE_DESCRIPTION),
    ...more('DataPolicy', thatAre('data', further), DATA_DESCRIPTION),
  ];
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: DESCRIPTION,
    Parameters: {
      TrustedPrincipalArn: {
        Type: 'String',
        Description: 'Who may assume the role: the ARN of a role, of a user, or of an account (its root).',
        AllowedPattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:(root|role/.+|user/.+)$',
      },
      ExternalId: {
        Type: 'String',
        Description: 'External id that the caller must give (--external-id); empty for none.',
        Default: '',
      },
      RoleName: { Type: 'String', Description: 'Name of the role.', Default: 'kansa-scan' },
    },
    Conditions: { HasExternalId: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'ExternalId' }, ''] }] } },
    Resources: {
      ScanRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: { Ref: 'RoleName' },
          Description: DESCRIPTION,
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: { Ref: 'TrustedPrincipalArn' } },
                Action: 'sts:AssumeRole',
                Condition: {
                  'Fn::If': [
                    'HasExternalId',
                    { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
                    { Ref: 'AWS::NoValue' },
                  ],
                },
              },
            ],
          },
          ManagedPolicyArns: policies.map(([name]) => ({ Ref: name })),
        },
      },
      ...Object.fromEntries(
        policies.map(([name, PolicyDocument, Description]) => [
          name,
          { Type: 'AWS::IAM::ManagedPolicy', Properties: { Description, PolicyDocument } },
        ]),
      ),
    },
    Outputs: {
      RoleArn: { Description: 'For kansa scan --role-arn.', Value: { 'Fn::GetAtt': ['ScanRole', 'Arn'] } },
    },
  };
};

const moduleOf = (actions: readonly string[], further: readonly FurtherStatement[]): string => `# ${DESCRIPTION}

variable "trusted_principal_arn" {
  description = "Who may assume the role: the ARN of a role, of a user, or of an account (its root)."
  type        = string
}

variable "external_id" {
  description = "External id that the caller must give (--external-id); null for none."
  type        = string
  default     = null
}

variable "role_name" {
  description = "Name of the role."
  type        = string
  default     = "kansa-scan"
}

data "aws_iam_policy_document" "kansa_trust" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [var.trusted_principal_arn]
    }

    dynamic "condition" {
      for_each = var.external_id == null ? [] : [var.external_id]

      content {
        test     = "StringEquals"
        variable = "sts:ExternalId"
        values   = [condition.value]
      }
    }
  }
}

resource "aws_iam_role" "kansa" {
  name               = var.role_name
  assume_role_policy = data.aws_iam_policy_document.kansa_trust.json
}
${documentsOf(actions).map(policyBlocks).join('')}${furtherBlocks('scan_logs', DESCRIPTION, thatAre('scan', further))}${furtherBlocks('run_store', STORE_DESCRIPTION, thatAre('store', further))}${furtherBlocks('data', DATA_DESCRIPTION, thatAre('data', further))}
output "role_arn" {
  description = "For kansa scan --role-arn."
  value       = aws_iam_role.kansa.arn
}
`;

const policyBlocks = ({ Statement }: ReturnType<typeof documentOf>, index: number): string => `
data "aws_iam_policy_document" "kansa_scan_${index + 1}" {
  statement {
    effect    = "Allow"
    resources = ["*"]

    actions = [
${Statement.flatMap(({ Action }) => Action.map((action) => `      "${action}",\n`)).join('')}    ]
  }
}

resource "aws_iam_policy" "kansa_scan_${index + 1}" {
  name   = "\${var.role_name}-${index + 1}"
  policy = data.aws_iam_policy_document.kansa_scan_${index + 1}.json
}

resource "aws_iam_role_policy_attachment" "kansa_scan_${index + 1}" {
  role       = aws_iam_role.kansa.name
  policy_arn = aws_iam_policy.kansa_scan_${index + 1}.arn
}
`;

const furtherBlocks = (name: string, description: string, further: readonly FurtherStatement[]): string =>
  further.length === 0
    ? ''
    : `
# ${description}
data "aws_iam_policy_document" "kansa_${name}" {
${further.map(furtherStatement).join('\n')}}

resource "aws_iam_policy" "kansa_${name}" {
  name   = "\${var.role_name}-${name.replaceAll('_', '-')}"
  policy = data.aws_iam_policy_document.kansa_${name}.json
}

resource "aws_iam_role_policy_attachment" "kansa_${name}" {
  role       = aws_iam_role.kansa.name
  policy_arn = aws_iam_policy.kansa_${name}.arn
}
`;

const hclList = (texts: readonly string[]): string => `[${texts.map(hclText).join(', ')}]`;

/** A text in which no template begins. */
const hclText = (text: string): string => JSON.stringify(text).replaceAll(/([$%])\{/g, '$1$1{');

const furtherStatement = ({ sid, actions, resources, prefixes }: FurtherStatement): string => `  statement {
    sid       = "${sid}"
    effect    = "Allow"
    actions   = ${hclList(actions)}
    resources = ${hclList(resources)}
${
  prefixes === undefined
    ? ''
    : `
    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ${hclList(prefixes)}
    }
`
}  }
`;

/**
 * The same for the inside of clusters, as manifests: what may be listed, by a group that an access entry puts the
 * scanning role into.
 */
const clusterRoleOf = (actions: readonly string[]): string => {
  const named = (verb: string) =>
    actions.flatMap((action) => (action.startsWith(verb) ? [action.slice(verb.length)] : [])).filter(isResource);
  const rulesFor = (verb: string, resources: readonly string[]) =>
    [...new Set(resources.map(groupOf))].sort().map((group) => ({
      apiGroups: [group],
      resources: resources.filter((resource) => groupOf(resource) === group).map(pluralOf),
      verbs: [verb],
    }));
  const apiGroup = 'rbac.authorization.k8s.io';
  const head = (kind: string) => ({ apiVersion: `${apiGroup}/v1`, kind, metadata: { name: GROUP } });
  const role = {
    ...head('ClusterRole'),
    rules: [...rulesFor('list', named(LIST)), ...rulesFor('get', named(GET))],
  };
  const binding = {
    ...head('ClusterRoleBinding'),
    roleRef: { apiGroup, kind: 'ClusterRole', name: GROUP },
    subjects: [{ apiGroup, kind: 'Group', name: GROUP }],
  };
  return `# Let the role that scans in, once for each cluster:
#   kubectl apply -f <this file>
#   aws eks create-access-entry --cluster-name <cluster> --principal-arn <role ARN> --kubernetes-groups ${GROUP}
# A pod that scans by its own service account (--kubeconfig in-cluster) needs that account among the subjects below.
${stringify(role)}---
${stringify(binding)}`;
};

const LIST = 'k8s:list ';
const GET = 'k8s:get ';

/** What has no resource is a path (`/apis`), which every caller who is let in may ask. */
const isResource = (name: string): boolean => !name.startsWith('/');

const GROUP = 'kansa-scan';

/** `rolebindings.rbac.authorization.k8s.io` is the plural and its group; the core group has no name. */
const pluralOf = (resource: string): string => resource.split('.')[0] ?? '';
const groupOf = (resource: string): string => resource.split('.').slice(1).join('.');
