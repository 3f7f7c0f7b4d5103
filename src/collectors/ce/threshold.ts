import type { AnomalySubscription, Expression } from '@aws-sdk/client-cost-explorer';
import { Unreadable } from '../../model/errors.js';

/** What an anomaly must reach so that subscribers are told: all that is named. */
interface Demand {
  /** US dollars. */
  readonly Absolute?: number;
  /** Of the usual cost. */
  readonly Percentage?: number;
}

/**
 * When a subscription tells of an anomaly: one of the demands is met. A subscription has an old threshold in dollars or
 * an expression of AND and OR (https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_AnomalySubscription.html).
 * Throws {@link Unreadable}.
 */
export const demandsOf = ({ Threshold, ThresholdExpression }: AnomalySubscription): Demand[] =>
  ThresholdExpression === undefined
    ? [Threshold === undefined ? {} : { Absolute: Threshold }]
    : demandsIn(ThresholdExpression);

const demandsIn = ({ And, Or, Dimensions, ...rest }: Expression): Demand[] => {
  const parts = [And, Or, Dimensions, ...Object.values(rest)].filter((part) => part !== undefined);
  if (parts.length !== 1) throw new Unreadable('the threshold is no one expression');
  if (Or !== undefined) return Or.flatMap(demandsIn);
  if (And !== undefined)
    return And.map(demandsIn).reduce<Demand[]>(
      (all, each) => all.flatMap((one) => each.map((other) => together(one, other))),
      [{}],
    );
  const amount = Number(Dimensions?.Values?.[0]);
  if (Dimensions?.Values?.length !== 1 || !Number.isFinite(amount))
    throw new Unreadable('the threshold compares with no number');
  if (Dimensions.Key === 'ANOMALY_TOTAL_IMPACT_ABSOLUTE') return [{ Absolute: amount }];
  if (Dimensions.Key === 'ANOMALY_TOTAL_IMPACT_PERCENTAGE') return [{ Percentage: amount }];
  throw new Unreadable('the threshold compares something else than the impact');
};

const together = (one: Demand, other: Demand): Demand => ({
  ...one,
  ...other,
  ...greater('Absolute', one, other),
  ...greater('Percentage', one, other),
});

const greater = (member: 'Absolute' | 'Percentage', { [member]: one }: Demand, { [member]: other }: Demand): Demand =>
  one === undefined || other === undefined ? {} : { [member]: Math.max(one, other) };
