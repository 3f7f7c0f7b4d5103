import {
  DescribeStudioLifecycleConfigCommand,
  paginateListStudioLifecycleConfigs,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { personalData } from '../personal-data.js';
import { scriptSecrets } from './lifecycle-script.js';
import { LARGEST_PAGE } from './page.js';

const TYPE = 'AWS::SageMaker::StudioLifecycleConfig';

/** Lifecycle configurations of Studio's applications. Their script is scrubbed; what it holds is a fact. */
export const studioLifecycleConfigs: Collector = {
  type: TYPE,
  scope: 'region',
  permissions: ['sagemaker:ListStudioLifecycleConfigs', 'sagemaker:DescribeStudioLifecycleConfig'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListStudioLifecycleConfigs({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.StudioLifecycleConfigs,
        (config) => ({
          id: required(config.StudioLifecycleConfigArn, 'Studio lifecycle configuration ARN'),
          names: [config.StudioLifecycleConfigName],
        }),
        async ({ StudioLifecycleConfigName }, tools) => {
          const config = await sagemaker.send(new DescribeStudioLifecycleConfigCommand({ StudioLifecycleConfigName }));
          const { StudioLifecycleConfigContent } = config;
          return {
            properties: {
              StudioLifecycleConfigName: config.StudioLifecycleConfigName,
              StudioLifecycleConfigAppType: config.StudioLifecycleConfigAppType,
              StudioLifecycleConfigContent,
            },
            runtime: {
              CreationTime: config.CreationTime,
              LastModifiedTime: config.LastModifiedTime,
              Secrets: scriptSecrets(StudioLifecycleConfigContent, 'the script', tools),
              PersonalData: personalData(TYPE, { StudioLifecycleConfigContent }, tools),
            },
          };
        },
      );
    }
  },
};
