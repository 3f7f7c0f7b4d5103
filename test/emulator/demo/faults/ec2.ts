import type { DemoFault } from './fault.js';

/** What is wrong with the networks of the demo account: all of it in the sandbox. */
export const ec2Faults: readonly DemoFault[] = [
  { control: 'ec2/subnet_private', resource: 'sandbox subnet', why: 'its route table leads to an internet gateway' },
  { control: 'ec2/subnet_no_auto_public_ip', resource: 'sandbox subnet', why: 'MapPublicIpOnLaunch' },
  { control: 'ec2/subnet_flow_logs', resource: 'sandbox subnet', why: 'the flow log of its VPC is of REJECT only' },
  { control: 'ec2/security_group_ingress', resource: 'sandbox group', why: '0.0.0.0/1 and 128.0.0.0/1 to port 8888' },
  { control: 'ec2/security_group_egress', resource: 'sandbox group', why: 'all traffic, as AWS makes a group' },
  { control: 'ec2/vpc_default_group_closed', resource: 'sandbox VPC', why: 'the default group is as AWS makes it' },
];
