import { CreateStateMachineCommand, type LogLevel, type SFNClient } from '@aws-sdk/client-sfn';
import { ACCOUNT, roleArn, SECRETS, TOKYO } from './names.js';

/** `retraining` is as it should be; what is wrong with the others stands in faults/stepfunctions.ts. */
export const seedStateMachines = async (sfn: SFNClient, key: string): Promise<void> => {
  await machine(sfn, 'retraining', { Type: 'Wait', Seconds: 60, End: true }, { key, level: 'ALL' });
  await machine(sfn, 'nightly-import', { Type: 'Succeed' }, { key, level: 'OFF' });
  await machine(
    sfn,
    'chat-orchestration',
    // Not real: to prove that nothing of this kind reaches a report or a recording.
    {
      Type: 'Pass',
      Parameters: { 'prompt.$': '$.prompt', api_key: 'not-a-real-token', myNumber: SECRETS.myNumber },
      End: true,
    },
    { level: 'ALL', includeExecutionData: true },
  );
};

const machine = (sfn: SFNClient, name: string, state: object, { key, level, includeExecutionData = false }: Settings) =>
  sfn.send(
    new CreateStateMachineCommand({
      name,
      definition: JSON.stringify({ StartAt: 'Only', States: { Only: state } }),
      roleArn: roleArn('PlatformAdmin'),
      loggingConfiguration: {
        level,
        includeExecutionData,
        ...(level !== 'OFF' && {
          destinations: [
            {
              cloudWatchLogsLogGroup: {
                logGroupArn: `arn:aws:logs:${TOKYO}:${ACCOUNT}:log-group:/aws/vendedlogs/states/${name}:*`,
              },
            },
          ],
        }),
      },
      ...(key !== undefined && {
        encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' as const, kmsKeyId: key },
      }),
    }),
  );

type Settings = { readonly key?: string; readonly level: LogLevel; readonly includeExecutionData?: boolean };
