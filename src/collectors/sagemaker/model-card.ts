import { DescribeModelCardCommand, paginateListModelCards, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { cardContent } from '../../model/model-card-content.js';
import { type Collector, required } from '../collector.js';
import { LARGEST_PAGE } from './page.js';

/** Model cards in their newest version. The list names them and their status; only the describe call shows what they say. */
export const modelCards: Collector = {
  type: 'AWS::SageMaker::ModelCard',
  scope: 'region',
  permissions: ['sagemaker:ListModelCards', 'sagemaker:DescribeModelCard'],

  async *collect({ client, each }) {
    const sagemaker = client(SageMakerClient);
    for await (const page of paginateListModelCards({ client: sagemaker, pageSize: LARGEST_PAGE }, {})) {
      yield* each(
        page.ModelCardSummaries,
        ({ ModelCardArn, ModelCardName }) => ({ id: required(ModelCardArn, 'model card ARN'), names: [ModelCardName] }),
        async ({ ModelCardName }, { parsed }) => {
          const card = await sagemaker.send(new DescribeModelCardCommand({ ModelCardName }));
          const text = required(card.Content, 'content of the model card');
          return {
            properties: {
              ModelCardName: card.ModelCardName,
              ModelCardStatus: card.ModelCardStatus,
              Content: parsed('/properties/Content', () => cardContent(text)),
            },
            runtime: { ModelCardVersion: card.ModelCardVersion, CreationTime: card.CreationTime },
          };
        },
      );
    }
  },
};
