import type { DemoFault } from './fault.js';

/** What is wrong with KMS in the demo account. */
export const kmsFaults: readonly DemoFault[] = [
  { control: 'kms/key_rotation', resource: 'alias/legacy-models', why: 'rotation is off' },
  {
    control: 'kms/key_policy_separation',
    resource: 'alias/sandbox-data',
    why: 'MlEngineer administers the key and decrypts with it',
  },
];
