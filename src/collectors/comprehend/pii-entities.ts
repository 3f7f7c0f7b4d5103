import {
  ComprehendClient,
  ContainsPiiEntitiesCommand,
  DetectDominantLanguageCommand,
  DetectPiiEntitiesCommand,
  type LanguageCode,
} from '@aws-sdk/client-comprehend';
import { Unreadable } from '../../model/errors.js';
import type { PiiType } from '../../model/pii.js';
import { required } from '../collector.js';
import type { Session } from '../session.js';

/** What asking Comprehend takes; none of these can be allowed for some texts only. */
export const COMPREHEND_PERMISSIONS = [
  'comprehend:ContainsPiiEntities',
  'comprehend:DetectDominantLanguage',
  'comprehend:DetectPiiEntities',
] as const;

/**
 * Languages in which Comprehend detects personal data
 * (https://docs.aws.amazon.com/comprehend/latest/APIReference/API_DetectPiiEntities.html), and in which it tells beforehand whether there
 * is any (API_ContainsPiiEntities.html). The SDK's type names every language of the service.
 */
export const DETECTED_IN: readonly string[] = ['en', 'es'];
export const LABELLED_IN: readonly string[] = ['en'];

/** Of one request, in bytes of UTF-8 (https://docs.aws.amazon.com/comprehend/latest/dg/guidelines-and-limits.html). */
export const LARGEST_TEXT = 100_000;

/** Of which the language is detected, in characters: the least that Comprehend takes, and as much as is sent. */
export const LANGUAGE_SAMPLE = { least: 20, most: 1000 } as const;

/** One value, or one type of which there is some. */
export interface Named {
  readonly type: string;
  /** The type of kansa that is the same thing. */
  readonly as?: PiiType;
  readonly confidence: number;
}

/** Each throws what `opinionTroubleOf` tells. */
export interface Comprehend {
  readonly region: string;
  /** The dominant language of a text (RFC 5646). */
  language(text: string): Promise<string>;
  /** The types of which a text holds some. */
  labels(text: string, language: string): Promise<readonly Named[]>;
  /** Each value in a text, without where it stands. */
  entities(text: string, language: string): Promise<readonly Named[]>;
}

/** Comprehend in the session's own region: texts are sent to no other. */
export const openComprehend = ({ client, homeRegion }: Pick<Session, 'client' | 'homeRegion'>): Comprehend => {
  const comprehend = client(ComprehendClient, homeRegion);
  return {
    region: homeRegion,
    async language(Text) {
      const { Languages } = await comprehend.send(new DetectDominantLanguageCommand({ Text }));
      const [dominant] = required(Languages, 'languages');
      return formed(dominant?.LanguageCode, /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'dominant language');
    },
    async labels(Text, language) {
      const answer = await comprehend.send(new ContainsPiiEntitiesCommand({ Text, LanguageCode: codeOf(language) }));
      return required(answer.Labels, 'labels').map(({ Name, Score }) => named(Name, Score));
    },
    async entities(Text, language) {
      const answer = await comprehend.send(new DetectPiiEntitiesCommand({ Text, LanguageCode: codeOf(language) }));
      return required(answer.Entities, 'entities').map(({ Type, Score }) => named(Type, Score));
    },
  };
};

const codeOf = (language: string): LanguageCode => {
  const code = CODES.find((known) => known === language);
  if (code === undefined) throw new Error('no language in which Comprehend detects personal data');
  return code;
};

const CODES: readonly LanguageCode[] = ['en', 'es'];

/** What an answer says goes into reports: nothing but a word of the service's own form does. */
const formed = (word: string | undefined, form: RegExp, what: string): string => {
  const said = required(word, what);
  if (!form.test(said)) throw new Unreadable(`the answer names no ${what}`);
  return said;
};

const named = (name: string | undefined, score: number | undefined): Named => {
  const type = formed(name, /^[A-Z][A-Z0-9_]{1,63}$/, 'type');
  const as = SAME[type];
  return { type, ...(as !== undefined && { as }), confidence: Math.min(1, Math.max(0, required(score, 'score'))) };
};

/** Types that mean the same (https://docs.aws.amazon.com/comprehend/latest/dg/how-pii.html); for all others kansa has no word. */
const SAME: Readonly<Record<string, PiiType>> = {
  ADDRESS: 'address',
  AWS_ACCESS_KEY: 'aws_access_key_id',
  AWS_SECRET_KEY: 'assigned_secret',
  BANK_ACCOUNT_NUMBER: 'bank_account',
  CREDIT_DEBIT_NUMBER: 'credit_card',
  DRIVER_ID: 'driver_licence',
  EMAIL: 'email',
  INTERNATIONAL_BANK_ACCOUNT_NUMBER: 'iban',
  NAME: 'name',
  PASSPORT_NUMBER: 'passport',
  PASSWORD: 'assigned_secret',
  PHONE: 'phone',
  SSN: 'us_ssn',
};
