import { parse as parseHcl } from '@cdktf/hcl2json';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { iamPolicy } from '../../src/commands/permissions.js';
import { EVERYTHING } from '../../src/model/selection.js';
import { renderPolicy } from '../../src/reports/index.js';
import { isInCloudFormation, strangersIn } from '../collectors/cloudformation.js';

const KMS = { selection: { ...EVERYTHING, controls: ['kms/key_rotation'] } };
const MANY = Array.from({ length: 400 }, (_, index) => `service${index}:DescribeSomething`);

const actionsOf = async (options = {}): Promise<string[]> => JSON.parse(await iamPolicy(options)).Statement[0].Action;

describe('the policy as a CloudFormation template', async () => {
  const template = parse(await iamPolicy({ ...KMS, format: 'cloudformation' }), { version: '1.1' });

  it('has types and properties that CloudFormation knows', () => {
    for (const { Type, Properties } of Object.values<{ Type: string; Properties: Record<string, string> }>(
      template.Resources,
    )) {
      expect(isInCloudFormation(Type)).toBe(true);
      expect(strangersIn({ type: Type, properties: Properties })).toEqual([]);
    }
  });

  it('allows what the plain policy allows, and its dates stay texts', async () => {
    const document = template.Resources.ScanPolicy1.Properties.PolicyDocument;
    expect(document).toEqual({
      Version: '2012-10-17',
      Statement: [{ Sid: 'KansaScan1', Effect: 'Allow', Action: await actionsOf(KMS), Resource: '*' }],
    });
    expect(template.AWSTemplateFormatVersion).toBe('2010-09-09');
  });

  it('leaves to a parameter who may assume the role, and refers only to what it has', () => {
    const names = [...Object.keys(template.Parameters), ...Object.keys(template.Resources), 'AWS::NoValue'];
    const references = [...JSON.stringify(template).matchAll(/"Ref":"([^"]+)"/g)].map(([, name = '']) => name);
    expect(references.filter((name) => !names.includes(name))).toEqual([]);
    expect(template.Parameters.TrustedPrincipalArn.Default).toBeUndefined();
  });

  it('is cut into policies that IAM takes', () => {
    const { Resources } = parse(renderPolicy(MANY, 'cloudformation') ?? '', { version: '1.1' });
    const documents = Object.entries<{ Properties: { PolicyDocument: { Statement: { Action: string[] }[] } } }>(
      Resources,
    )
      .filter(([name]) => name.startsWith('ScanPolicy'))
      .map(([, { Properties }]) => Properties.PolicyDocument);
    expect(documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action))).toEqual(MANY);
    expect(documents.filter((document) => JSON.stringify(document).length > 6_144)).toEqual([]);
    expect(Resources.ScanRole.Properties.ManagedPolicyArns).toHaveLength(documents.length);
  });
});

describe('the policy as a Terraform module', () => {
  it('parses, allows what the plain policy allows, and leaves the trust to a variable', async () => {
    const module = await parseHcl('main.tf', await iamPolicy({ ...KMS, format: 'terraform' }));
    const [scan] = module.data.aws_iam_policy_document.kansa_scan_1;
    expect(scan.statement).toEqual([{ effect: 'Allow', resources: ['*'], actions: await actionsOf(KMS) }]);
    expect(Object.keys(module.resource)).toEqual(['aws_iam_policy', 'aws_iam_role', 'aws_iam_role_policy_attachment']);
    expect(module.variable.trusted_principal_arn[0].default).toBeUndefined();
  });
});

describe('the policy of a narrowed scan', () => {
  it('holds less, and what listing the regions or reading tags takes only where that is asked', async () => {
    const all = await actionsOf();
    const kms = await actionsOf(KMS);
    expect(kms.every((action) => action.startsWith('kms:') && all.includes(action))).toBe(true);
    expect(await actionsOf({ ...KMS, regions: ['all'] })).toEqual(['ec2:DescribeRegions', ...kms]);
    const tagged = { selection: { ...KMS.selection, resourceTags: [{ key: 'team', value: 'ml' }] } };
    expect(await actionsOf(tagged)).toEqual([...kms, 'tag:GetResources']);
  });

  it('of no known form is a mistake', async () => {
    await expect(iamPolicy({ format: 'teraform' })).rejects.toThrow('did you mean terraform?');
  });
});
