import {
  DescribeNotebookInstanceLifecycleConfigCommand,
  type NotebookInstanceLifecycleHook,
  paginateListNotebookInstanceLifecycleConfigs,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type Collector, type ItemTools, required } from '../collector.js';
import { personalData } from '../personal-data.js';
import { scriptSecrets } from './lifecycle-script.js';
import { LARGEST_PAGE } from './page.js';

/** Lifecycle configurations of notebook instances. Their scripts are scrubbed; how many secrets they hold is a fact. */
export const notebookLifecycleConfigs: Collector = {
  type: 'AWS::SageMaker::NotebookInstanceLifecycleConfig',
  scope: 'region',
  permissions: ['sagemaker:ListNotebookInstanceLifecycleConfigs', 'sagemaker:DescribeNotebookInstanceLifecycleConfig'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListNotebookInstanceLifecycleConfigs(
      { client: sagemaker, pageSize: LARGEST_PAGE },
      {},
    )) {
      yield* each(
        page.NotebookInstanceLifecycleConfigs,
        (config) => ({
          id: required(config.NotebookInstanceLifecycleConfigArn, 'lifecycle configuration ARN'),
          names: [config.NotebookInstanceLifecycleConfigName],
        }),
        async ({ NotebookInstanceLifecycleConfigName }, tools) => {
          const config = await sagemaker.send(
            new DescribeNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName }),
          );
          return {
            properties: {
              NotebookInstanceLifecycleConfigName: config.NotebookInstanceLifecycleConfigName,
              OnCreate: config.OnCreate,
              OnStart: config.OnStart,
            },
            runtime: {
              CreationTime: config.CreationTime,
              LastModifiedTime: config.LastModifiedTime,
              Secrets: [
                ...secretsOf('OnCreate', config.OnCreate, tools),
                ...secretsOf('OnStart', config.OnStart, tools),
              ],
              PersonalData: personalData(
                'AWS::SageMaker::NotebookInstanceLifecycleConfig',
                { OnCreate: config.OnCreate, OnStart: config.OnStart },
                tools,
              ),
            },
          };
        },
      );
    }
  },
};

/** What was found in the scripts of a hook. */
const secretsOf = (
  Hook: 'OnCreate' | 'OnStart',
  hooks: readonly NotebookInstanceLifecycleHook[] | undefined,
  tools: ItemTools,
): readonly { readonly Hook: string; readonly Kind: string; readonly Count: number }[] =>
  (hooks ?? []).flatMap(({ Content }) =>
    scriptSecrets(Content, `the ${Hook} script`, tools).map((secret) => ({ Hook, ...secret })),
  );
