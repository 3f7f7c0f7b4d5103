import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadBundle } from '../../src/engine/bundle.js';
import { digestOf, evaluate } from '../../src/engine/evaluate.js';
import { readRecording } from '../../src/evidence/recording.js';
import type { Exchange, ExchangeKey } from '../../src/model/exchange.js';
import { canonicalJson, isObject, type Json } from '../../src/model/json.js';
import { readBundle } from '../../src/store/bundle-files.js';
import { openSnapshot } from '../../src/store/snapshot-files.js';
import { DEMO, replayDemo } from './demo.js';

const SEEDS = [1, 2, 3];

const whole = await replayDemo();
const recording = await readRecording(DEMO);
const recorded = new Map(recording.exchanges.map((exchange) => [canonicalJson(named(exchange)), exchange]));

test.each(SEEDS)('the order in which lists name things changes nothing that is told (seed %i)', async (seed) => {
  const shuffled = shuffledPages(recording.exchanges, shuffler(seed));
  const { digests, coverage, findings } = await replayDemo(
    (key, former) => shuffled.get(canonicalJson(named(key))) ?? former,
  );
  const moved = [...shuffled].filter(
    ([call, { answer }]) => canonicalJson(recorded.get(call)?.answer) !== canonicalJson(answer),
  );
  expect(moved.length).toBeGreaterThan(15);
  expect(digests).toEqual(whole.digests);
  expect(coverage).toEqual(whole.coverage);
  expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(whole.findings.map(({ fingerprint }) => fingerprint));
});

test.each(SEEDS)('nor does the order of shards, of listings and of calls on disk (seed %i)', async (seed) => {
  const shuffle = shuffler(seed);
  const out = mkdtempSync(join(tmpdir(), 'kansa-test-'));
  await replayDemo(undefined, { out });
  const files = readdirSync(join(out, 'snapshot'), { recursive: true, encoding: 'utf8' });
  for (const path of files.filter((name) => name.endsWith('.ndjson')).map((name) => join(out, 'snapshot', name))) {
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    writeFileSync(
      path,
      shuffle(lines)
        .map((line) => `${line}\n`)
        .join(''),
    );
  }
  const { wasm, catalogue } = readBundle();
  const snapshot = openSnapshot(join(out, 'snapshot'));
  const findings = evaluate(snapshot, await loadBundle(wasm, catalogue), recording.header.params);
  snapshot.close();
  expect(digestOf(findings)).toBe(whole.digests.findings);
});

/** Answers that list things of which each is a subject or a reference of its own. What belongs to one thing keeps its order. */
const LISTS =
  /^(List(?!AssociatedAccessPolicies)|Search$|LookupEvents$|DescribeTrails$|DescribeLogGroups$|DescribeVpcEndpoints$|GetAccountAuthorizationDetails$)/;

const isList = ({ operation, input }: Exchange): boolean =>
  LISTS.test(operation) && !(operation === 'ListGuardrails' && isObject(input) && 'guardrailIdentifier' in input);

/** The answers to lists with their items shuffled and dealt to their pages anew, by the call that asks for each. */
const shuffledPages = (exchanges: readonly Exchange[], shuffle: Shuffle): ReadonlyMap<string, Exchange> => {
  const lists = new Map<string, Exchange[]>();
  for (const exchange of exchanges.filter(isList)) {
    const list = canonicalJson(named({ ...exchange, input: withoutToken(exchange.input) }));
    lists.set(list, [...(lists.get(list) ?? []), exchange]);
  }
  return new Map(
    [...lists.values()].flatMap((pages) => {
      const cuts = pages.map(({ answer }) => cut('body' in answer ? answer.body : ''));
      const items = shuffle(cuts.flatMap((page) => page.items));
      return pages.map((page, index) => {
        const { items: former = [], join: joined = () => '' } = cuts[index] ?? {};
        const answer = { ...page.answer, body: joined(items.splice(0, former.length)) };
        return [canonicalJson(named(page)), { ...page, answer }] as const;
      });
    }),
  );
};

function named({ account, service, region, operation, input }: ExchangeKey): ExchangeKey {
  return { account, service, region, operation, input };
}

const withoutToken = (input: Json): Json =>
  isObject(input)
    ? Object.fromEntries(Object.entries(input).filter(([name]) => !/^(nextToken|marker)$/i.test(name)))
    : input;

/** The items of an answer, and the answer with others in their place. */
interface Cut {
  readonly items: readonly string[];
  join(items: readonly string[]): string;
}

const cut = (body: string): Cut => (body.trimStart().startsWith('<') ? cutXml(body) : cutJson(body));

const cutJson = (body: string): Cut => {
  const answer: unknown = JSON.parse(body);
  const [name, list] =
    (isObject(answer) ? Object.entries(answer) : []).find(([, member]) => Array.isArray(member)) ?? [];
  if (name === undefined || !Array.isArray(list)) return { items: [], join: () => body };
  return {
    items: list.map((item) => JSON.stringify(item)),
    join: (items) => JSON.stringify({ ...Object(answer), [name]: items.map((item) => JSON.parse(item)) }),
  };
};

/** The lists that answers in XML hold, where they are more than one thing's own. */
const XML_LIST = /<(vpcEndpointSet|RoleDetailList|Policies|Buckets)>([\s\S]*)<\/\1>/;

const cutXml = (body: string): Cut => {
  const content = XML_LIST.exec(body)?.[2];
  if (content === undefined) return { items: [], join: () => body };
  return { items: elements(content), join: (items) => body.replace(content, () => items.join('')) };
};

/** The elements that stand side by side in a piece of XML. */
const elements = (xml: string): string[] => {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: tag, 1: slash, 2: empty, index } of xml.matchAll(/<(\/?)[^>]*?(\/?)>/g)) {
    if (depth === 0 && slash === '') start = index;
    depth += slash === '/' ? -1 : empty === '/' ? 0 : 1;
    if (depth === 0) found.push(xml.slice(start, index + tag.length));
  }
  return found;
};

type Shuffle = <T>(items: readonly T[]) => T[];

/** Fisher and Yates, by numbers that the seed gives (Park and Miller, "Random number generators: good ones are hard to find"). */
const shuffler = (seed: number): Shuffle => {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  return (items) => {
    const left = [...items];
    return items.flatMap(() => left.splice(below(left.length), 1));
  };
};
