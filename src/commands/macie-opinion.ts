import type { ObjectFinding } from '../collectors/macie/object-findings.js';
import type { Session } from '../collectors/session.js';
import { dataPlaceOf } from '../model/data-place.js';
import { byCodeUnit } from '../model/json.js';
import type { OpinionTrouble, OpinionType, PiiFile, PiiOpinion } from '../model/pii.js';
import { isS3 } from '../model/run-place.js';

type Told = Pick<PiiOpinion, 'state' | 'problems' | 'types'>;

/** What Macie's findings say of objects, by path. What lies in an archive belongs to the object that the archive is. */
export const macieOpinions = async (
  files: readonly PiiFile[],
  regionOf: (bucket: string) => string,
  session: Pick<Session, 'client'>,
  troubleOf: (error: unknown) => OpinionTrouble,
): Promise<ReadonlyMap<string, PiiOpinion>> => {
  const { MacieOff, objectFindings } = await import('../collectors/macie/object-findings.js');
  const buckets = new Map<string, Map<string, PiiFile>>();
  for (const file of files) {
    if (!isS3(file.path) || file.object === undefined || file.entry !== undefined) continue;
    const place = dataPlaceOf(file.path);
    if (place.kind !== 's3') continue;
    const { bucket, prefix: key } = place;
    buckets.set(bucket, (buckets.get(bucket) ?? new Map<string, PiiFile>()).set(key, file));
  }
  const opinions = new Map<string, PiiOpinion>();
  for (const [bucket, objects] of buckets) {
    const region = regionOf(bucket);
    const tell = (told: (key: string, file: PiiFile) => Told): void => {
      for (const [key, file] of objects) opinions.set(file.path, { by: 'macie', ...told(key, file), below: 0 });
    };
    try {
      const findings = await objectFindings(session, { region, bucket, keys: [...objects.keys()] });
      tell((key, file) =>
        toldOf(
          findings.filter((finding) => finding.key === key),
          file,
        ),
      );
    } catch (error) {
      const trouble = error instanceof MacieOff ? off(region) : troubleOf(error);
      tell(() => ({ state: 'none', problems: [trouble], types: [] }));
    }
  }
  return opinions;
};

const toldOf = (findings: readonly ObjectFinding[], { object }: PiiFile): Told => {
  if (findings.length === 0) return { state: 'none', problems: [NO_FINDINGS], types: [] };
  const etag = object?.etag.replaceAll('"', '');
  const current = findings.filter((finding) => finding.etag.replaceAll('"', '') === etag);
  if (current.length === 0) return { state: 'none', problems: [CHANGED], types: [] };
  const isWhole = current.some((finding) => finding.isWhole);
  return {
    state: isWhole ? 'whole' : 'part',
    problems: isWhole ? [] : [IN_PART],
    types: merged(current.flatMap(({ types }) => types)),
  };
};

/** Findings of several jobs tell the same values: the largest count of them stands. */
const merged = (types: readonly OpinionType[]): readonly OpinionType[] => {
  const all = new Map<string, OpinionType>();
  for (const one of types) {
    const known = all.get(one.type);
    if (known === undefined || (one.count ?? 0) > (known.count ?? 0)) all.set(one.type, one);
  }
  return [...all.values()].sort((a, b) => byCodeUnit(a.type, b.type));
};

const off = (region: string): OpinionTrouble => ({
  reason: 'off',
  what: region,
  detail: `Macie is off or paused in ${region}`,
});

const NO_FINDINGS: OpinionTrouble = {
  reason: 'no_findings',
  detail: 'Macie has no finding on it, which does not say that Macie has looked',
};
const CHANGED: OpinionTrouble = {
  reason: 'changed',
  detail: 'the findings are about what the object held before it was written anew',
};
const IN_PART: OpinionTrouble = { reason: 'not_read', detail: 'Macie could not read all of it' };
