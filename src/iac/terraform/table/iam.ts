import { document, each, made, references } from '../mapping.js';
import { addition, type Mapping, type Owner, resource, TAGS } from './mappings.js';

const ROLE = 'AWS::IAM::Role';
const USER = 'AWS::IAM::User';
const GROUP = 'AWS::IAM::Group';

const role = (by: string): Owner => ({ type: ROLE, by });
const user = (by: string): Owner => ({ type: USER, by });
const group = (by: string): Owner => ({ type: GROUP, by });

const all = (owner: Owner): Owner => ({ ...owner, isList: true });

const POLICY = { PolicyName: 'name', PolicyDocument: document('policy') };

const ATTACHED = { ManagedPolicyArns: listOf('policy_arn') };

export const IAM: Readonly<Record<string, Mapping>> = {
  aws_iam_role: resource(ROLE, ['name', 'id'], {
    ...TAGS,
    RoleName: 'name',
    Path: 'path',
    AssumeRolePolicyDocument: document('assume_role_policy'),
    ManagedPolicyArns: references('managed_policy_arns'),
    PermissionsBoundary: 'permissions_boundary',
    Policies: each('inline_policy', POLICY),
  }),
  aws_iam_user: resource(USER, ['name', 'id'], {
    ...TAGS,
    UserName: 'name',
    Path: 'path',
    PermissionsBoundary: 'permissions_boundary',
  }),
  aws_iam_group: resource(GROUP, ['name', 'id'], { GroupName: 'name', Path: 'path' }),
  aws_iam_policy: resource(
    'AWS::IAM::ManagedPolicy',
    ['name'],
    { ...TAGS, ManagedPolicyName: 'name', Path: 'path', PolicyDocument: document('policy') },
    { arns: ['arn', 'id'] },
  ),
  aws_iam_role_policy: resource(
    'AWS::IAM::RolePolicy',
    ['id'],
    { ...POLICY, RoleName: 'role' },
    { arns: [], changes: [role('role')], isSeenInOwner: true },
  ),
  aws_iam_user_policy: resource(
    'AWS::IAM::UserPolicy',
    ['id'],
    { ...POLICY, UserName: 'user' },
    { arns: [], changes: [user('user')], isSeenInOwner: true },
  ),
  aws_iam_group_policy: resource(
    'AWS::IAM::GroupPolicy',
    ['id'],
    { ...POLICY, GroupName: 'group' },
    { arns: [], changes: [group('group')], isSeenInOwner: true },
  ),
  aws_iam_role_policy_attachment: addition([role('role')], ATTACHED),
  aws_iam_user_policy_attachment: addition([user('user')], ATTACHED),
  aws_iam_group_policy_attachment: addition([group('group')], ATTACHED),
  aws_iam_policy_attachment: addition([all(role('roles')), all(user('users')), all(group('groups'))], ATTACHED),
  aws_iam_role_policy_attachments_exclusive: addition([role('role_name')], {
    ManagedPolicyArns: references('policy_arns'),
  }),
  aws_iam_user_group_membership: addition([user('user')], { Groups: references('groups') }),
  aws_iam_group_membership: addition([all(user('users'))], { Groups: listOf('group') }),
};

function listOf(attribute: string) {
  return made([attribute], ({ [attribute]: value }) => (value === undefined || value === null ? undefined : [value]));
}
