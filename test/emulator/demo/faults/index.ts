import { bedrockFaults } from './bedrock.js';
import { cloudtrailFaults } from './cloudtrail.js';
import { configFaults } from './config.js';
import { costFaults } from './cost.js';
import { ec2Faults } from './ec2.js';
import { eksFaults } from './eks.js';
import type { DemoFault } from './fault.js';
import { iamFaults } from './iam.js';
import { kmsFaults } from './kms.js';
import { orgFaults } from './org.js';
import { s3Faults } from './s3.js';
import { sagemakerFaults } from './sagemaker.js';
import { sagemakerBuildFaults } from './sagemaker-build.js';
import { sagemakerServeFaults } from './sagemaker-serve.js';
import { watchFaults } from './watch.js';

/** Every fault put into the demo account: a scan must find each, and nothing else. */
export const DEMO_FAULTS: readonly DemoFault[] = [
  ...bedrockFaults,
  ...cloudtrailFaults,
  ...configFaults,
  ...costFaults,
  ...ec2Faults,
  ...eksFaults,
  ...iamFaults,
  ...kmsFaults,
  ...orgFaults,
  ...s3Faults,
  ...sagemakerFaults,
  ...sagemakerBuildFaults,
  ...sagemakerServeFaults,
  ...watchFaults,
];
