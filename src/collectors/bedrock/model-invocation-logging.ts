import { BedrockClient, GetModelInvocationLoggingConfigurationCommand } from '@aws-sdk/client-bedrock';
import type { Collector } from '../collector.js';

/** Where Bedrock logs the invocations of models. A region has one configuration or none; an answer without it says "none". */
export const modelInvocationLogging: Collector = {
  type: 'AWS::Bedrock::ModelInvocationLogging',
  scope: 'region',
  permissions: ['bedrock:GetModelInvocationLoggingConfiguration'],

  async *collect({ account, region, client, each }) {
    const { loggingConfig } = await client(BedrockClient).send(new GetModelInvocationLoggingConfigurationCommand({}));
    yield* each(
      loggingConfig === undefined ? [] : [loggingConfig],
      () => `${account}/${region}`,
      // It is a setting of the region, which nobody can tag.
      (config) => ({ tags: {}, properties: { ...config } }),
    );
  },
};
