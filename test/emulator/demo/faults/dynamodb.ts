import type { DemoFault } from './fault.js';

/** What is wrong with DynamoDB in the demo account. */
export const dynamodbFaults: readonly DemoFault[] = [
  { control: 'dynamodb/table_cmk', resource: 'table/experiment-notes', why: 'a key that AWS owns' },
  { control: 'dynamodb/table_deletion_protection', resource: 'table/experiment-notes', why: 'off' },
  { control: 'dynamodb/table_pitr', resource: 'table/experiment-notes', why: 'off' },
  {
    control: 'dynamodb/table_policy_in_organisation',
    resource: 'table/experiment-notes',
    why: 'lets in the account 999988887777',
  },
];
