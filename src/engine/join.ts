import { type Control, cutsOf } from '../model/control.js';
import type { Gap, GapCause } from '../model/gap.js';
import { memberOf, type Pointer, pathTo, pointerOf, segmentsOf, segmentsOfPattern } from '../model/pointer.js';
import { GLOBAL, identifiersOf, type Resource, type Source, sourceAt } from '../model/resource.js';
import type { Listing, Snapshot } from '../model/snapshot.js';
import { bringsTags, RELATIONS, type Relation } from './relations.js';

/** A subject as controls see it. */
type Face = Pick<Resource, 'type' | 'id' | 'account' | 'region' | 'tags' | 'properties' | 'runtime'>;

/** A joined resource as controls see it: without tags unless its relation says so. */
type Reference = Omit<Face, 'tags'> & Partial<Pick<Face, 'tags'>>;

/** A subject with what it refers to, and every gap in it, as pointers into the control's input. */
export interface Joined {
  readonly resource: Face;
  readonly refs: Readonly<Record<string, Reference | readonly Reference[] | Readonly<Record<string, Reference>>>>;
  readonly gaps: readonly Gap[];
  /** The calls that showed what stands at or below a pointer. */
  sourceOf(pointer: Pointer): readonly Source[];
}

/** Joins a subject with the targets of the given relations. A target that could not be looked up leaves a gap. */
export type Joiner = (subject: Resource, relations: readonly (readonly [string, Relation])[]) => Joined;

/** A joiner over one snapshot. What a relation takes whole is read once, however many subjects ask for it. */
export const joinerFor = (snapshot: Snapshot): Joiner => {
  const index = indexOf(snapshot);
  return (subject, relations) => join(index, subject, relations);
};

const join = (index: Index, subject: Resource, relations: readonly (readonly [string, Relation])[]): Joined => {
  const gaps: Gap[] = [...placed(subject, '/resource')];
  const sources = new Map<Pointer, Resource>([['/resource', subject]]);
  const refs: Record<string, Reference | readonly Reference[] | Record<string, Reference>> = {};

  const attach = (target: Resource, pointer: Pointer, withTags: boolean): Reference => {
    gaps.push(...placed(target, pointer).filter((gap) => withTags || gap.pointer !== `${pointer}/tags`));
    sources.set(pointer, target);
    return withTags ? { ...referenceOf(target), tags: target.tags } : referenceOf(target);
  };

  const resource: Face = { ...referenceOf(subject), tags: subject.tags };
  for (const [name, relation] of relations) {
    const pointer = pointerOf('refs', name);
    const joined = targetsOf(index, subject, relation, { resource, refs }, gaps);
    if (relation.kind === 'all' || relation.kind === 'referrers') {
      refs[name] = joined.found.map(([, target], index) => attach(target, `${pointer}/${index}`, false));
    } else if (relation.kind === 'byName') {
      refs[name] = Object.fromEntries(
        joined.found.map(([word, target]) => [word, attach(target, pointer + pointerOf(word), bringsTags(relation))]),
      );
    } else {
      const [first] = joined.found;
      if (first !== undefined) refs[name] = attach(first[1], pointer, bringsTags(relation));
    }
    for (const { word, kind, ...cause } of joined.gaps) {
      const place = relation.kind === 'byName' && word !== undefined ? pointer + pointerOf(word) : pointer;
      gaps.push({ ...cause, pointer: place, kind });
    }
  }

  return {
    resource,
    refs,
    gaps,
    sourceOf: (pointer) =>
      pathTo(pointer).flatMap((place) => {
        const shown = sources.get(place);
        return shown === undefined ? [] : sourceAt(shown, pointer.slice(place.length));
      }),
  };
};

/** The relations that a control reads: `/refs/<name>/…`. */
export const relationsRead = (control: Pick<Control, 'reads'>): string[] =>
  cutsOf(control).flatMap((pointer) => {
    const [root, name] = segmentsOf(pointer);
    return root === 'refs' && name !== undefined ? [name] : [];
  });

/** The relations that the named ones need, in the order in which they must be joined. */
export const relationsFor = (type: string, names: ReadonlySet<string>): [string, Relation][] => {
  const all = Object.entries(RELATIONS[type] ?? {});
  const needed = new Set(names);
  // Later relations start from earlier ones, so one walk backwards finds all that is needed.
  for (const [name, relation] of all.toReversed()) {
    if (!needed.has(name)) continue;
    for (const from of startsOf(relation)) {
      const [root, earlier] = segmentsOf(from);
      if (root === 'refs' && earlier !== undefined) needed.add(earlier);
    }
  }
  return all.filter(([name]) => needed.has(name));
};

/** A hole in a relation: of one word it refers by, or of the relation as a whole. */
type Hole = GapCause & { readonly kind: Gap['kind']; readonly word?: string };

interface Targets {
  /** The word of the reference, and its target. */
  readonly found: readonly (readonly [string, Resource])[];
  readonly gaps: readonly Hole[];
}

/** The places that a relation starts from, below the subject or an earlier relation. */
export const startsOf = (relation: Relation): readonly Pointer[] => {
  if (relation.kind === 'all') return [];
  return relation.kind === 'referrers' ? (relation.of ?? []) : relation.from;
};

const targetsOf = (
  index: Index,
  subject: Resource,
  relation: Relation,
  input: unknown,
  gaps: readonly Gap[],
): Targets => {
  if (relation.kind === 'all')
    return listed(
      index.every(relation.type),
      relation,
      relation.scope === 'region' ? subject.region : undefined,
      index,
      () => true,
    );

  const starts = startsOf(relation);
  const words = new Set(
    starts.flatMap((from) => matches(input, from).flatMap(([, value]) => (isWord(value) ? [value] : []))),
  );
  const hidden = gaps
    .filter((gap) => starts.some((from) => hidesPattern(gap.pointer, from)))
    .map(
      ({ reason, detail, action }): Hole => ({
        kind: relation.kind === 'one' ? 'missing' : 'partial',
        reason,
        detail,
        ...(action !== undefined && { action }),
      }),
    );
  if (relation.kind === 'referrers') {
    const named = relation.of === undefined ? identifiersOf(subject) : [...words];
    const referred = relation.uri === 's3-folders' ? [...new Set(named.flatMap(foldersOf))] : named;
    const region = relation.scope === 'account' ? undefined : subject.region;
    const { found, gaps: holes } = listed(index.referrers(relation, referred), relation, region, index, (listing) =>
      concerns(listing, referred),
    );
    // Where a resource hides whom it names, that may be this subject.
    const silent = index
      .silent(relation)
      .filter(
        ([target]) => (region === undefined || target.region === region) && !found.some(([id]) => id === target.id),
      )
      .map(([, { pointer, ...cause }]): Hole => ({ ...cause, kind: 'partial' }));
    const before = relation.beforeWindow ? olderThanWindow(index, relation.type, region) : [];
    return { found, gaps: [...holes, ...silent, ...before, ...hidden] };
  }
  const lookedUp = [...words].map((word) => lookUp(index, subject, relation, word));
  return {
    found: lookedUp.flatMap(({ found }) => found),
    gaps: [...lookedUp.flatMap(({ gaps: holes }) => holes), ...hidden],
  };
};

/** What no list of a scan's window shows. */
const olderThanWindow = ({ listingsOf }: Index, type: string, region: string | undefined): Hole[] =>
  listingsOf(type).flatMap((listing) =>
    listing.since === undefined || (region !== undefined && listing.region !== region)
      ? []
      : [
          {
            kind: 'partial',
            reason: 'out_of_window',
            detail: `only those since ${new Date(listing.since).toISOString().slice(0, 10)} were listed`,
          },
        ],
  );

/** The place that an S3 URI names, and every folder above it up to the bucket, each with its slash and without. */
const foldersOf = (uri: string): string[] => {
  const [, bucket, key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
  if (bucket === undefined) return [];
  const steps = key.split('/').slice(0, -1);
  const folders = [0, ...steps.map((_, index) => index + 1)].map((length) =>
    [`s3://${bucket}`, ...steps.slice(0, length)].join('/'),
  );
  return [...new Set([uri, ...folders.flatMap((folder) => [folder, `${folder}/`])])];
};

const isWord = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Those of the targets that stand in a region (in any, where none is given), and what the lists that own them lack. */
const listed = (
  targets: readonly Resource[],
  { type }: Relation,
  region: string | undefined,
  { listingsOf }: Index,
  isConcerned: (listing: Listing) => boolean,
): Targets => {
  const isThere = (place: { readonly region: string }) => region === undefined || place.region === region;
  const found = targets.filter(isThere).map((target) => [target.id, target] as const);
  const listings = listingsOf(type).filter((listing) => isThere(listing) && isConcerned(listing));
  if (listings.length === 0) return { found, gaps: [{ kind: 'missing', ...notCollected(type) }] };
  const kind = found.length > 0 || listings.some(({ state }) => state !== 'missing') ? 'partial' : 'missing';
  return {
    found,
    gaps: listings.flatMap(({ cause }) => (cause === undefined ? [] : [{ kind, ...cause }])),
  };
};

/** Could the listing have shown what these words name? One that speaks of a single parent shows only what stands in it. */
const concerns = ({ within }: Listing, words: readonly string[]): boolean =>
  within === undefined || words.some((word) => word.startsWith(`${within}/`));

/** A snapshot with what relations ask of whole types, read on the first question and kept. */
interface Index {
  readonly snapshot: Snapshot;
  listingsOf(type: string): readonly Listing[];
  every(type: string): readonly Resource[];
  /** The resources that name one of the words, in the snapshot's order. */
  referrers(relation: Referrers, words: readonly string[]): readonly Resource[];
  /** The resources that may name anybody, with the gap that hides whom. */
  silent(relation: Referrers): readonly (readonly [Resource, Gap])[];
}

type Referrers = Extract<Relation, { kind: 'referrers' }>;

const indexOf = (snapshot: Snapshot): Index => {
  const listings = new Map<string, Listing[]>();
  for (const listing of snapshot.listings) {
    const own = listings.get(listing.type) ?? [];
    listings.set(listing.type, own);
    own.push(listing);
  }
  const types = new Map<string, readonly Resource[]>();
  const places = new Map<string, ReadonlyMap<unknown, readonly number[]>>();
  const hiders = new Map<string, readonly (readonly [Resource, Gap])[]>();
  const every = (type: string): readonly Resource[] => {
    const known = types.get(type) ?? [...snapshot.resources(type)];
    types.set(type, known);
    return known;
  };
  const placesBy = (type: string, by: Pointer): ReadonlyMap<unknown, readonly number[]> => {
    const known = places.get(`${type} ${by}`);
    if (known !== undefined) return known;
    const byWord = new Map<unknown, number[]>();
    for (const [place, resource] of every(type).entries())
      for (const [, word] of matches(resource, by)) {
        const own = byWord.get(word) ?? [];
        byWord.set(word, own);
        own.push(place);
      }
    places.set(`${type} ${by}`, byWord);
    return byWord;
  };
  return {
    snapshot,
    listingsOf: (type) => listings.get(type) ?? [],
    every,
    referrers({ type, by }, words) {
      const byWord = placesBy(type, by);
      const found = new Set(words.flatMap((word) => byWord.get(word) ?? []));
      return [...found].sort((a, b) => a - b).flatMap((place) => every(type)[place] ?? []);
    },
    silent({ type, by }) {
      const known =
        hiders.get(`${type} ${by}`) ??
        every(type).flatMap((target) =>
          target.gaps.filter((gap) => hidesPattern(gap.pointer, by)).map((gap) => [target, gap] as const),
        );
      hiders.set(`${type} ${by}`, known);
      return known;
    },
  };
};

const lookUp = (
  { snapshot, listingsOf }: Index,
  subject: Resource,
  relation: Extract<Relation, { kind: 'one' | 'byName' }>,
  reference: string,
): Targets => {
  const word = relation.uri === 's3' ? (bucketOf(reference) ?? reference) : reference;
  const hole = (cause: GapCause): Targets => ({ found: [], gaps: [{ kind: 'missing', word, ...cause }] });
  const arn = arnOf(word);
  if (arn?.account !== undefined && arn.account !== snapshot.scope.account)
    return hole({ reason: 'foreign_account', detail: `${word} belongs to account ${arn.account}` });

  const region = regionOf(subject, relation, arn?.region);
  const target = snapshot.find(relation.type, region, word);
  if (target !== undefined) return { found: [[word, target]], gaps: [] };

  const listings = listingsOf(relation.type).filter(
    (listing) => (region === undefined || listing.region === region) && concerns(listing, [word]),
  );
  if (listings.length === 0) return hole(notCollected(relation.type));
  const unlisted = listings.find(({ state }) => state !== 'complete');
  if (unlisted !== undefined) return hole(unlisted.cause ?? notCollected(relation.type));
  if (relation.globalNames)
    return hole({
      reason: 'foreign_account',
      detail: `${word} is none of this account's ${relation.type}: it belongs to another account, or is gone`,
    });
  // The list that owns it is complete and does not hold it: the reference dangles, which is a fact.
  return { found: [], gaps: [] };
};

/** The bucket of `s3://bucket/key`; other spellings of an object's place are looked up as they stand, and not found. */
const bucketOf = (uri: string): string | undefined => /^s3:\/\/([^/]+)/.exec(uri)?.[1];

/** Where the target lives; undefined for what may live in any region. */
const regionOf = (
  subject: Resource,
  relation: Extract<Relation, { kind: 'one' | 'byName' }>,
  arnRegion: string | undefined,
): string | undefined => {
  if (relation.region === 'global') return GLOBAL;
  return relation.region === 'any' ? undefined : (arnRegion ?? subject.region);
};

const notCollected = (type: string): GapCause => ({
  reason: 'not_collected',
  detail: `${type} was not collected there`,
});

/** Account and region of an ARN (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html), where it says them. */
const arnOf = (word: string): { account?: string; region?: string } | undefined => {
  const [scheme, , , region, account] = word.split(':');
  if (scheme !== 'arn' || account === undefined) return undefined;
  return { ...(account !== '' && account !== 'aws' && { account }), ...(region && { region }) };
};

const referenceOf = ({ type, id, account, region, properties, runtime }: Resource): Reference => ({
  type,
  id,
  account,
  region,
  properties,
  runtime,
});

const placed = (resource: Resource, place: Pointer): Gap[] =>
  resource.gaps.map((gap) => ({ ...gap, pointer: place + gap.pointer }));

/** What stands at a pattern: `*` stands for every member of an object or array. */
const matches = (document: unknown, pattern: Pointer): (readonly [Pointer, unknown])[] =>
  segmentsOfPattern(pattern).reduce<(readonly [Pointer, unknown])[]>(
    (places, segment) =>
      places.flatMap(([pointer, value]) => {
        if (typeof value !== 'object' || value === null) return [];
        if (segment !== '*') {
          const member = memberOf(value, segment);
          return member === undefined ? [] : [[pointer + pointerOf(segment), member] as const];
        }
        return Object.entries(value).map(([key, member]) => [pointer + pointerOf(key), member] as const);
      }),
    [['', document]],
  );

const hidesPattern = (gap: Pointer, pattern: Pointer): boolean => {
  const hidden = segmentsOf(gap);
  const wanted = segmentsOfPattern(pattern);
  return hidden.slice(0, wanted.length).every((segment, index) => wanted[index] === '*' || wanted[index] === segment);
};
