import type { Session } from '../collectors/session.js';
import { UsageError } from '../model/errors.js';
import type { OpinionProblem, OpinionTrouble, PiiCost, PiiFile, PiiOpinion } from '../model/pii.js';
import { type Ledger, ledgerOf, microsOf, pricedAt, usdOf } from '../model/prices.js';
import { type HeldTexts, heldTexts } from '../pii/held-texts.js';
import { comprehendOpinion, requestsFor } from './comprehend-opinion.js';
import { macieOpinions } from './macie-opinion.js';
import { type ObjectOptions, openDataSession } from './pii-objects.js';

/** Whom to ask beside the detectors on this machine. */
export interface OpinionOptions {
  /** Texts are sent to Amazon Comprehend, which charges for them. */
  readonly comprehend?: boolean;
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
  ask(files: readonly PiiFile[], regionOf: (bucket: string) => string): Promise<Asked>;
}

interface Asked {
  readonly files: readonly PiiFile[];
  readonly cost?: PiiCost;
  readonly requests: Readonly<Record<string, number>>;
}

type Access = Omit<ObjectOptions, 'seed' | 'limits'>;

/** The way to further opinions; undefined where none was asked for. Nothing is sent until `ask`. */
export const openOpinions = async (
  { comprehend = false, macie = false, maxUsd, tell }: OpinionOptions,
  { minConfidence, ...access }: Access & { readonly minConfidence: number },
): Promise<Opinions | undefined> => {
  if (comprehend && maxUsd === undefined)
    throw new UsageError(
      'pii: --comprehend sends texts to AWS, which charges for them: say what may be spent at most, e.g. --max-usd 1',
    );
  if (!comprehend && maxUsd !== undefined)
    throw new UsageError('pii: --max-usd is given, and nothing that costs: add --comprehend, or leave it out');
  if (!comprehend && !macie) return undefined;
  const ledger = ledgerOf(microsOf(maxUsd ?? 0));
  const requests = new Map<string, number>();
  const session = await openDataSession(
    access,
    ({ service, operation, attempts, outcome }) => {
      const name = `${service}:${operation}`;
      // The last attempt of one that could not be paid for was never sent.
      const sent = attempts - (outcome === 'skipped' ? 1 : 0);
      if (sent > 0) requests.set(name, (requests.get(name) ?? 0) + sent);
    },
    { mayPay: ({ service, operation, input }) => pays(ledger, `${service}:${operation}`, input) },
  );
  const { opinionTroubleOf } = await import('../collectors/opinion-failure.js');
  const texts = comprehend ? heldTexts() : undefined;
  return {
    ...(texts && { texts }),
    async ask(files, regionOf) {
      const opinions = new Map<PiiFile, PiiOpinion[]>(files.map((file) => [file, []]));
      const cost =
        texts &&
        (await askComprehend({ files, texts, session, ledger, minConfidence, tell }, opinions, opinionTroubleOf));
      if (macie) {
        const found = await macieOpinions(files, regionOf, session, opinionTroubleOf);
        for (const file of files) {
          const opinion = file.entry === undefined ? found.get(file.path) : undefined;
          if (opinion !== undefined) opinions.get(file)?.push(opinion);
        }
      }
      return {
        files: files.map((file) => ({ ...file, opinions: opinions.get(file) ?? [] })),
        ...(cost && { cost }),
        requests: Object.fromEntries(requests),
      };
    },
  };
};

/** The last word on every request: whatever asks, nothing goes out that what is left does not pay for. */
const pays = (ledger: Ledger, operation: string, input: unknown): boolean => {
  const text = typeof input === 'object' && input !== null && 'Text' in input ? input.Text : undefined;
  const priced = typeof text === 'string' ? pricedAt(operation, text.length) : undefined;
  return priced === undefined || ledger.pay(priced);
};

interface Sent {
  readonly tell: OpinionOptions['tell'];
  readonly files: readonly PiiFile[];
  readonly texts: HeldTexts;
  readonly session: Session;
  readonly ledger: Ledger;
  readonly minConfidence: number;
}

const askComprehend = async (
  { files, texts, session, ledger, minConfidence, tell }: Sent,
  opinions: ReadonlyMap<PiiFile, PiiOpinion[]>,
  troubleOf: (error: unknown) => OpinionTrouble,
): Promise<PiiCost> => {
  const { openComprehend } = await import('../collectors/comprehend/pii-entities.js');
  const comprehend = openComprehend(session);
  const [units, micros] = await estimateOf(files, texts);
  tell?.(
    `Amazon Comprehend in ${comprehend.region} would be sent at most ${units} units of text, for at most ${dollars(micros)}; the limit is ${dollars(ledger.limit)}, and nothing beyond it is sent`,
  );
  let lasting: OpinionTrouble | undefined;
  for (const file of files) {
    const failed = (error: unknown): OpinionTrouble => {
      const trouble = troubleOf(error);
      if (LASTING.includes(trouble.reason)) lasting = trouble;
      return trouble;
    };
    const opinion: PiiOpinion =
      lasting === undefined
        ? await comprehendOpinion(file, texts.of(file.detections), comprehend, { minConfidence, troubleOf: failed })
        : { by: 'comprehend', state: 'none', problems: [lasting], types: [], below: 0 };
    opinions.get(file)?.push(opinion);
  }
  return { usd: usdOf(ledger.spent()), estimate: usdOf(micros), limit: usdOf(ledger.limit), units: ledger.units() };
};

/** What is refused once is refused always: no further text goes out to learn that. */
const LASTING: readonly OpinionProblem[] = ['denied', 'expired_credentials'];

const estimateOf = async (
  files: readonly PiiFile[],
  texts: HeldTexts,
): Promise<readonly [units: number, micros: number]> => {
  let [units, micros] = [0, 0];
  for (const { detections } of files)
    for (const request of await requestsFor(texts.of(detections))) {
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
