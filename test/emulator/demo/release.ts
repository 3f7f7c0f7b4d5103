import { type EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateModelCardCommand, CreatePipelineCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Clients } from './clients.js';
import { ACCOUNT, MODEL_BUCKET, packageArn, roleArn, TOKYO } from './names.js';

/**
 * How Tokyo's models come to be released: cards, pipelines and who hears of approvals. `fraud-*` is in good state;
 * `churn-*` is released without a card that anybody approved, by a pipeline that asks nobody.
 */
export const seedRelease = async ({ sagemaker, events }: Clients): Promise<void> => {
  await card(sagemaker, 'fraud-detector', 1, 'Approved');
  await card(sagemaker, 'fraud-detector', 2, 'Approved');
  await card(sagemaker, 'churn-predictor', 1, 'Draft');
  await pipeline(sagemaker, 'fraud-training', gated);
  await pipeline(sagemaker, 'churn-training', ungated);
  await approvalRule(events);
};

const card = (sagemaker: SageMakerClient, group: string, version: number, ModelCardStatus: 'Approved' | 'Draft') =>
  sagemaker.send(
    new CreateModelCardCommand({
      ModelCardName: `${group}-${version}`,
      ModelCardStatus,
      Content: JSON.stringify({
        model_package_details: { model_package_arn: packageArn(group, version), model_package_group_name: group },
        intended_uses: {
          purpose_of_model: '審査の補助',
          intended_uses: '担当者による確認を前提としたスコアの提示',
          risk_rating: 'Medium',
        },
      }),
    }),
  );

const register = (group: string, ModelApprovalStatus: string) => ({
  Name: 'Register',
  Type: 'RegisterModel',
  Arguments: { ModelPackageGroupName: group, ModelApprovalStatus },
});

const train = { Name: 'Train', Type: 'Training', Arguments: { OutputDataConfig: { S3OutputPath: MODEL_BUCKET } } };

const gated = [
  train,
  {
    Name: 'IsGoodEnough',
    Type: 'Condition',
    Arguments: {
      Conditions: [{ Type: 'GreaterThanOrEqualTo', LeftValue: { Get: 'Steps.Evaluate.auc' }, RightValue: 0.9 }],
      IfSteps: [register('fraud-detector', 'PendingManualApproval')],
      ElseSteps: [],
    },
  },
];

const ungated = [train, register('churn-predictor', 'Approved')];

const pipeline = (sagemaker: SageMakerClient, PipelineName: string, Steps: readonly object[]) =>
  sagemaker.send(
    new CreatePipelineCommand({
      PipelineName,
      ClientRequestToken: `${PipelineName}-0123456789abcdef0123456789`,
      RoleArn: roleArn('SageMakerExecution'),
      PipelineDefinition: JSON.stringify({ Version: '2020-12-01', Parameters: [], Steps }),
    }),
  );

const approvalRule = async (events: EventBridgeClient) => {
  await events.send(
    new PutRuleCommand({
      Name: 'model-approvals',
      State: 'ENABLED',
      EventPattern: JSON.stringify({
        source: ['aws.sagemaker'],
        'detail-type': ['SageMaker Model Package State Change'],
      }),
    }),
  );
  await events.send(
    new PutTargetsCommand({
      Rule: 'model-approvals',
      Targets: [{ Id: 'mail', Arn: `arn:aws:sns:${TOKYO}:${ACCOUNT}:ml-approvals` }],
    }),
  );
};
