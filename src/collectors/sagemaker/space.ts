import {
  DescribeSpaceCommand,
  paginateListSpaces,
  SageMakerClient,
  type SpaceSettings,
} from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { LARGEST_PAGE } from './page.js';

/** Spaces of all Studio domains. AWS's summaries name no ARN, which is made from the ids, and not when idle applications end. */
export const spaces: Collector = {
  type: 'AWS::SageMaker::Space',
  scope: 'region',
  permissions: ['sagemaker:ListSpaces', 'sagemaker:DescribeSpace'],

  async *collect({ client, each, partition, region, account }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListSpaces({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.Spaces,
        ({ DomainId, SpaceName }) => {
          const path = `${required(DomainId, 'domain id')}/${required(SpaceName, 'space name')}`;
          return `arn:${partition}:sagemaker:${region}:${account}:space/${path}`;
        },
        async ({ DomainId, SpaceName }) => {
          const space = await sagemaker.send(new DescribeSpaceCommand({ DomainId, SpaceName }));
          const { SpaceSettings: settings } = space;
          return {
            properties: {
              DomainId: space.DomainId,
              SpaceName: space.SpaceName,
              SpaceSettings: settings && {
                RemoteAccess: settings.RemoteAccess,
                JupyterLabAppSettings: idle(settings.JupyterLabAppSettings),
                CodeEditorAppSettings: idle(settings.CodeEditorAppSettings),
                ...marksOf(settings),
              },
              SpaceSharingSettings: space.SpaceSharingSettings,
            },
            runtime: { Status: space.Status, CreationTime: space.CreationTime },
          };
        },
      );
    }
  },
};

/** When applications are shut down. */
const idle = (app: SpaceSettings['JupyterLabAppSettings'] | SpaceSettings['CodeEditorAppSettings']) =>
  app && { AppLifecycleManagement: app.AppLifecycleManagement, ...marksOf(app) };
