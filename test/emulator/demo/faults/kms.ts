import type { DemoFault } from './fault.js';

/** What is wrong with KMS in the demo account. */
export const kmsFaults: readonly DemoFault[] = [
  {
    control: 'kms/key_rotation',
    resource: 'alias/legacy-models',
    subject: 'key/7c16128d-b2c0-4394-a17f-29e170286046',
    why: 'rotation is off',
  },
  {
    control: 'kms/key_policy_separation',
    resource: 'alias/sandbox-data',
    subject: 'key/26f05fcf-fb16-45db-a6ea-b79ed21c82f8',
    why: 'MlEngineer administers the key and decrypts with it',
  },
];
