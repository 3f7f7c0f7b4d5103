import type { DemoFault } from './fault.js';

/** What is wrong with KMS in the demo account. */
export const kmsFaults: readonly DemoFault[] = [
  { control: 'kms/key_rotation', resource: 'alias/legacy-models', why: 'rotation is off' },
  {
    control: 'kms/key_policy_separation',
    resource: 'alias/sandbox-data',
    why: 'MlEngineer administers the key and decrypts with it',
  },
  { control: 'kms/key_policy_not_public', resource: 'alias/benchmark-drop', why: 'Principal * without condition' },
  { control: 'kms/key_not_pending_deletion', resource: 'alias/retired-project', why: 'deleted in 30 days' },
  {
    control: 'kms/grants_scoped',
    resource: 'grant labeling',
    subject: ({ properties }) => properties.Name === 'labeling',
    why: 'Decrypt for a role of 999988887777',
  },
];
