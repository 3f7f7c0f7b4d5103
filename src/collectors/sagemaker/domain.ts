import {
  DescribeDomainCommand,
  paginateListDomains,
  SageMakerClient,
  type UserSettings,
} from '@aws-sdk/client-sagemaker';
import { type Collector, required } from '../collector.js';
import { marksOf } from '../unmodelled.js';
import { LARGEST_PAGE } from './page.js';

/** Studio domains. The list names them; only the describe call shows how people get in and what they get. */
export const domains: Collector = {
  type: 'AWS::SageMaker::Domain',
  scope: 'region',
  permissions: ['sagemaker:ListDomains', 'sagemaker:DescribeDomain'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListDomains({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.Domains,
        ({ DomainArn, DomainId }) => ({ id: required(DomainArn, 'domain ARN'), names: [DomainId] }),
        async ({ DomainId }) => {
          const domain = await sagemaker.send(new DescribeDomainCommand({ DomainId }));
          const { DefaultUserSettings: users, DomainSettings: settings } = domain;
          return {
            properties: {
              DomainName: domain.DomainName,
              AuthMode: domain.AuthMode,
              AppNetworkAccessType: domain.AppNetworkAccessType,
              VpcId: domain.VpcId,
              SubnetIds: domain.SubnetIds,
              KmsKeyId: domain.KmsKeyId,
              DomainSettings: settings && {
                ExecutionRoleIdentityConfig: settings.ExecutionRoleIdentityConfig,
                ...marksOf(settings),
              },
              DefaultUserSettings: users && {
                ExecutionRole: users.ExecutionRole,
                JupyterLabAppSettings: idle(users.JupyterLabAppSettings),
                CodeEditorAppSettings: idle(users.CodeEditorAppSettings),
                ...marksOf(users),
              },
            },
            runtime: { DomainId: domain.DomainId, Status: domain.Status, CreationTime: domain.CreationTime },
          };
        },
      );
    }
  },
};

/** When applications are shut down. */
const idle = (app: UserSettings['JupyterLabAppSettings'] | UserSettings['CodeEditorAppSettings']) =>
  app && { AppLifecycleManagement: app.AppLifecycleManagement, ...marksOf(app) };
