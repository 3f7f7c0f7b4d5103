import type { Resource } from '../../../../src/model/resource.js';
import type { DemoFault } from './fault.js';

const subnet = {
  resource: 'sandbox subnet',
  subject: ({ properties }: Resource) => properties.MapPublicIpOnLaunch === true,
};
const group = { resource: 'sandbox group', subject: ({ properties }: Resource) => properties.GroupName === 'sandbox' };
const vpc = { resource: 'sandbox VPC', subject: ({ properties }: Resource) => properties.CidrBlock === '10.30.0.0/16' };

/** What is wrong with the networks of the demo account: all of it in the sandbox. */
export const ec2Faults: readonly DemoFault[] = [
  { control: 'ec2/subnet_private', ...subnet, why: 'its route table leads to an internet gateway' },
  { control: 'ec2/subnet_no_auto_public_ip', ...subnet, why: 'MapPublicIpOnLaunch' },
  { control: 'ec2/subnet_flow_logs', ...subnet, why: 'the flow log of its VPC is of REJECT only' },
  { control: 'ec2/security_group_ingress', ...group, why: '0.0.0.0/1 and 128.0.0.0/1 to port 8888' },
  { control: 'ec2/security_group_egress', ...group, why: 'all traffic, as AWS makes a group' },
  { control: 'ec2/vpc_default_group_closed', ...vpc, why: 'the default group is as AWS makes it' },
];
