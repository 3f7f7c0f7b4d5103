import { ACCOUNT, OSAKA } from '../names.js';
import type { DemoFault } from './fault.js';

/** Of what nobody hears in the demo account. */
export const watchFaults: readonly DemoFault[] = [
  ...[
    'bedrock/protection_changes_alarmed',
    'cloudtrail/changes_alarmed',
    'config/changes_alarmed',
    'kms/key_loss_alarmed',
    'sagemaker/protection_changes_alarmed',
  ].map((control) => ({ control, resource: OSAKA, why: 'no rule, and no metric filter on the trail' })),
  { control: 'iam/root_use_alarmed', resource: ACCOUNT, why: 'ActionsEnabled of the alarm is false' },
  {
    control: 'iam/unauthorized_calls_alarmed',
    resource: ACCOUNT,
    why: 'the filter leaves Client.UnauthorizedOperation out',
  },
];
