import { type BudgetsClient, CreateBudgetCommand } from '@aws-sdk/client-budgets';
import { ACCOUNT } from './names.js';

/** SageMaker's cost tells somebody at 80 %; Bedrock's budget tells nobody. The anomaly monitor stands in answers/ce.json. */
export const seedBudgets = async (budgets: BudgetsClient): Promise<void> => {
  for (const [BudgetName, service, isTold] of [
    ['sagemaker-monthly', 'Amazon SageMaker', true],
    ['bedrock-monthly', 'Amazon Bedrock', false],
  ] as const)
    await budgets.send(
      new CreateBudgetCommand({
        AccountId: ACCOUNT,
        Budget: {
          BudgetName,
          BudgetType: 'COST',
          TimeUnit: 'MONTHLY',
          BudgetLimit: { Amount: '20000', Unit: 'USD' },
          CostFilters: { Service: [service] },
        },
        NotificationsWithSubscribers: isTold
          ? [
              {
                Notification: {
                  NotificationType: 'ACTUAL',
                  ComparisonOperator: 'GREATER_THAN',
                  Threshold: 80,
                  ThresholdType: 'PERCENTAGE',
                },
                Subscribers: [{ SubscriptionType: 'EMAIL', Address: 'ml-cost@example.test' }],
              },
            ]
          : [],
      }),
    );
};
