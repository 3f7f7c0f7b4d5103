import type { RecordSample, RecordSampling } from '../collectors/record-sample.js';
import type { Session } from '../collectors/session.js';
import { placeUri, type RecordsPlace } from '../model/data-place.js';
import type { DataRecord } from '../model/data-record.js';
import { UsageError } from '../model/errors.js';
import type { PiiFile, PiiLocation, PiiTrouble } from '../model/pii.js';
import { heldSource } from '../model/source.js';
import { recordLine } from '../pii/record-lines.js';
import type { Look, LookLimits, PlaceSeen } from './pii-place.js';

/** Looks into a log group, a table, an index or executions: what is read of its records is looked at as one text, a record a line. */
export const lookIntoRecords = async (
  session: Session,
  place: RecordsPlace,
  isPlanned: boolean,
  { seed, limits }: LookLimits,
  look: Look,
): Promise<PlaceSeen> => {
  const { isRegion } = await import('../collectors/session.js');
  const { NO_PLACE } = await import('../collectors/record-sample.js');
  const path = placeUri(place);
  if (!isPlanned && !isRegion(place.region))
    throw new UsageError(`pii: ${path}: there is no region ${place.region}; name one as AWS does, e.g. ap-northeast-1`);
  const { chosen, listed, window, problems } = await sampleOf(session, place, { seed, ...limits });
  // What the platform used months ago may be gone; what somebody asks for is mistyped.
  if (problems.some(({ what }) => what === NO_PLACE) && !isPlanned)
    throw new UsageError(
      `pii: ${path}: there is no ${WHAT[place.kind]} of this name; check it, its region and the account`,
    );
  const { files, bytes } = await lookAtRecords(path, chosen, look);
  return {
    place: {
      place: path,
      region: place.region,
      ...(window && { window }),
      seed,
      limits,
      listed,
      looked: { objects: chosen.length, bytes },
      problems,
    },
    files: new Map(chosen.length === 0 ? [] : [[path, files]]),
  };
};

const WHAT: Readonly<Record<RecordsPlace['kind'], string>> = {
  logs: 'log group',
  dynamodb: 'table',
  s3vectors: 'vector index',
  states: 'state machine',
  opensearch: 'index, or collection or domain,',
};

const sampleOf = async (session: Session, place: RecordsPlace, sampling: RecordSampling): Promise<RecordSample> => {
  switch (place.kind) {
    case 'logs':
      return (await import('../collectors/logs/data-events.js')).sampleEvents(session, place, sampling);
    case 'dynamodb':
      return (await import('../collectors/dynamodb/data-items.js')).sampleItems(session, place, sampling);
    case 's3vectors':
      return (await import('../collectors/s3vectors/data-vectors.js')).sampleVectors(session, place, sampling);
    case 'states':
      return (await import('../collectors/stepfunctions/data-executions.js')).sampleExecutions(
        session,
        place,
        sampling,
      );
    case 'opensearch':
      return (await import('../collectors/opensearch/data-documents.js')).sampleDocuments(session, place, sampling);
  }
};

const lookAtRecords = async (
  path: string,
  records: readonly DataRecord[],
  look: Look,
): Promise<{ readonly files: readonly PiiFile[]; readonly bytes: number }> => {
  const lines = records.map(({ value }) => recordLine(value));
  const bytes = Buffer.from(lines.map(({ line }) => `${line}\n`).join(''));
  const unread = [
    ...(lines.some(({ binary }) => binary > 0) ? [BINARY] : []),
    ...(lines.some(({ unknown }) => unknown > 0) ? [UNKNOWN] : []),
  ];
  const seen = await look(heldSource(bytes), 'records.jsonl');
  return {
    files: seen.map(({ state, problems, detections, ...file }) => ({
      path,
      ...file,
      state: state === 'read' && unread.length > 0 ? 'partial' : state,
      problems: [...problems, ...unread],
      detections: detections.map(({ locations, ...detection }) => ({
        ...detection,
        locations: locations.map((location) => recordOf(location, records)),
      })),
    })),
    bytes: bytes.length,
  };
};

/** The line of the text is the number of the record. */
const recordOf = ({ line, ...location }: PiiLocation, records: readonly DataRecord[]): PiiLocation => {
  if (line === undefined) return location;
  const time = records[line - 1]?.time;
  return { record: line, ...(time !== undefined && { time }), ...location };
};

const BINARY: PiiTrouble = {
  reason: 'parts_not_read',
  what: 'binary values',
  detail: 'it holds binary values, which were not read',
};

const UNKNOWN: PiiTrouble = {
  reason: 'parts_not_read',
  what: 'values of an unknown type',
  detail: 'it holds values of a type that kansa does not know; they were not read',
};
