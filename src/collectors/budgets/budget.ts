import {
  type Budget,
  BudgetsClient,
  paginateDescribeBudgets,
  paginateDescribeNotificationsForBudget,
} from '@aws-sdk/client-budgets';
import { type Collector, required } from '../collector.js';
import { allOf } from '../pages.js';

/**
 * Budgets, what they are of, and when they tell. A notification cannot be without a subscriber, so nobody asks for the
 * addresses. A budget has no ARN in the answer; it is made from its name.
 */
export const budgets: Collector = {
  type: 'AWS::Budgets::Budget',
  scope: 'account',
  permissions: ['budgets:ViewBudget'],

  async *collect({ account, partition, client, each }) {
    const service = client(BudgetsClient);
    const arnOf = ({ BudgetName }: Budget) =>
      `arn:${partition}:budgets::${account}:budget/${required(BudgetName, 'budget name')}`;
    // Without being asked, AWS leaves the filter expression out, which is where newer budgets have their filter.
    const all = { AccountId: account, ShowFilterExpression: true };
    for await (const page of paginateDescribeBudgets({ client: service }, all)) {
      yield* each(page.Budgets, arnOf, async ({ BudgetName, BudgetType, CostFilters, FilterExpression }, { part }) => {
        const pages = await part('/properties/NotificationsWithSubscribers', () =>
          allOf(paginateDescribeNotificationsForBudget({ client: service }, { AccountId: account, BudgetName })),
        );
        return {
          names: [BudgetName],
          properties: {
            Budget: { BudgetName, BudgetType, CostFilters, FilterExpression },
            NotificationsWithSubscribers: pages?.flatMap(({ Notifications = [] }) =>
              Notifications.map((Notification) => ({ Notification })),
            ),
          },
        };
      });
    }
  },
};
