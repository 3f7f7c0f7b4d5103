import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/model/finding.js';
import { ACCOUNT, MANUALS_BUCKET, MODEL_BUCKET, SUPPORT_DOCS_BUCKET } from '../emulator/demo/names.js';
import { DEMO, freshFolder, kansa } from './kansa.js';
import { demoLines, recordingOf, sealed } from './recordings.js';

const TRAINING = `s3://${MODEL_BUCKET}/data/masked/train`;
const CHURN = `s3://${MODEL_BUCKET}/data/masked/churn`;
const MANUALS = `s3://${MANUALS_BUCKET}/`;
const FAQ = `s3://${SUPPORT_DOCS_BUCKET}/`;
/** A stage names this log group, which nothing has made. */
const GONE = 'logs://ap-northeast-1//apigateway/assistant';

const replayed = async (recording: string): Promise<Evaluation> => {
  const out = join(freshFolder(), 'run');
  const { code, stderr } = await kansa([
    ...['scan', '--replay', recording, '--out', out, '--control', 'pii/*', '--fail-on', 'none'],
    ...['--fail-on-unknown', 'never'],
  ]);
  if (code !== 0 && code !== 3) throw new Error(`the replay ended with ${code}: ${stderr}`);
  return JSON.parse(readFileSync(join(out, 'evaluation.json'), 'utf8'));
};

const verdicts = ({ findings }: Evaluation, control: string, places: readonly string[]) =>
  places.map((place) => {
    const found = findings.find((one) => one.control === control && one.resource.id === place);
    return [place, found?.verdict, found?.violations.map(({ code, args }) => [code, args])];
  });

const classified = ({ personalData = [] }: Evaluation, place: string) =>
  personalData.find((one) => one.place === place)?.classified;

/** The demo account, where nobody may list tags. */
const denied = (): string =>
  recordingOf(
    sealed(
      demoLines().map((line) => {
        const exchange = JSON.parse(line);
        if (exchange.operation !== 'GetResources' || !/tagging/.test(exchange.service)) return line;
        const body = JSON.stringify({
          __type: 'AccessDeniedException',
          message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/kansa/scan is not authorized to perform: tag:GetResources`,
        });
        return JSON.stringify({ ...exchange, answer: { ...exchange.answer, status: 400, body } });
      }),
    ),
  );

describe('the class that a tag says of data', () => {
  let seen: Evaluation;
  let unseen: Evaluation;
  beforeAll(async () => {
    seen = await replayed(DEMO);
    unseen = await replayed(denied());
  });

  it('bars them from models, passes where it does not, and is not judged where nobody said it', () => {
    expect(verdicts(seen, 'pii/model_data_class_allowed', [MANUALS, FAQ, TRAINING])).toEqual([
      [MANUALS, 'fail', [['barred', { tag: '機密区分', class: '極秘' }]]],
      [FAQ, 'pass', []],
      [TRAINING, 'not_applicable', []],
    ]);
  });

  it('has to be said where personal data were found', () => {
    expect(verdicts(seen, 'pii/personal_data_classified', [MANUALS, CHURN, TRAINING])).toEqual([
      [MANUALS, 'pass', []],
      [CHURN, 'fail', [['unclassified', { store: MODEL_BUCKET }]]],
      [TRAINING, 'not_applicable', []],
    ]);
  });

  it('is told of each place, but of none that is not there', () => {
    expect([MANUALS, FAQ, TRAINING, GONE].map((place) => classified(seen, place))).toEqual([
      { tags: [{ name: '機密区分', value: '極秘' }], gaps: [] },
      { tags: [{ name: 'DataClassification', value: 'Public' }], gaps: [] },
      { tags: [], gaps: [] },
      undefined,
    ]);
    expect((seen.personalData ?? []).map(({ place }) => place)).toContain(GONE);
  });

  it('is unknown where tags were denied, and never fine', () => {
    expect([
      verdicts(unseen, 'pii/model_data_class_allowed', [MANUALS, FAQ, TRAINING]).map(([, verdict]) => verdict),
      verdicts(unseen, 'pii/personal_data_classified', [MANUALS, CHURN]).map(([, verdict]) => verdict),
      classified(unseen, MANUALS)?.tags,
      classified(unseen, MANUALS)?.gaps.map(({ reason, action }) => [reason, action]),
    ]).toEqual([['unknown', 'unknown', 'unknown'], ['unknown', 'unknown'], [], [['denied', 'tag:GetResources']]]);
  });
});
