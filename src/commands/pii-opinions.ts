import type { Guardrail } from '../collectors/bedrock/guardrail-opinion.js';
import type { Session } from '../collectors/session.js';
import { UsageError } from '../model/errors.js';
import type { ExchangeKey } from '../model/exchange.js';
import { type GuardrailName, guardrailNameOf } from '../model/guardrail-name.js';
import type { OpinionProblem, OpinionTrouble, PiiCost, PiiFile, PiiGuardrail, PiiOpinion } from '../model/pii.js';
import { type Ledger, ledgerOf, microsOf, type Priced, pricedAt, usdOf } from '../model/prices.js';
import { visible } from '../model/visible.js';
import { type HeldTexts, heldTexts } from '../pii/held-texts.js';
import { comprehendOpinion, requestsFor } from './comprehend-opinion.js';
import { guardrailOpinion, guardrailRequestsFor } from './guardrail-opinion.js';
import { macieOpinions } from './macie-opinion.js';
import { type ObjectOptions, openDataSession } from './pii-objects.js';
import type { Asked } from './sent-text.js';

/** Whom to ask beside the detectors on this machine. */
export interface OpinionOptions {
  /** Texts are sent to Amazon Comprehend, which charges for them. */
  readonly comprehend?: boolean;
  /** `ID[:VERSION]` of a guardrail of Bedrock that is sent the texts, and charges for them. */
  readonly guardrail?: string;
  /** What Macie found in objects is read; nothing is sent to it. */
  readonly macie?: boolean;
  /** What may be spent, in US dollars. */
  readonly maxUsd?: number;
  /** Told what it may cost, before anything is sent. */
  readonly tell?: (sentence: string) => void;
}

export interface Opinions {
  /** Where whoever reads files leaves their texts; absent where nobody is sent any. */
  readonly texts?: HeldTexts;
  ask(files: readonly PiiFile[], regionOf: (bucket: string) => string): Promise<Answered>;
}

interface Answered {
  readonly files: readonly PiiFile[];
  readonly guardrail?: PiiGuardrail;
  readonly cost?: PiiCost;
  readonly requests: Readonly<Record<string, number>>;
}

type Access = Omit<ObjectOptions, 'seed' | 'limits'>;

/** The way to further opinions; undefined where none was asked for. No text is sent until `ask`. */
export const openOpinions = async (
  { comprehend = false, guardrail: named, macie = false, maxUsd, tell }: OpinionOptions,
  { minConfidence, ...access }: Access & { readonly minConfidence: number },
): Promise<Opinions | undefined> => {
  const [costly] = [...(comprehend ? ['--comprehend'] : []), ...(named === undefined ? [] : ['--guardrail'])];
  if (costly !== undefined && maxUsd === undefined)
    throw new UsageError(
      `pii: ${costly} sends texts to AWS, which charges for them: say what may be spent at most, e.g. --max-usd 1`,
    );
  if (costly === undefined && maxUsd !== undefined)
    throw new UsageError(
      'pii: --max-usd is given, and nothing that costs: add --comprehend or --guardrail, or leave it out',
    );
  const name = named === undefined ? undefined : guardrailNameOf(named);
  if (costly === undefined && !macie) return undefined;
  const ledger = ledgerOf(microsOf(maxUsd ?? 0));
  const requests = new Map<string, number>();
  let guardrail: Guardrail | undefined;
  const session = await openDataSession(
    access,
    ({ service, operation, attempts, outcome }) => {
      const name = `${service}:${operation}`;
      // The last attempt of one that could not be paid for was never sent.
      const sent = attempts - (outcome === 'skipped' ? 1 : 0);
      if (sent > 0) requests.set(name, (requests.get(name) ?? 0) + sent);
    },
    { mayPay: (key) => pays(ledger, key, guardrail) },
  );
  const { opinionTroubleOf } = await import('../collectors/opinion-failure.js');
  const asked: Asked[] = comprehend ? [await comprehendAsked(session, minConfidence, opinionTroubleOf)] : [];
  if (name !== undefined) {
    const opened = await openedGuardrail(session, name, opinionTroubleOf);
    if (opened.guardrail !== undefined) guardrail = opened.guardrail;
    asked.push(guardrailAsked(opened, ledger, opinionTroubleOf));
  }
  const texts = costly === undefined ? undefined : heldTexts();
  return {
    ...(texts && { texts }),
    async ask(files, regionOf) {
      const opinions = new Map<PiiFile, PiiOpinion[]>(files.map((file) => [file, []]));
      const cost = texts && (await askAll(asked, { files, texts, ledger, tell }, opinions));
      if (macie) {
        const found = await macieOpinions(files, regionOf, session, opinionTroubleOf);
        for (const file of files) {
          const opinion = file.entry === undefined ? found.get(file.path) : undefined;
          if (opinion !== undefined) opinions.get(file)?.push(opinion);
        }
      }
      return {
        files: files.map((file) => ({ ...file, opinions: opinions.get(file) ?? [] })),
        ...(guardrail && { guardrail: guardrail.told }),
        ...(cost && { cost }),
        requests: Object.fromEntries(requests),
      };
    },
  };
};

/** The last word on every request: whatever asks, nothing goes out that what is left does not pay for, or that has no price. */
const pays = (
  ledger: Ledger,
  { service, operation, input }: ExchangeKey,
  guardrail: Pick<Guardrail, 'priceOf'> | undefined,
): boolean => {
  const name = `${service}:${operation}`;
  if (name === 'bedrock-runtime:ApplyGuardrail') {
    const priced = guardrail?.priceOf(input);
    return priced !== undefined && ledger.pay(priced);
  }
  const text = typeof input === 'object' && input !== null && 'Text' in input ? input.Text : undefined;
  const priced = typeof text === 'string' ? pricedAt(name, text.length) : undefined;
  return priced === undefined || ledger.pay(priced);
};

type TroubleOf = (error: unknown) => OpinionTrouble;

const comprehendAsked = async (session: Session, minConfidence: number, troubleOf: TroubleOf): Promise<Asked> => {
  const { openComprehend } = await import('../collectors/comprehend/pii-entities.js');
  const comprehend = openComprehend(session);
  return {
    by: 'comprehend',
    name: `Amazon Comprehend in ${comprehend.region}`,
    requestsFor,
    opinionOf: (file, held) => comprehendOpinion(file, held, comprehend, { minConfidence, troubleOf }),
  };
};

type Opened = { readonly guardrail: Guardrail } | { readonly guardrail?: undefined; readonly trouble: OpinionTrouble };

const openedGuardrail = async (session: Session, name: GuardrailName, troubleOf: TroubleOf): Promise<Opened> => {
  const { openGuardrail } = await import('../collectors/bedrock/guardrail-opinion.js');
  try {
    return { guardrail: await openGuardrail(session, name) };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return { trouble: troubleOf(error) };
  }
};

const guardrailAsked = (opened: Opened, { owe }: Ledger, troubleOf: TroubleOf): Asked => {
  if (opened.guardrail === undefined) {
    const { trouble } = opened;
    return {
      by: 'guardrail',
      trouble,
      requestsFor: async () => [],
      opinionOf: async () => silent('guardrail', trouble),
    };
  }
  const { guardrail } = opened;
  return {
    by: 'guardrail',
    name: guardrailText(guardrail),
    requestsFor: (held) => guardrailRequestsFor(held, guardrail),
    opinionOf: (file, held) => guardrailOpinion(file, held, guardrail, { owe, troubleOf }),
  };
};

const guardrailText = ({ told: { arn, version, region, enforced }, profile }: Guardrail): string => {
  const clauses = [
    ...(profile === undefined ? [] : [`which passes texts on to other regions (${visible(profile)})`]),
    ...(enforced === 0
      ? []
      : [
          `with ${enforced} more that ${enforced === 1 ? 'is' : 'are'} enforced and counted at the price of the dearest`,
        ]),
  ];
  const name = `guardrail ${visible(arn.slice(arn.lastIndexOf('/') + 1))}:${version} in ${region}`;
  return clauses.length === 0 ? name : `${[name, ...clauses].join(', ')},`;
};

const silent = (by: PiiOpinion['by'], trouble: OpinionTrouble): PiiOpinion => ({
  by,
  state: 'none',
  problems: [trouble],
  types: [],
  below: 0,
});

interface Sent {
  readonly tell: OpinionOptions['tell'];
  readonly files: readonly PiiFile[];
  readonly texts: HeldTexts;
  readonly ledger: Ledger;
}

/** Everybody's estimate is told before anybody is sent anything. */
const askAll = async (
  asked: readonly Asked[],
  { files, texts, ledger, tell }: Sent,
  opinions: ReadonlyMap<PiiFile, PiiOpinion[]>,
): Promise<PiiCost> => {
  let estimate = 0;
  for (const { name, requestsFor } of asked) {
    if (name === undefined) continue;
    const [units, micros] = await estimateOf(files, (file) => requestsFor(texts.of(file.detections)));
    estimate += micros;
    tell?.(
      `${name} would be sent at most ${units === 1 ? '1 unit' : `${units} units`} of text, for at most ${dollars(micros)}; the limit is ${dollars(ledger.limit)}, and nothing beyond it is sent`,
    );
  }
  for (const { by, trouble, opinionOf } of asked) {
    let lasting = trouble;
    for (const file of files) {
      const opinion = lasting === undefined ? await opinionOf(file, texts.of(file.detections)) : silent(by, lasting);
      lasting ??= opinion.problems.find(({ reason }) => LASTING.includes(reason));
      opinions.get(file)?.push(opinion);
    }
  }
  return { usd: usdOf(ledger.spent()), estimate: usdOf(estimate), limit: usdOf(ledger.limit), units: ledger.units() };
};

/** What is refused once is refused always: no further text goes out to learn that. */
const LASTING: readonly OpinionProblem[] = ['denied', 'expired_credentials', 'gone', 'unpriced'];

const estimateOf = async (
  files: readonly PiiFile[],
  requestsFor: (file: PiiFile) => Promise<readonly Priced[]>,
): Promise<readonly [units: number, micros: number]> => {
  let [units, micros] = [0, 0];
  for (const file of files)
    for (const request of await requestsFor(file)) {
      units += request.units;
      micros += request.micros;
    }
  return [units, micros];
};

/** With as many digits as there are, two at least. */
const dollars = (micros: number): string =>
  `USD ${usdOf(micros)
    .toFixed(6)
    .replace(/0{1,4}$/, '')}`;

/** Does an opinion find something? */
export const isFoundBy = ({ opinions = [] }: PiiFile): boolean => opinions.some(({ types }) => types.length > 0);

/** Was something not asked that was to be asked? That Macie has no finding is no failure to ask. */
export const isUnasked = ({ opinions = [] }: PiiFile): boolean =>
  opinions.some(({ problems }) => problems.some(({ reason }) => reason !== 'no_findings'));
