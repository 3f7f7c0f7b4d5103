import type { Finding } from '../../../../src/model/finding.js';
import type { Resource } from '../../../../src/model/resource.js';
import type { Snapshot } from '../../../../src/model/snapshot.js';
import { apigatewayFaults } from './apigateway.js';
import { bedrockFaults } from './bedrock.js';
import { cloudtrailFaults } from './cloudtrail.js';
import { configFaults } from './config.js';
import { costFaults } from './cost.js';
import { dynamodbFaults } from './dynamodb.js';
import { ec2Faults } from './ec2.js';
import { ecrFaults } from './ecr.js';
import { ecsFaults } from './ecs.js';
import { eksFaults } from './eks.js';
import type { DemoFault } from './fault.js';
import { iamFaults } from './iam.js';
import { kmsFaults } from './kms.js';
import { kubernetesFaults } from './kubernetes.js';
import { lambdaFaults } from './lambda.js';
import { opensearchFaults } from './opensearch.js';
import { orgFaults } from './org.js';
import { piiFaults } from './pii.js';
import { s3Faults } from './s3.js';
import { sagemakerFaults } from './sagemaker.js';
import { sagemakerBuildFaults } from './sagemaker-build.js';
import { sagemakerServeFaults } from './sagemaker-serve.js';
import { stepfunctionsFaults } from './stepfunctions.js';
import { watchFaults } from './watch.js';

/** Every fault put into the demo account: a scan must find each, and nothing else. */
const DEMO_FAULTS: readonly DemoFault[] = [
  ...apigatewayFaults,
  ...bedrockFaults,
  ...cloudtrailFaults,
  ...configFaults,
  ...costFaults,
  ...dynamodbFaults,
  ...ec2Faults,
  ...ecrFaults,
  ...ecsFaults,
  ...eksFaults,
  ...iamFaults,
  ...kmsFaults,
  ...kubernetesFaults,
  ...lambdaFaults,
  ...opensearchFaults,
  ...orgFaults,
  ...piiFaults,
  ...s3Faults,
  ...sagemakerBuildFaults,
  ...sagemakerFaults,
  ...sagemakerServeFaults,
  ...stepfunctionsFaults,
  ...watchFaults,
];

/** The violations among the findings by the names of the faults they are; one that nobody put in is told as unexpected. */
export const faultsFound = (findings: readonly Finding[], snapshot: Snapshot): string[] =>
  findings
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ control, resource: { type, region, id } }) => {
      const subject = snapshot.find(type, region, id);
      const fault = DEMO_FAULTS.find((candidate) => candidate.control === control && isOf(candidate, id, subject));
      return fault === undefined ? `unexpected: ${control} ${id}` : nameOf(fault);
    })
    .sort();

const isOf = ({ resource, subject = resource }: DemoFault, id: string, found: Resource | undefined): boolean =>
  typeof subject === 'string'
    ? id.endsWith(subject) || found?.names.includes(subject) === true
    : found !== undefined && subject(found);

const nameOf = ({ control, resource }: DemoFault): string => `${control} ${resource}`;

/** The names of all faults. */
export const FAULT_NAMES: readonly string[] = DEMO_FAULTS.map(nameOf).sort();
