import {
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
} from '@aws-sdk/client-config-service';
import { type Collector, required } from '../collector.js';
import { renamed } from '../rename.js';

/** AWS Config's recorders, a region's at most one of the customer's own. What is recorded and whether it runs are two calls. */
export const configurationRecorders: Collector = {
  type: 'AWS::Config::ConfigurationRecorder',
  scope: 'region',
  permissions: ['config:DescribeConfigurationRecorders', 'config:DescribeConfigurationRecorderStatus'],

  async *collect({ client, each }) {
    const config = client(ConfigServiceClient);
    const { ConfigurationRecorders } = await config.send(new DescribeConfigurationRecordersCommand({}));
    yield* each(
      ConfigurationRecorders,
      ({ name }) => required(name, 'recorder name'),
      async ({ name, recordingGroup }, { part }) => {
        const status = await part(['/runtime/recording', '/runtime/lastStatus'], () =>
          config.send(
            new DescribeConfigurationRecorderStatusCommand({ ConfigurationRecorderNames: [required(name, 'name')] }),
          ),
        );
        const [running] = status?.ConfigurationRecordersStatus ?? [];
        return {
          properties: { Name: name, RecordingGroup: renamed(recordingGroup, { recordingStrategy: null }) },
          runtime: { recording: running?.recording, lastStatus: running?.lastStatus },
        };
      },
    );
  },
};
