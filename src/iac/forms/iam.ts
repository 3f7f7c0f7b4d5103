import { isObject } from '../../model/json.js';
import type { Form, Formed, FormInput } from './form.js';
import { isKnownText, listIn, policyAt } from './policies.js';

/** A role, user or group, and each policy embedded in it, which rules about policies judge wherever it stands. */
const principal =
  (documents: readonly string[]): Form =>
  (input) => {
    const { identity, properties } = input;
    const attached = attachedInline(input);
    // A state shows a policy in its role and as a resource of its own: that one is what will stand.
    const names = new Set(attached.map((policy) => (isObject(policy) ? policy.PolicyName : undefined)));
    const own = listIn(properties.Policies).filter(
      (policy) => !isObject(policy) || !isKnownText(policy.PolicyName) || !names.has(policy.PolicyName),
    );
    const embedded = [...own, ...attached];
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
  id: `${holder}#${isKnownText(policy.PolicyName) ? policy.PolicyName : '?'}`,
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

const attachedInline = ({ declaration: { type }, referrers }: FormInput): unknown[] => {
  const holders = HOLDERS[type] ?? '';
  const found = [referrers('AWS::IAM::Policy', holders), referrers(`${type}Policy`, holders.replace(/s$/, 'Name'))];
  return [
    ...found
      .flatMap(({ certain }) => certain)
      .map(({ properties: { PolicyName, PolicyDocument } }) => ({
        PolicyName,
        PolicyDocument,
      })),
    ...found.flatMap(({ unsure }) => unsure),
  ];
};

const attachedManaged = ({ declaration, arnOf, referrers }: FormInput): unknown[] => {
  const { certain, unsure } = referrers('AWS::IAM::ManagedPolicy', HOLDERS[declaration.type] ?? '');
  return [...certain.map(arnOf), ...unsure];
};

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
