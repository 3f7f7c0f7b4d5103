import { DATA_INVENTORY, type PlaceFacts, userFacts } from '../../model/data-inventory.js';
import { placeUri } from '../../model/data-place.js';
import type { DataPlan, UnseenUse, UsedPlace } from '../../model/data-use.js';
import { Unreadable } from '../../model/errors.js';
import type { GapCause, GapReason } from '../../model/gap.js';
import { isObject } from '../../model/json.js';
import type { PiiProblem } from '../../model/pii.js';
import type { CollectContext, Collector, Facts, ItemTools } from '../collector.js';

/** What looking into a place answers: of the recorded form, whoever recorded it. */
export type LookInto = (place: UsedPlace) => Promise<unknown>;

/**
 * What personal and confidential data lie at each place that the AI platform reads and keeps data at, one resource a place. One
 * after the other, for each has a share of what those before it left. Opt-in.
 */
export const personalDataInventory = ({ places, unseen }: DataPlan, lookInto: LookInto): Collector => ({
  type: DATA_INVENTORY,
  scope: 'account',
  // Whoever looks needs rights on each place, which `kansa permissions --pii` tells.
  permissions: [],

  async *collect({ account, partition, each, incomplete }) {
    for (const one of failuresFirst(unseen).slice(0, TOLD)) incomplete(causeOf(one));
    if (unseen.length > TOLD)
      incomplete({ reason: 'not_collected', detail: `and ${unseen.length - TOLD} more may name places` });
    yield* each(
      places,
      placeUri,
      async (place, tools) => factsOf(place, { account, partition }, placeFacts(await lookInto(place)), tools),
      1,
    );
  },
});

/** How many are told of what may name further places. */
const TOLD = 20;

/** The first cause names the reason of them all: what failed can be cured, what is not looked into cannot. */
const failuresFirst = (unseen: readonly UnseenUse[]): UnseenUse[] => [
  ...unseen.filter(({ reason }) => reason !== 'not_collected'),
  ...unseen.filter(({ reason }) => reason === 'not_collected'),
];

const causeOf = ({ type, id, region, reason, detail, action }: UnseenUse): GapCause => ({
  reason,
  detail: `${type} ${id ?? `in ${region}`}: ${detail}`,
  ...(action !== undefined && { action }),
});

const FOUND = '/runtime/Found';

const factsOf = (place: UsedPlace, home: Home, facts: PlaceFacts, { unseen }: ItemTools): Facts => {
  const { users } = place;
  const { Region, Problems, Requests: _, ...runtime } = facts;
  const isUnlisted = facts.Listed.Objects === 0 && facts.Looked.Objects === 0;
  for (const { Reason, Action, Detail } of Problems)
    unseen(
      FOUND,
      { reason: GAPS[Reason] ?? 'unavailable', detail: Detail, ...(Action !== undefined && { action: Action }) },
      isUnlisted ? 'missing' : 'partial',
    );
  return {
    region: Region,
    tags: {},
    properties: {
      Place: placeUri(place),
      Kind: place.kind,
      ...heldBy(place, home),
      Uses: [...new Set(users.map(({ use }) => use))].sort(),
      Users: users.map(userFacts),
    },
    runtime,
  };
};

type Home = Pick<CollectContext, 'account' | 'partition'>;

/** What holds the place, by the name under which it is itself collected; nothing where it is not. */
const heldBy = (place: UsedPlace, { account, partition }: Home): Readonly<Record<string, string>> => {
  switch (place.kind) {
    case 's3':
      return { Bucket: place.bucket, Prefix: place.prefix };
    case 'logs':
      return { LogGroupName: place.group };
    case 'dynamodb':
      return { TableName: place.table };
    case 'states':
      return { StateMachineName: place.machine };
    case 'opensearch':
      // Of a collection its ARN, for another one may bear the id of this one as its name.
      return place.store === 'domain'
        ? { DomainName: place.name }
        : { CollectionArn: `arn:${partition}:aoss:${place.region}:${account}:collection/${place.name}` };
    case 's3vectors':
      return {};
  }
};

/** Why something was not looked at, in the words of gaps: what names none is `unavailable`. */
const GAPS: Partial<Record<PiiProblem, GapReason>> = {
  budget: 'budget',
  cost_limit: 'budget',
  not_listed: 'budget',
  not_sampled: 'budget',
  too_large: 'budget',
  denied: 'denied',
  throttled: 'throttled',
  expired_credentials: 'expired_credentials',
  unreadable: 'parse_error',
  unsupported_format: 'parse_error',
  unknown_encoding: 'parse_error',
  malformed: 'parse_error',
  damaged: 'parse_error',
  encrypted: 'parse_error',
  pictures: 'parse_error',
  no_text: 'parse_error',
  parts_not_read: 'parse_error',
};

const placeFacts = (found: unknown): PlaceFacts => {
  if (isPlaceFacts(found)) return found;
  throw new Unreadable('what was found at a place is not of the form that kansa records');
};

const isPlaceFacts = (found: unknown): found is PlaceFacts =>
  isObject(found) &&
  typeof found.Region === 'string' &&
  ['Limits', 'Listed', 'Looked'].every((name) => isObject(found[name])) &&
  ['Found', 'Objects', 'Problems', 'Requests'].every((name) => Array.isArray(found[name])) &&
  (found.Values === undefined || isValues(found.Values));

const isValues = (values: unknown): boolean =>
  isObject(values) &&
  typeof values.Key === 'string' &&
  Array.isArray(values.Types) &&
  values.Types.every((one) => isObject(one) && typeof one.Complete === 'boolean' && Array.isArray(one.Hashes));
