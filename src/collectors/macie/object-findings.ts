import {
  type Finding,
  GetFindingsCommand,
  GetMacieSessionCommand,
  Macie2Client,
  paginateListFindings,
} from '@aws-sdk/client-macie2';
import { Unreadable } from '../../model/errors.js';
import type { OpinionType, PiiType } from '../../model/pii.js';
import { required } from '../collector.js';
import { causeOf } from '../failure.js';
import type { Session } from '../session.js';

/** What reading Macie's findings takes. */
export const MACIE_PERMISSIONS = ['macie2:GetFindings', 'macie2:GetMacieSession', 'macie2:ListFindings'] as const;

/** One finding of sensitive data in an object. */
export interface ObjectFinding {
  readonly key: string;
  /** Of the content that Macie looked at, without quotes. */
  readonly etag: string;
  /** Did Macie look at all of it? */
  readonly isWhole: boolean;
  readonly types: readonly OpinionType[];
}

/** Macie is off or paused in a region: nothing is told of what lies there. */
export class MacieOff extends Error {
  override readonly name = 'MacieOff';
}

/** So many keys are asked for at once, and so many findings (https://docs.aws.amazon.com/macie/latest/APIReference/findings-describe.html). */
const AT_ONCE = 50;

/**
 * Macie's findings of sensitive data in objects of a bucket that nobody has archived, which it keeps for 90 days. Throws
 * {@link MacieOff}, and what `opinionTroubleOf` tells.
 */
export const objectFindings = async (
  { client }: Pick<Session, 'client'>,
  { region, bucket, keys }: { readonly region: string; readonly bucket: string; readonly keys: readonly string[] },
): Promise<readonly ObjectFinding[]> => {
  const macie = client(Macie2Client, region);
  await expectOn(macie);
  const found: ObjectFinding[] = [];
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const ids: string[] = [];
    const criterion = {
      category: { eq: ['CLASSIFICATION'] },
      archived: { eq: ['false'] },
      'resourcesAffected.s3Bucket.name': { eq: [bucket] },
      'resourcesAffected.s3Object.key': { eq: keys.slice(at, at + AT_ONCE) },
    };
    const asked = { findingCriteria: { criterion } };
    for await (const page of paginateListFindings({ client: macie, pageSize: AT_ONCE }, asked))
      ids.push(...required(page.findingIds, 'ids of findings'));
    for (let first = 0; first < ids.length; first += AT_ONCE) {
      const findingIds = ids.slice(first, first + AT_ONCE);
      const { findings } = await macie.send(new GetFindingsCommand({ findingIds }));
      const own = required(findings, 'findings');
      if (own.length !== findingIds.length) throw new Unreadable('the answer lacks findings that were asked for');
      found.push(...own.map(findingOf));
    }
  }
  return found;
};

const expectOn = async (macie: Macie2Client): Promise<void> => {
  try {
    const { status } = await macie.send(new GetMacieSessionCommand({}));
    if (status !== 'ENABLED') throw new MacieOff('Macie is paused');
  } catch (error) {
    // Where it is off, Macie refuses every call with words of its own, which no permission would cure.
    if (/: Macie is not enabled/i.test(causeOf(error).detail)) throw new MacieOff('Macie is off');
    throw error;
  }
};

const findingOf = ({ resourcesAffected, classificationDetails }: Finding): ObjectFinding => {
  const object = required(resourcesAffected?.s3Object, 'object');
  const result = required(classificationDetails?.result, 'result');
  const standard = (result.sensitiveData ?? []).flatMap(({ detections = [] }) =>
    detections.map(({ type, count }) => typed(wordOf(type), count)),
  );
  // What an organisation calls its own identifiers may be anything.
  const { totalCount = 0 } = result.customDataIdentifiers ?? {};
  return {
    key: required(object.key, 'key of an object'),
    etag: required(object.eTag, 'ETag of an object'),
    isWhole: result.status?.code === 'COMPLETE',
    types: [...standard, ...(totalCount > 0 ? [typed('CUSTOM_IDENTIFIER', totalCount)] : [])],
  };
};

const wordOf = (type: string | undefined): string => {
  const word = required(type, 'type of sensitive data');
  if (!/^[A-Z][A-Z0-9_()]{1,99}$/.test(word)) throw new Unreadable('the answer names no type of sensitive data');
  return word;
};

const typed = (type: string, count: number | undefined): OpinionType => {
  const as = SAME.find(([pattern]) => pattern.test(type))?.[1];
  return { type, ...(as !== undefined && { as }), ...(count !== undefined && count > 0 && { count }) };
};

/** Types that mean the same (https://docs.aws.amazon.com/macie/latest/user/mdis-reference-quick.html); for all others kansa has no word. */
const SAME: readonly (readonly [RegExp, PiiType])[] = [
  [/^ADDRESS$/, 'address'],
  [/^([A-Z]+_)?BANK_ACCOUNT_NUMBER$/, 'bank_account'],
  [/^CREDIT_CARD_NUMBER(_\(NO_KEYWORD\))?$/, 'credit_card'],
  [/^DATE_OF_BIRTH$/, 'birth_date'],
  [/^([A-Z]+_)?DRIVERS_LICENSE$/, 'driver_licence'],
  [/^EMAIL_ADDRESS$/, 'email'],
  [/^JSON_WEB_TOKEN$/, 'json_web_token'],
  [/^NAME$/, 'name'],
  [/^(OPENSSH|PGP|PKCS|PUTTY)_PRIVATE_KEY$/, 'private_key'],
  [/^[A-Z]+_PASSPORT_NUMBER$/, 'passport'],
  [/^([A-Z]+_)?PHONE_NUMBER$/, 'phone'],
  [/^USA_SOCIAL_SECURITY_NUMBER$/, 'us_ssn'],
];
