import { bedrockFaults } from './bedrock.js';
import { cloudtrailFaults } from './cloudtrail.js';
import { configFaults } from './config.js';
import { dynamodbFaults } from './dynamodb.js';
import { ecrFaults } from './ecr.js';
import { eksFaults } from './eks.js';
import type { DemoFault } from './fault.js';
import { iamFaults } from './iam.js';
import { kmsFaults } from './kms.js';
import { lambdaFaults } from './lambda.js';
import { opensearchFaults } from './opensearch.js';
import { orgFaults } from './org.js';
import { s3Faults } from './s3.js';
import { sagemakerFaults } from './sagemaker.js';
import { sagemakerBuildFaults } from './sagemaker-build.js';
import { sagemakerServeFaults } from './sagemaker-serve.js';
import { stepfunctionsFaults } from './stepfunctions.js';

/** Every fault put into the demo account: a scan must find each, and nothing else. */
export const DEMO_FAULTS: readonly DemoFault[] = [
  ...bedrockFaults,
  ...cloudtrailFaults,
  ...configFaults,
  ...dynamodbFaults,
  ...ecrFaults,
  ...eksFaults,
  ...iamFaults,
  ...kmsFaults,
  ...lambdaFaults,
  ...opensearchFaults,
  ...orgFaults,
  ...s3Faults,
  ...sagemakerFaults,
  ...sagemakerBuildFaults,
  ...sagemakerServeFaults,
  ...stepfunctionsFaults,
];
