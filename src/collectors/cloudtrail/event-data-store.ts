import { CloudTrailClient, GetEventDataStoreCommand, paginateListEventDataStores } from '@aws-sdk/client-cloudtrail';
import { type Collector, required } from '../collector.js';

/** Event data stores of CloudTrail Lake: the other place, beside trails, where events are kept. */
export const eventDataStores: Collector = {
  type: 'AWS::CloudTrail::EventDataStore',
  scope: 'region',
  permissions: ['cloudtrail:ListEventDataStores', 'cloudtrail:GetEventDataStore'],

  async *collect({ client, each }) {
    const cloudtrail = client(CloudTrailClient);
    for await (const page of paginateListEventDataStores({ client: cloudtrail }, {})) {
      yield* each(
        page.EventDataStores,
        ({ EventDataStoreArn, Name }) => ({ id: required(EventDataStoreArn, 'event data store ARN'), names: [Name] }),
        async ({ EventDataStoreArn: EventDataStore }) => {
          const store = await cloudtrail.send(new GetEventDataStoreCommand({ EventDataStore }));
          return {
            properties: {
              Name: store.Name,
              AdvancedEventSelectors: store.AdvancedEventSelectors,
              MultiRegionEnabled: store.MultiRegionEnabled,
              RetentionPeriod: store.RetentionPeriod,
              TerminationProtectionEnabled: store.TerminationProtectionEnabled,
              KmsKeyId: store.KmsKeyId,
            },
            runtime: { Status: store.Status },
          };
        },
      );
    }
  },
};
