import { isObject } from '../../model/json.js';
import type { Form, Formed, FormInput } from './form.js';
import { listIn, policyAt } from './policies.js';

/** A role, user or group, and each policy embedded in it, which rules about policies judge wherever it stands. */
const principal =
  (documents: readonly string[]): Form =>
  (input) => {
    const { identity, properties } = input;
    const embedded = [...listIn(properties.Policies), ...attachedInline(input)];
    const policies = embedded.map((policy) => (isObject(policy) ? policyAt(policy, 'PolicyDocument') : policy));
    return [
      {
        id: identity.arn,
        properties: {
          ...documents.reduce((all, name) => policyAt(all, name), properties),
          Policies: policies,
          ManagedPolicyArns: [...listIn(properties.ManagedPolicyArns), ...attachedManaged(input)],
        },
      },
      ...policies.flatMap((policy) => (isObject(policy) ? [detailOf(policy, identity.arn)] : [])),
    ];
  };

/** As in collectors/iam/policy-detail.ts: an embedded policy's id is its name behind its holder's. */
const detailOf = (policy: Readonly<Record<string, unknown>>, holder: string): Formed => ({
  type: 'AWS::IAM::PolicyDetail',
  id: `${holder}#${typeof policy.PolicyName === 'string' ? policy.PolicyName : '?'}`,
  names: [],
  properties: { PolicyName: policy.PolicyName, PolicyDocument: policy.PolicyDocument },
  runtime: { PrincipalArn: holder },
});

/** Where other resources name those whom they give a policy to. */
const HOLDERS: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'Roles',
  'AWS::IAM::User': 'Users',
  'AWS::IAM::Group': 'Groups',
};

const attachedInline = ({ declaration, all, isOwn }: FormInput): unknown[] => {
  const holders = HOLDERS[declaration.type] ?? '';
  const listed = all('AWS::IAM::Policy').filter(({ properties }) => listIn(properties[holders]).some(isOwn));
  const single = all(`${declaration.type}Policy`).filter(({ properties }) =>
    isOwn(properties[holders.replace(/s$/, 'Name')]),
  );
  return [...listed, ...single].map(({ properties: { PolicyName, PolicyDocument } }) => ({
    PolicyName,
    PolicyDocument,
  }));
};

const attachedManaged = ({ declaration, all, arnOf, isOwn }: FormInput): unknown[] =>
  all('AWS::IAM::ManagedPolicy')
    .filter(({ properties }) => listIn(properties[HOLDERS[declaration.type] ?? '']).some(isOwn))
    .map(arnOf);

const managedPolicy: Form = ({ identity, properties }) => {
  const read = policyAt(properties, 'PolicyDocument');
  return [
    { id: identity.arn, properties: read },
    {
      type: 'AWS::IAM::PolicyDetail',
      id: identity.arn,
      properties: { PolicyName: properties.ManagedPolicyName ?? identity.name, PolicyDocument: read.PolicyDocument },
    },
  ];
};

export const IAM_FORMS: Readonly<Record<string, Form>> = {
  'AWS::IAM::Role': principal(['AssumeRolePolicyDocument']),
  'AWS::IAM::User': principal([]),
  'AWS::IAM::Group': principal([]),
  'AWS::IAM::ManagedPolicy': managedPolicy,
};
