import type { FoundData, PlaceFacts } from '../model/data-inventory.js';
import { by } from '../model/json.js';
import type { PiiDetection, PiiFile, PiiPlace, PiiProblem } from '../model/pii.js';
import { shownPath } from './shown.js';

/** How many objects are told one by one. */
const TOLD = 200;

/** What was seen at a place, as facts in which nothing of the data is: keys of objects may be somebody's data, too. */
export const inventoryOf = (
  { place, region, seed, limits, listed, looked, cost, problems }: PiiPlace,
  files: readonly PiiFile[],
  minConfidence: number,
  values?: PlaceFacts['Values'],
): Omit<PlaceFacts, 'Requests'> => {
  const sorted = [...files].sort(
    by(
      ({ path }) => path,
      ({ entry }) => String(entry?.number ?? 0).padStart(10, '0'),
    ),
  );
  const [, prefix = ''] = /^s3:\/\/[^/]*\/(.*)$/s.exec(place) ?? [];
  const telling = sorted.filter(({ detections }) => detections.length > 0);
  return {
    Region: region,
    Seed: seed,
    MinConfidence: minConfidence,
    Limits: {
      Objects: limits.objects,
      Bytes: limits.bytes,
      ObjectBytes: limits.objectBytes,
      Pages: limits.pages,
      ...(limits.usd !== undefined && { Usd: limits.usd }),
    },
    Listed: { Objects: listed.objects, Bytes: listed.bytes, Pages: listed.pages },
    Looked: { Objects: looked.objects, Bytes: looked.bytes },
    ...(cost && { Cost: { Usd: cost.usd, Transfer: cost.transfer } }),
    Found: foundIn(telling),
    ...(values && { Values: values }),
    Objects: telling.slice(0, TOLD).map(({ path, object, entry, state, detections }) => ({
      // What names the place stands in the account's own settings.
      Key: path === place ? place : `${prefix}${shownPath(path.slice(place.length))}`,
      ...(object && { ETag: object.etag, Size: object.size, LastModified: object.lastModified }),
      ...(entry !== undefined && { Entry: entry.number }),
      State: state,
      Found: detections.map(foundOf),
    })),
    ObjectsLeftOut: Math.max(0, telling.length - TOLD),
    Problems: [
      ...problems.map(({ reason, what, detail }) => ({
        Reason: reason,
        ...(reason === 'denied' && what !== undefined && { Action: what }),
        // The bounds of a scan have names of their own.
        Detail: detail.replaceAll('--max-', '--pii-max-'),
      })),
      ...unreadIn(sorted),
    ],
  };
};

const foundOf = ({ type, id, count, confidence }: PiiDetection): FoundData => ({
  Type: type,
  ...(id !== undefined && { Id: id }),
  Count: count,
  Confidence: confidence,
});

const foundIn = (files: readonly PiiFile[]): PlaceFacts['Found'] => {
  const all = new Map<string, { surest: PiiDetection; count: number; paths: Set<string> }>();
  for (const { path, detections } of files)
    for (const detection of detections) {
      const name = `${detection.type} ${detection.id ?? ''}`;
      const known = all.get(name) ?? { surest: detection, count: 0, paths: new Set<string>() };
      known.count += detection.count;
      known.paths.add(path);
      if (detection.confidence > known.surest.confidence) known.surest = detection;
      all.set(name, known);
    }
  return [...all].sort(by(([name]) => name)).map(([, { surest, count, paths }]) => ({
    ...foundOf(surest),
    Count: count,
    Objects: paths.size,
    ...(surest.sample !== undefined && { Sample: surest.sample }),
  }));
};

/** Details of an object may name its key: of objects only the reason is told, and how many there are. */
const unreadIn = (files: readonly PiiFile[]): PlaceFacts['Problems'] => {
  const all = new Map<string, { readonly reason: PiiProblem; readonly action?: string; count: number }>();
  for (const { problems } of files) {
    const own = problems.map(({ reason, what }) => ({
      reason,
      ...(reason === 'denied' && what !== undefined && { action: what }),
    }));
    for (const [name, cause] of new Map(own.map((one) => [`${one.reason} ${one.action ?? ''}`, one]))) {
      const known = all.get(name) ?? { ...cause, count: 0 };
      known.count += 1;
      all.set(name, known);
    }
  }
  return [...all].sort(by(([name]) => name)).map(([, { reason, action, count }]) => ({
    Reason: reason,
    ...(action !== undefined && { Action: action }),
    Detail: `${count} of the objects (and files in archives) that were looked at were not read whole: ${WORDS[reason]}`,
  }));
};

const WORDS: Readonly<Record<PiiProblem, string>> = {
  unreadable: 'they could not be read',
  unsupported_format: 'their format is not read',
  unknown_encoding: 'they are valid in no known encoding',
  malformed: 'they are not what their name promises',
  damaged: 'they are damaged',
  too_large: 'they are larger than what is read',
  not_followed: 'they lead elsewhere',
  budget: 'more of them was not allowed to be read',
  cost_limit: 'what may be spent did not pay for more of them',
  denied: 'reading was denied',
  throttled: 'reading was throttled on every attempt',
  expired_credentials: 'the credentials had expired',
  unavailable: 'no usable answer came',
  archived: 'they lie in an archive',
  customer_key: "they are encrypted by a key of their owner's (SSE-C)",
  changed: 'they were written anew since they were listed',
  gone: 'they were deleted since they were listed',
  empty: 'there was nothing to look at',
  not_listed: 'not all of them were listed',
  not_sampled: 'they were not in the sample',
  encrypted: 'they are encrypted',
  pictures: 'they hold pictures',
  no_text: 'they show what is no text',
  parts_not_read: 'parts of them are not read',
};
