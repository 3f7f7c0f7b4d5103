import type { Finding } from '../../../../src/model/finding.js';
import { bedrockFaults } from './bedrock.js';
import { cloudtrailFaults } from './cloudtrail.js';
import { eksFaults } from './eks.js';
import type { DemoFault } from './fault.js';
import { iamFaults } from './iam.js';
import { kmsFaults } from './kms.js';
import { sagemakerFaults } from './sagemaker.js';

/** Every fault put into the demo account: a scan must find each, and nothing else. */
const DEMO_FAULTS: readonly DemoFault[] = [
  ...bedrockFaults,
  ...cloudtrailFaults,
  ...eksFaults,
  ...iamFaults,
  ...kmsFaults,
  ...sagemakerFaults,
];

/** The violations among the findings by the names of the faults they are; one that nobody put in is told as unexpected. */
export const faultsFound = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ control, resource: { id } }) => {
      const fault = DEMO_FAULTS.find(
        (candidate) => candidate.control === control && id.endsWith(candidate.subject ?? candidate.resource),
      );
      return fault === undefined ? `unexpected: ${control} ${id}` : nameOf(fault);
    })
    .sort();

const nameOf = ({ control, resource }: DemoFault): string => `${control} ${resource}`;

/** The names of all faults. */
export const FAULT_NAMES: readonly string[] = DEMO_FAULTS.map(nameOf).sort();
