import type { Language } from '../model/control.js';
import { dataPlaceOf, isDataPlace, placeUri } from '../model/data-place.js';
import { EXIT, UsageError } from '../model/errors.js';
import { byCodeUnit } from '../model/json.js';
import type { PiiFile, PiiPlace, PiiResult } from '../model/pii.js';
import { problemOf } from '../pii/contents.js';
import { organisationDetector } from '../pii/detectors/organisation.js';
import { type LookOptions, look as lookAt, notSeen } from '../pii/look.js';
import { hashesBy, keyIdOf, LEAST_KEY } from '../pii/pseudonyms.js';
import { PII_RENDERERS, type PiiOutput } from '../reports/index.js';
import { type DataFile, dataFiles, type OpenFile, openFile } from '../store/data-files.js';
import { readPdfium } from '../store/pdfium.js';
import { readPiiPatterns } from '../store/pii-patterns.js';
import { readSecretKey } from '../store/secret-key.js';
import { validator } from '../store/validate.js';
import { lookIntoObjects, type ObjectOptions } from './pii-objects.js';
import { isFoundBy, isUnasked, type OpinionOptions, openOpinions } from './pii-opinions.js';
import { type Planned, planOf } from './pii-plan.js';

export interface PiiOptions extends ObjectOptions, OpinionOptions {
  /** Files, folders and places in AWS. */
  readonly paths: readonly string[];
  /** A run, on disk or in S3: beside the paths, the places that its AI platform reads and keeps data at. */
  readonly run?: string;
  readonly format: PiiOutput;
  /** From which confidence on a value is told, 0 to 1. */
  readonly minConfidence: number;
  /** A file of the organisation's own words and patterns. */
  readonly patterns?: string;
  /** A file of at least 32 secret bytes, by which values are told apart. */
  readonly key?: string;
  readonly language: Language;
  readonly terminal: { readonly colour: boolean; readonly width: number };
  readonly version: string;
}

/**
 * Looks for personal and confidential data. Nothing is written, no value leaves this function, and nothing is sent anywhere but to whom
 * somebody asks for a further opinion.
 */
export const pii = async (options: PiiOptions): Promise<{ readonly document: string; readonly exitCode: number }> => {
  const { paths, format, minConfidence, patterns, language, terminal, version } = options;
  const further = patterns === undefined ? [] : [organisationDetector(readPiiPatterns(patterns))];
  const key = options.key === undefined ? undefined : readSecretKey(options.key, LEAST_KEY, 'pii');
  const planned = options.run === undefined ? undefined : await planOf(options.run, options);
  if (paths.length === 0 && planned === undefined)
    throw new UsageError(
      'pii: name files, folders or places in AWS (s3://…, logs://…, dynamodb://…, s3vectors://…, states://…, opensearch://…) to look into, or a run that names places (--run)',
    );
  const opinions = await openOpinions(options, { ...options, ...regionOf(options, planned) });
  const looking: LookOptions = {
    minConfidence,
    further,
    pdfium: readPdfium,
    ...(key !== undefined && { hashOf: hashesBy(key) }),
    ...(opinions?.texts && { texts: opinions.texts }),
  };
  const places = [...paths.filter(isDataPlace).map(dataPlaceOf), ...(planned?.plan.places ?? [])];
  const { files: found, leftOut } = dataFiles(paths.filter((path) => !isDataPlace(path)));
  const files: PiiFile[] = [];
  for (const file of found) files.push(...(await look(file, looking)));
  const inAws =
    places.length === 0
      ? undefined
      : await lookIntoObjects(places, { ...options, ...regionOf(options, planned) }, (source, name) =>
          lookAt(source, name, looking),
        );
  const seen = [...files, ...(inAws?.files ?? [])].sort((a, b) => byCodeUnit(a.path, b.path));
  const asked = await opinions?.ask(seen, regionIn(inAws?.places ?? []));
  const all = asked?.files ?? seen;
  const requests = [inAws?.requests, asked?.requests].filter((counts) => counts !== undefined);
  const exitCode = exitCodeOf(all, [
    ...(inAws?.places ?? []).map(({ problems }) => problems.length),
    planned?.plan.unseen.length ?? 0,
  ]);
  const result: PiiResult = {
    schemaVersion: 1,
    kansa: version,
    exitCode,
    minConfidence,
    ...(key !== undefined && { key: keyIdOf(key) }),
    files: all,
    leftOut,
    ...(planned && { plan: toldOf(planned) }),
    ...(inAws && { places: inAws.places }),
    ...(asked?.guardrail && { guardrail: asked.guardrail }),
    ...(inAws?.readCost && { readCost: inAws.readCost }),
    ...(asked?.cost && { cost: asked.cost }),
    ...(requests.length > 0 && { requests: summed(requests) }),
  };
  validator('pii')(JSON.parse(JSON.stringify(result)), 'the result');
  return { document: PII_RENDERERS[format](result, { language, ...terminal }), exitCode };
};

const regionOf = ({ region }: ObjectOptions, planned: Planned | undefined): Pick<ObjectOptions, 'region'> => {
  const first = region ?? planned?.region;
  return first === undefined ? {} : { region: first };
};

const toldOf = ({ account, plan: { places, unseen } }: Planned): NonNullable<PiiResult['plan']> => ({
  account,
  places: places.map((place) => ({ place: placeUri(place), users: place.users })),
  unseen,
});

/** Where a bucket is, as looking into it showed. */
const regionIn =
  (places: readonly PiiPlace[]): ((bucket: string) => string) =>
  (bucket) => {
    const place = places.find(({ place: uri }) => {
      const place = dataPlaceOf(uri);
      return place.kind === 's3' && place.bucket === bucket;
    });
    if (place === undefined) throw new Error('an object lies at no place that was looked into');
    return place.region;
  };

const summed = (all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> => {
  const sums = new Map<string, number>();
  for (const [name, count] of all.flatMap(Object.entries)) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries([...sums].sort(([a], [b]) => byCodeUnit(a, b)));
};

/** What is found outweighs what could not be read, and nothing read is never clean. */
const exitCodeOf = (files: readonly PiiFile[], unseen: readonly number[]): PiiResult['exitCode'] => {
  if (files.some((file) => file.detections.length > 0 || isFoundBy(file))) return EXIT.violation;
  if (unseen.some((count) => count > 0) || files.some(isUnasked)) return EXIT.incomplete;
  return files.length === 0 || files.some(({ state }) => state !== 'read') ? EXIT.incomplete : EXIT.ok;
};

const look = async ({ path, unread }: DataFile, options: LookOptions): Promise<readonly PiiFile[]> => {
  if (unread !== undefined) return [{ path, ...notSeen(unread) }];
  let file: OpenFile;
  try {
    file = await openFile(path);
  } catch (error) {
    return [{ path, ...notSeen(problemOf(error)) }];
  }
  try {
    return (await lookAt(file.source, path, options)).map((seen) => ({ path, ...seen }));
  } finally {
    await file.close();
  }
};
