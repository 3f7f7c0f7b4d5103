import { expect, it } from 'vitest';
import { type Progress, progressOf, type Step } from '../../src/commands/progress.js';

/** A scan as it goes, on a clock that the test moves. */
const follow = (options: { readonly language?: 'en' | 'ja'; readonly width?: number } = {}) => {
  const steps: Step[] = [];
  let now = 0;
  const progress = progressOf({
    language: 'en',
    width: 200,
    ...options,
    clock: () => now,
    tell: (step) => void steps.push(step),
  });
  return {
    progress,
    lines: () => steps.filter(({ isPassing }) => !isPassing).map(({ text }) => text),
    passing: () => steps.filter(({ isPassing }) => isPassing).map(({ text }) => text),
    at: (ms: number, happen: (progress: Progress) => void) => {
      now = ms;
      happen(progress);
    },
  };
};

const begun = (options?: Parameters<typeof follow>[0]) => {
  const scan = follow(options);
  scan.progress.account('123456789012', ['ap-northeast-1'], undefined);
  scan.progress.lists(4, 2);
  return scan;
};

it('tells a line a phase', () => {
  const scan = begun();
  scan.progress.saw();
  scan.at(95_400, ({ collected, judging }) => {
    collected();
    judging(1);
  });
  expect(scan.lines()).toEqual([
    'account 123456789012, ap-northeast-1',
    'collecting 2 resource types: 4 lists',
    'collected 1 resource by 0 calls in 95 s',
    'judging 1 control',
  ]);
});

it.each([
  ['en', 'the run is made in /tmp/kansa-run-x/run, and sent to s3://bucket/run once it is whole'],
  ['ja', '実行結果を /tmp/kansa-run-x/run に作成し、完成後に s3://bucket/run へ送信'],
] as const)('tells where a run is that goes to S3 (%s)', (language, line) => {
  const scan = follow({ language });
  scan.progress.stored('/tmp/kansa-run-x/run', 's3://bucket/run');
  expect(scan.lines()).toEqual([line]);
});

it('tells what it goes on from, and which regions are off', () => {
  const scan = follow();
  scan.progress.regionsOff(['af-south-1', 'me-south-1']);
  scan.progress.account('123456789012', ['ap-northeast-1', 'ap-northeast-3'], { answers: 12 });
  scan.progress.account('123456789012', ['ap-northeast-1'], {});
  expect(scan.lines()).toEqual([
    'not enabled in the account: af-south-1, me-south-1',
    'account 123456789012, ap-northeast-1, ap-northeast-3 (resumed after 12 answers)',
    'account 123456789012, ap-northeast-1 (replayed)',
  ]);
});

it('names what has been read for longest, and forecasts once a tenth is done', () => {
  const scan = begun();
  scan.at(1_000, ({ begins }) => begins('AWS::Logs::LogGroup', 'ap-northeast-1'));
  scan.at(2_000, ({ begins }) => begins('AWS::KMS::Key', 'ap-northeast-1'));
  scan.at(60_000, ({ ends }) => ends('AWS::KMS::Key', 'ap-northeast-1'));
  scan.at(9_000_000, ({ called }) => called());
  expect(scan.passing()).toEqual([
    '0 of 4 lists, 0 resources, 0 calls; AWS::Logs::LogGroup ap-northeast-1',
    '0 of 4 lists, 0 resources, 0 calls; AWS::Logs::LogGroup ap-northeast-1',
    '1 of 4 lists, 0 resources, 0 calls, about 3 min left; AWS::Logs::LogGroup ap-northeast-1',
    '1 of 4 lists, 0 resources, 1 call, about 8 h left; AWS::Logs::LogGroup ap-northeast-1',
  ]);
});

it('forecasts nothing from a beginning that was too short, nor when nothing is left', () => {
  const scan = begun();
  scan.at(4_000, ({ ends }) => ends('AWS::KMS::Key', 'ap-northeast-1'));
  for (const ms of [20_000, 30_000, 40_000]) scan.at(ms, ({ ends }) => ends('AWS::KMS::Key', `region ${ms}`));
  expect(scan.passing()).toEqual([
    '1 of 4 lists, 0 resources, 0 calls',
    '2 of 4 lists, 0 resources, 0 calls, about 20 s left',
    '3 of 4 lists, 0 resources, 0 calls, about 10 s left',
    '4 of 4 lists, 0 resources, 0 calls',
  ]);
});

it('tells no more than ten passing steps a second', () => {
  const scan = begun();
  for (let ms = 1; ms <= 1_000; ms += 1) scan.at(ms, ({ saw }) => saw());
  expect(scan.passing().length).toBe(10);
  expect(scan.passing().at(-1)).toBe('0 of 4 lists, 1000 resources, 0 calls');
});

it('counts what is judged', () => {
  const scan = begun();
  scan.at(500, ({ judged }) => judged());
  expect(scan.passing()).toEqual(['judged 1 resource']);
});

it('fits on a line, in characters of either width', () => {
  const english = begun({ width: 40 });
  english.at(500, ({ begins }) => begins('AWS::SageMaker::Model', 'ap-northeast-1'));
  expect(english.passing()).toEqual(['0 of 4 lists, 0 resources, 0 calls; AWS…']);
  const japanese = begun({ language: 'ja', width: 40 });
  japanese.at(500, ({ begins }) => begins('AWS::SageMaker::Model', 'ap-northeast-1'));
  expect(japanese.passing()).toEqual(['一覧 0/4 件、リソース 0 件、API 呼び出…']);
});
