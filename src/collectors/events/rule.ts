import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { objectFrom } from '../../model/json-text.js';
import { type CollectContext, type Collector, type Found, required } from '../collector.js';

/**
 * Rules of the default bus, where AWS's own events arrive, with whom they call. Rules without a pattern run by the clock
 * and see no event: nobody asks for their targets. The SDK has no paginators for these lists.
 */
export const eventRules: Collector = {
  type: 'AWS::Events::Rule',
  scope: 'region',
  permissions: ['events:ListRules', 'events:ListTargetsByRule'],

  collect: ({ client, region, each }) => rulesIn(region, client(EventBridgeClient), each),
};

/**
 * The rules of the one region in which the events of IAM and other services without a region arrive, where the scan does
 * not go there by itself.
 */
export const globalEventRules: Collector = {
  ...eventRules,
  scope: 'account',

  async *collect({ client, partition, regions, each }) {
    const home = HOMES[partition];
    if (home === undefined || regions.includes(home)) return;
    yield* rulesIn(home, client(EventBridgeClient, home), each);
  },
};

/** Where global services send their events, by partition. */
const HOMES: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

async function* rulesIn(region: string, events: EventBridgeClient, each: CollectContext['each']): AsyncIterable<Found> {
  for await (const rules of rulesOf(events)) {
    const seeing = rules.filter(({ EventPattern }) => EventPattern !== undefined);
    yield* each(
      seeing,
      ({ Arn, Name }) => ({ id: required(Arn, 'rule ARN'), names: [Name] }),
      async ({ Name, State, EventPattern = '' }, { part, parsed }) => {
        const targets = await part('/properties/Targets', () => targetsOf(events, Name));
        return {
          region,
          properties: {
            Name,
            State,
            EventPattern: parsed('/properties/EventPattern', () => objectFrom(EventPattern, 'the event pattern')),
            Targets: targets?.map(({ Id, Arn }) => ({ Id, Arn })),
          },
        };
      },
    );
  }
}

async function* rulesOf(events: EventBridgeClient): AsyncIterable<readonly Rule[]> {
  let NextToken: string | undefined;
  do {
    const page = await events.send(new ListRulesCommand({ NextToken }));
    yield page.Rules ?? [];
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
}

const targetsOf = async (events: EventBridgeClient, Rule: string | undefined): Promise<Target[]> => {
  const targets: Target[] = [];
  let NextToken: string | undefined;
  do {
    const page = await events.send(new ListTargetsByRuleCommand({ Rule, NextToken }));
    targets.push(...(page.Targets ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return targets;
};
