import {
  DescribeNotebookInstanceCommand,
  paginateListNotebookInstances,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { LARGEST_PAGE } from './page.js';

/** Notebook instances. The list names them; only the describe call shows internet access, root access and the key. */
export const notebookInstances: Collector = {
  type: 'AWS::SageMaker::NotebookInstance',
  scope: 'region',
  permissions: ['sagemaker:ListNotebookInstances', 'sagemaker:DescribeNotebookInstance'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListNotebookInstances({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.NotebookInstances,
        ({ NotebookInstanceArn, NotebookInstanceName }) => ({
          id: required(NotebookInstanceArn, 'notebook instance ARN'),
          names: [NotebookInstanceName],
        }),
        async ({ NotebookInstanceName }) => {
          const notebook = await sagemaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }));
          return {
            properties: {
              NotebookInstanceName: notebook.NotebookInstanceName,
              InstanceType: notebook.InstanceType,
              DirectInternetAccess: notebook.DirectInternetAccess,
              RootAccess: notebook.RootAccess,
              SubnetId: notebook.SubnetId,
              SecurityGroupIds: notebook.SecurityGroups,
              KmsKeyId: notebook.KmsKeyId,
              RoleArn: notebook.RoleArn,
              LifecycleConfigName: notebook.NotebookInstanceLifecycleConfigName,
              PlatformIdentifier: notebook.PlatformIdentifier,
              InstanceMetadataServiceConfiguration: notebook.InstanceMetadataServiceConfiguration,
            },
            runtime: { NotebookInstanceStatus: notebook.NotebookInstanceStatus, CreationTime: notebook.CreationTime },
          };
        },
      );
    }
  },
};
