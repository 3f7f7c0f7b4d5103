import { bedrockFaults } from './bedrock.js';
import { cloudtrailFaults } from './cloudtrail.js';
import { eksFaults } from './eks.js';
import type { DemoFault } from './fault.js';
import { iamFaults } from './iam.js';
import { kmsFaults } from './kms.js';
import { kubernetesFaults } from './kubernetes.js';
import { sagemakerFaults } from './sagemaker.js';

/** Every fault put into the demo account: a scan must find each, and nothing else. */
export const DEMO_FAULTS: readonly DemoFault[] = [
  ...bedrockFaults,
  ...cloudtrailFaults,
  ...eksFaults,
  ...iamFaults,
  ...kmsFaults,
  ...kubernetesFaults,
  ...sagemakerFaults,
];
