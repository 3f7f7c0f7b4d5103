import type { Gap, GapCause } from '../model/gap.js';
import { isObject } from '../model/json.js';
import { inParallel } from '../model/parallel.js';
import { GLOBAL, isFileSource, type Resource, type Source } from '../model/resource.js';
import type { Listing } from '../model/snapshot.js';
import type {
  ClientConstructor,
  CollectContext,
  Collector,
  Facts,
  Found,
  Identity,
  ItemTools,
  TagsOf,
} from './collector.js';
import { causeOf, hasCode, isGone } from './failure.js';
import type { KubernetesApi } from './kubernetes/api.js';
import type { ClusterAccess } from './kubernetes/door.js';
import { plain } from './plain.js';
import { absentCodes, sourceList } from './transport.js';

/** Where a scan goes, and by which clients. */
export interface Expedition {
  readonly account: string;
  readonly partition: string;
  readonly regions: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** Epoch milliseconds: the beginning of the window of jobs and events. */
  readonly since: number;
  /** Account-wide services are asked here. */
  readonly homeRegion: string;
  client<C>(type: ClientConstructor<C>, region: string): C;
  /** The Kubernetes API of a cluster in a region. */
  kubernetes(cluster: ClusterAccess, region: string): KubernetesApi;
  /** Tags of what no collector shows them of, where a scan asks for tags. */
  readonly tagsOf?: TagsOf;
}

/** Where what was seen goes. Resources of one type, account and region come in the order in which AWS listed them. */
export interface Sink {
  resource(resource: Resource): void | Promise<void>;
  listing(listing: Listing): void | Promise<void>;
}

/** Who follows the walk as it goes. */
export interface Follower {
  /** How many lists there are to walk, of how many resource types. */
  lists(count: number, types: number): void;
  begins(type: string, region: string): void;
  ends(type: string, region: string): void;
}

/** How many lists are walked, and how many items of one list described, at a time. The SDK's own limiter slows down on throttling. */
const LISTS_AT_A_TIME = 6;
const ITEMS_AT_A_TIME = 8;

/** Walks every collector over every region that it belongs to. Never throws for what AWS answers: that becomes a gap. */
export const collect = async (
  collectors: readonly Collector[],
  expedition: Expedition,
  sink: Sink,
  follower?: Follower,
): Promise<void> => {
  const walks = collectors.flatMap((collector) =>
    (collector.scope === 'account' ? [GLOBAL] : expedition.regions).map((region) => async () => {
      follower?.begins(collector.type, region);
      await walk(collector, region, expedition, sink);
      follower?.ends(collector.type, region);
    }),
  );
  follower?.lists(walks.length, new Set(collectors.map(({ type }) => type)).size);
  await inParallel(walks, LISTS_AT_A_TIME, (takeWalk) => takeWalk());
};

const walk = async (collector: Collector, region: string, expedition: Expedition, sink: Sink): Promise<void> => {
  const { account, tagsOf } = expedition;
  const { type } = collector;
  const holes: Hole[] = [];
  const listSources: Source[] = [];
  let seen = 0;
  const context = contextFor(region, expedition, holes);

  const iterator = collector.collect(context)[Symbol.asyncIterator]();
  const step = async () => {
    try {
      return await sourceList.run(listSources, () => iterator.next());
    } catch (error) {
      holes.push({ cause: causeOf(error) });
      return undefined;
    }
  };
  // A sink that fails, e.g. on a full disk, is no gap: that error goes up.
  for (let next = await step(); next !== undefined && !next.done; next = await step()) {
    seen += 1;
    await sink.resource(whole(next.value, { type, account, region, listSource: listSources.at(-1), tagsOf }));
  }
  const causes = holes.flatMap(({ cause, within }) => (within === undefined ? [cause] : []));
  const place = { type, account, region, ...(collector.isWindowed && { since: expedition.since }) };
  await sink.listing(
    causes.length === 0
      ? { ...place, state: 'complete' }
      : { ...place, state: seen > 0 || context.answered() ? 'partial' : 'missing', cause: merged(causes) },
  );
  for (const within of [...new Set(holes.flatMap((hole) => hole.within ?? []))]) {
    const own = holes.filter((hole) => hole.within === within).map(({ cause }) => cause);
    const state = context.seenWithin(within) ? 'partial' : 'missing';
    await sink.listing({ type, account, region, within, state, cause: merged(own) });
  }
};

/** Why something is missing from a list: from the list as a whole, or from what stands within one parent. */
interface Hole {
  readonly cause: GapCause;
  readonly within?: string;
}

/** Several causes as one: the first names the reason, all are told. */
const merged = (holes: readonly GapCause[]): GapCause => {
  const [first, ...rest] = holes;
  if (first === undefined) throw new RangeError('no cause to merge');
  const details = [...new Set([first, ...rest].map(({ detail }) => detail))].sort();
  return { ...first, detail: details.join('; ') };
};

const contextFor = (
  region: string,
  { account, partition, regions, now, since, homeRegion, client, kubernetes }: Expedition,
  holes: Hole[],
): CollectContext & { answered(): boolean; seenWithin(parent: string): boolean } => {
  let answered = false;
  const seen = new Set<string>();
  return {
    account,
    partition,
    region,
    regions,
    now,
    since,
    answered: () => answered,
    seenWithin: (parent) => seen.has(parent),
    kubernetes: (cluster) => kubernetes(cluster, region),
    client: (type, elsewhere) => client(type, elsewhere ?? (region === GLOBAL ? homeRegion : region)),
    incomplete: (cause) => {
      answered = true;
      holes.push({ cause });
    },
    async attempt(call) {
      try {
        return await call();
      } catch (error) {
        holes.push({ cause: causeOf(error) });
        return undefined;
      }
    },
    async *each(items, identify, describe, atATime = ITEMS_AT_A_TIME) {
      answered = true;
      yield* inOrder(items ?? [], (item) => describeOne(item, identify, describe), atATime);
    },
    async *under(parents, list, nameOf = () => undefined) {
      for await (const parent of parents) {
        answered = true;
        const within = nameOf(parent);
        const sources = sourceList.getStore();
        const above = sources?.length ?? 0;
        try {
          for await (const found of list(parent)) {
            if (within !== undefined) seen.add(within);
            yield found;
          }
        } catch (error) {
          if (!isGone(error)) holes.push({ cause: causeOf(error), ...(within !== undefined && { within }) });
        }
        // What listed this parent's own did not list the next one's.
        sources?.splice(above);
      }
    },
  };
};

const operationOf = (source: Source): string => (isFileSource(source) ? source.file : source.operation);

/** Found facts, their own gaps, and the calls that showed them. */
interface Described extends Found {
  readonly gaps: readonly Gap[];
  readonly source: readonly Source[];
}

const describeOne = async <Item>(
  item: Item,
  identify: (item: Item) => Identity | string,
  describe: (item: Item, tools: ItemTools) => Promise<Facts> | Facts,
): Promise<Described | undefined> => {
  const identity = identify(item);
  const { id, names } = typeof identity === 'string' ? { id: identity, names: [] } : identity;
  const gaps: Gap[] = [];
  const source: Source[] = [];
  const hide = (places: string | readonly string[], cause: GapCause, kind: Gap['kind'] = 'missing'): undefined => {
    for (const pointer of typeof places === 'string' ? [places] : places) gaps.push({ pointer, kind, ...cause });
    return undefined;
  };
  const tools: ItemTools = {
    async part(places, call, { absentOn = [], absent, isOneOfMany = false } = {}) {
      const own: Source[] = [];
      try {
        return await sourceList.run(isOneOfMany ? own : source, () => absentCodes.run(absentOn, call));
      } catch (error) {
        if (hasCode(error, absentOn)) return absent;
        const cause = causeOf(error);
        const isTold = isOneOfMany && gaps.some(({ pointer, reason }) => pointer === places && reason === cause.reason);
        return isTold ? undefined : hide(places, cause);
      } finally {
        for (const one of own) if (!source.some((told) => operationOf(told) === operationOf(one))) source.push(one);
      }
    },
    async parts(places, calls, { absentOn = [], ...options } = {}) {
      const made = calls.map(async (call) => {
        const own: Source[] = [];
        const [result] = await Promise.allSettled([sourceList.run(own, () => absentCodes.run(absentOn, call))]);
        return () => {
          sourceList.getStore()?.push(...own);
          if (result.status === 'rejected') throw result.reason;
          return result.value;
        };
      });
      const told = [];
      for (const tell of await Promise.all(made))
        told.push(await tools.part(places, async () => tell(), { ...options, absentOn, isOneOfMany: true }));
      return told;
    },
    unseen: (place, cause, kind) => hide(place, cause, kind),
    parsed(place, parse) {
      try {
        return parse();
      } catch (error) {
        return hide(place, causeOf(error));
      }
    },
  };
  return sourceList.run(source, async () => {
    try {
      const facts = await describe(item, tools);
      return { id, ...facts, names: [...names, ...(facts.names ?? [])], gaps, source };
    } catch (error) {
      return isGone(error)
        ? undefined
        : { id, names, gaps: [{ pointer: '', kind: 'missing', ...causeOf(error) }], source };
    }
  });
};

const whole = (
  found: Found,
  {
    type,
    account,
    region,
    listSource,
    tagsOf,
  }: Pick<Resource, 'type' | 'account' | 'region'> & {
    readonly listSource: Source | undefined;
    readonly tagsOf: TagsOf | undefined;
  },
): Resource => {
  const own = isDescribed(found) ? found : { gaps: [], source: [] };
  const gaps: Gap[] = [...own.gaps];
  const properties = plain(found.properties ?? {}, '/properties', gaps);
  const runtime = plain(found.runtime ?? {}, '/runtime', gaps);
  const place = found.region ?? region;
  const tags = found.tags ?? tagsOf?.(type, found.id, place) ?? { cause: uncollected(type) };
  if (isUnseen(tags)) gaps.push({ pointer: '/tags', kind: 'missing', ...tags.cause });
  return {
    type,
    id: found.id,
    names: [...new Set((found.names ?? []).filter((name): name is string => name !== undefined))],
    account,
    region: place,
    tags: isUnseen(tags) ? {} : tags,
    properties: jsonObject(properties),
    runtime: jsonObject(runtime),
    source: [...(listSource === undefined ? [] : [listSource]), ...own.source],
    gaps,
  };
};

const uncollected = (type: string): GapCause => ({
  reason: 'not_collected',
  detail: `tags of ${type} are not collected`,
});

/** A tag's value is text, so that a tag named `cause` is none of these. */
const isUnseen = (
  tags: Readonly<Record<string, string>> | { readonly cause: GapCause },
): tags is { readonly cause: GapCause } => typeof tags.cause === 'object';

const isDescribed = (found: Found): found is Described => 'gaps' in found && 'source' in found;

const jsonObject = (value: unknown): Resource['properties'] => (isJsonObject(value) ? value : {});

const isJsonObject = (value: unknown): value is Resource['properties'] => isObject(value);

/** Works on several items at a time and yields in their order; undefined results are left out. */
async function* inOrder<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result | undefined>,
  atATime: number,
): AsyncIterable<Result> {
  const pending: Promise<Result | undefined>[] = [];
  let started = 0;
  const start = () => {
    const item = items[started];
    started += 1;
    if (item === undefined) return;
    const result = work(item);
    // It is awaited in its turn; until then a rejection must not count as unhandled.
    result.catch(() => undefined);
    pending.push(result);
  };
  while (started < items.length && pending.length < atATime) start();
  while (pending.length > 0) {
    const result = await pending.shift();
    if (started < items.length) start();
    if (result !== undefined) yield result;
  }
}
