import type { LifecycleRule } from '@aws-sdk/client-s3';
import { marksOf } from '../unmodelled.js';

/**
 * A lifecycle rule as CloudFormation has it: without `Filter` and `Expiration`, whose members stand in the rule itself
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html).
 * A filter that the SDK does not know narrows the rule, so that what it dropped anywhere is marked on the whole.
 */
export const lifecycleRule = (rule: LifecycleRule) => {
  const { Filter: filter, Expiration: expiration } = rule;
  const both = filter?.And;
  const tags = [...(filter?.Tag === undefined ? [] : [filter.Tag]), ...(both?.Tags ?? [])];
  return {
    Id: rule.ID,
    Status: rule.Status,
    Prefix: rule.Prefix ?? filter?.Prefix ?? both?.Prefix,
    TagFilters: tags.length === 0 ? undefined : tags,
    ObjectSizeGreaterThan: filter?.ObjectSizeGreaterThan ?? both?.ObjectSizeGreaterThan,
    ObjectSizeLessThan: filter?.ObjectSizeLessThan ?? both?.ObjectSizeLessThan,
    ExpirationInDays: expiration?.Days,
    ExpirationDate: expiration?.Date,
    ExpiredObjectDeleteMarker: expiration?.ExpiredObjectDeleteMarker,
    NoncurrentVersionExpiration: rule.NoncurrentVersionExpiration,
    ...marksOf(rule, filter, both, expiration),
  };
};
