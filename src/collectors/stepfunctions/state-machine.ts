import { DescribeStateMachineCommand, paginateListStateMachines, SFNClient } from '@aws-sdk/client-sfn';
import { secretsIn } from '../../model/scrubbed.js';
import { type Collector, required } from '../collector.js';
import { personalData } from '../personal-data.js';
import { renamed } from '../rename.js';

/**
 * State machines. Their definitions are scrubbed; which secrets and personal data they hold is a fact. A definition under a customer's key
 * takes kms:Decrypt, and everything else is shown without it.
 */
export const stateMachines: Collector = {
  type: 'AWS::StepFunctions::StateMachine',
  scope: 'region',
  permissions: ['states:ListStateMachines', 'states:DescribeStateMachine'],

  async *collect({ client, each }) {
    const states = client(SFNClient);
    for await (const page of paginateListStateMachines({ client: states }, {}))
      yield* each(
        page.stateMachines,
        ({ stateMachineArn, name }) => ({ id: required(stateMachineArn, 'state machine ARN'), names: [name] }),
        async ({ stateMachineArn }, tools) => {
          const { part, unseen } = tools;
          const machine = await states.send(
            new DescribeStateMachineCommand({ stateMachineArn, includedData: 'METADATA_ONLY' }),
          );
          const whole = await part(['/runtime/Secrets', '/runtime/PersonalData'], () =>
            states.send(new DescribeStateMachineCommand({ stateMachineArn, includedData: 'ALL_DATA' })),
          );
          const secrets = whole && secretsIn(whole.definition ?? '');
          if (whole !== undefined && secrets === undefined)
            unseen('/runtime/Secrets', {
              reason: 'redacted',
              detail: 'the definition was taken out without being searched',
            });
          return {
            properties: {
              StateMachineName: machine.name,
              StateMachineType: machine.type,
              LoggingConfiguration: renamed(machine.loggingConfiguration),
              EncryptionConfiguration: renamed(machine.encryptionConfiguration),
            },
            runtime: {
              status: machine.status,
              Secrets: secrets?.map(({ kind, count }) => ({ Kind: kind, Count: count })),
              PersonalData:
                whole &&
                personalData('AWS::StepFunctions::StateMachine', { DefinitionString: whole.definition }, tools),
            },
          };
        },
      );
  },
};
