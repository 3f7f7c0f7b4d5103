import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { controlCounts, type Episode } from '../../src/model/history.js';
import { isObject } from '../../src/model/json.js';
import { renderOcsf } from '../../src/reports/run/ocsf.js';
import { type LedgerStep, openHistoryFiles } from '../../src/store/history-files.js';
import { benign, catalogue, hostile } from '../reports/example.js';

const ACCOUNT = benign.scope.account;
const RUN = { run: `o'run"; DROP TABLE runs; --`, sha256: 'a'.repeat(64), account: ACCOUNT, now: benign.scope.now };
const EVENTS = renderOcsf(hostile, catalogue, 'en');

/** A folder whose name is a trap for whoever writes it into a statement or a pattern. */
const trap = (): string => join(mkdtempSync(join(tmpdir(), 'kansa-history-files-')), `it's [a]*? {x} 履歴`);

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();

/** What DuckDB itself reads there, as a stranger to kansa would ask it. */
const asked = async (query: string, ...values: string[]) => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(query, values)).getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
};

/** Columns of Parquet hold a null where an event has no member; numbers of 64 bits come as text. */
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([key, member]) => [
        key,
        key === 'data'
          ? JSON.parse(String(member))
          : ['time', 'type_uid'].includes(key) && typeof member === 'string'
            ? Number(member)
            : withoutNulls(member),
      ]),
  );
};

const written = async (
  events = EVENTS,
  folder = trap(),
): Promise<{ readonly folder: string; readonly file: string }> => {
  const files = await openHistoryFiles(folder, false);
  await files.writeFindings(RUN, events);
  files.close();
  const [file = '', ...more] = filesIn(folder);
  expect(more).toEqual([]);
  return { folder, file };
};

/** The pattern characters of the folder's name, each as itself. */
const literally = (path: string): string => path.replaceAll(/[*?[]/g, '[$&]');

const HIVE: Readonly<Record<string, string>> = { VARCHAR: 'string', INTEGER: 'int', BIGINT: 'bigint' };

/** A type of DuckDB as Hive writes it: the innermost first. */
const inHive = (type: string): string => {
  const plain = type.replaceAll('"', '').replaceAll(/\b(VARCHAR|INTEGER|BIGINT)\b/g, (name) => HIVE[name] ?? name);
  const step = (text: string): string =>
    text
      .replaceAll(/([a-z]+)\[\]/g, 'array<$1>')
      .replaceAll(/STRUCT\(([^()]*)\)(\[\])?/g, (_, members: string, list?: string) => {
        const struct = `struct<${members.replaceAll(/(\w+) ([a-z])/g, '$1:$2').replaceAll(', ', ',')}>`;
        return list === undefined ? struct : `array<${struct}>`;
      });
  const next = step(plain);
  return next === plain ? next : inHive(next);
};

describe('the findings of a run as Parquet', () => {
  it('lie by account and day, as Security Lake partitions a source, and nothing else is left behind', async () => {
    const { file } = await written();
    expect(file).toBe(`v1/findings/accountId=${ACCOUNT}/eventDay=20260115/${RUN.sha256}.parquet`);
  });

  it('have the columns of a Compliance Finding of OCSF, and which run it was under `unmapped`', async () => {
    const { folder, file } = await written();
    const columns = await asked(
      'DESCRIBE SELECT * FROM read_parquet($1, hive_partitioning = false)',
      literally(join(folder, file)),
    );
    expect(Object.fromEntries(columns.map(({ column_name, column_type }) => [column_name, column_type]))).toEqual({
      class_uid: 'INTEGER',
      class_name: 'VARCHAR',
      category_uid: 'INTEGER',
      category_name: 'VARCHAR',
      activity_id: 'INTEGER',
      activity_name: 'VARCHAR',
      type_uid: 'BIGINT',
      type_name: 'VARCHAR',
      time: 'BIGINT',
      metadata:
        'STRUCT("version" VARCHAR, profiles VARCHAR[], product STRUCT("name" VARCHAR, vendor_name VARCHAR, "version" VARCHAR))',
      severity_id: 'INTEGER',
      severity: 'VARCHAR',
      status_id: 'INTEGER',
      status: 'VARCHAR',
      message: 'VARCHAR',
      finding_info: 'STRUCT(uid VARCHAR, title VARCHAR, "desc" VARCHAR, "types" VARCHAR[])',
      compliance:
        'STRUCT(control VARCHAR, status_id INTEGER, status VARCHAR, status_code VARCHAR, status_details VARCHAR[])',
      resources: 'STRUCT(uid VARCHAR, "type" VARCHAR, region VARCHAR, cloud_partition VARCHAR)[]',
      remediation: 'STRUCT("desc" VARCHAR)',
      evidences: 'STRUCT("name" VARCHAR, "data" VARCHAR)[]',
      cloud: 'STRUCT(provider VARCHAR, region VARCHAR, account STRUCT(uid VARCHAR, "type" VARCHAR, type_id INTEGER))',
      unmapped: 'STRUCT(run VARCHAR, run_sha256 VARCHAR)',
    });
  });

  it('are the columns of the table that docs/history.md makes in Athena', async () => {
    const { folder, file } = await written();
    const columns = await asked(
      'DESCRIBE SELECT * FROM read_parquet($1, hive_partitioning = false)',
      literally(join(folder, file)),
    );
    const docs = readFileSync(new URL('../../docs/history.md', import.meta.url), 'utf8');
    const [, table = ''] = /CREATE EXTERNAL TABLE kansa_findings \(\n(.*?)\n\)/s.exec(docs) ?? [];
    const documented = table.split('\n').map((line) => {
      const [, name, type = ''] = /^ {2}`?(\w+)`? (.*?),?$/.exec(line) ?? [];
      return { name, type };
    });
    expect(documented).toEqual(
      columns.map(({ column_name, column_type }) => ({ name: column_name, type: inHive(String(column_type)) })),
    );
  });

  it('say all that the events say, of a hostile account, too', async () => {
    const { folder, file } = await written();
    const rows = await asked(
      'SELECT * FROM read_parquet($1, hive_partitioning = false)',
      literally(join(folder, file)),
    );
    const events = EVENTS.trimEnd()
      .split('\n')
      .map((line) => ({ ...JSON.parse(line), unmapped: { run: RUN.run, run_sha256: RUN.sha256 } }));
    expect(rows.map(withoutNulls)).toEqual(events);
  });

  it('are read as one table over all runs, with the account and the day as columns', async () => {
    const { folder } = await written();
    expect(
      await asked(
        `SELECT "accountId"::VARCHAR AS account, "eventDay"::VARCHAR AS day, count(*)::INTEGER AS findings
         FROM read_parquet($1, hive_partitioning = true) GROUP BY ALL`,
        `${literally(join(folder, 'v1/findings'))}/**/*.parquet`,
      ),
    ).toEqual([{ account: ACCOUNT, day: '20260115', findings: hostile.findings.length + 1 }]);
  });

  it('hold a sign in the place of half a character, and a backslash as it is', async () => {
    const event = { message: `\ud800 \\ud800 ${'\\'} 𠮟 \udc00`, finding_info: { uid: '\udfff' } };
    const { folder, file } = await written(`${JSON.stringify(event)}\n`);
    expect(
      await asked('SELECT message, finding_info.uid AS uid FROM read_parquet($1)', literally(join(folder, file))),
    ).toEqual([{ message: `\ufffd \\ud800 ${'\\'} 𠮟 \ufffd`, uid: '\ufffd' }]);
  });

  it('are not half there where they cannot be written', async () => {
    const folder = trap();
    const files = await openHistoryFiles(folder, false);
    await expect(files.writeFindings(RUN, '{"time":"no time"}\n')).rejects.toThrow(/time/);
    expect(files.hasFindings(RUN)).toBe(false);
    files.close();
    expect(filesIn(folder)).toEqual([]);
  });
});

const HOSTILE = `'); DROP TABLE counts; -- \u202e\u0000\ud83d\ude00`;
const DAY = 86_400_000;

const episode = (name: string, more: Partial<Episode> = {}): Episode => ({
  control: 'kms/key_rotation',
  severity: 'high',
  resource: { type: 'AWS::KMS::Key', id: `${name}${HOSTILE}`, account: ACCOUNT, region: 'us-east-1' },
  code: 'off',
  args: { name: HOSTILE },
  message: HOSTILE,
  fingerprint: name,
  state: 'failing',
  since: 0,
  sinceRun: HOSTILE,
  lastSeen: 0,
  ...more,
});

const fixedAfter = (days: number): Episode =>
  episode(`fixed after ${days}`, { state: 'fixed', fixed: days * DAY, fixedRun: 'later' });

const step = (fixed: readonly Episode[] = []): LedgerStep => ({
  stamp: HOSTILE,
  previous: { run: HOSTILE, sha256: 'b'.repeat(64) },
  run: {
    ...RUN,
    run: HOSTILE,
    sealed: true,
    kansa: '0.1.0',
    bundle: 'c'.repeat(64),
    params: 'd'.repeat(64),
    regions: ['us-east-1'],
    complete: true,
    findings: 0,
    verdicts: { fail: 0, unknown: 0, manual: 0, waived: 0, not_applicable: 0, pass: 0 },
    failing: { critical: 0, high: 0, medium: 0, low: 0 },
    unknown: { critical: 0, high: 0, medium: 0, low: 0 },
  },
  counts: controlCounts(hostile),
  fixed,
});

const ledgerIn = async (folder: string, { fresh = false } = {}) => {
  const { ledger, close } = await openHistoryFiles(folder, fresh);
  const said = {
    runs: ledger.runs,
    open: await ledger.openOf(ACCOUNT),
    times: await ledger.timeToFix(ACCOUNT, 0),
    controls: (await ledger.trends(ACCOUNT, 0)).map(({ control }) => control).sort(),
  };
  close();
  return said;
};

const saved = async (folder = trap()): Promise<string> => {
  const { ledger, close } = await openHistoryFiles(folder, false);
  const one = step([fixedAfter(1), fixedAfter(2), fixedAfter(6)]);
  await ledger.add(ACCOUNT, [one], [episode('open')]);
  const { counts: _, fixed: __, ...run } = one;
  await ledger.save([run]);
  close();
  return folder;
};

const NOTHING = { runs: [], open: [], times: [], controls: [] };

describe('the ledger', () => {
  it('gives back what was put into it, whatever the names are', async () => {
    const { counts: _, fixed: __, ...run } = step();
    expect(await ledgerIn(await saved())).toEqual({
      runs: [run],
      open: [episode('open')],
      times: [{ severity: 'high', fixed: 3, mean: 3 * DAY, median: 2 * DAY, longest: 6 * DAY }],
      controls: [...new Set(hostile.findings.map(({ control }) => control))].sort(),
    });
  });

  it('counts what was fixed from a time on alone, and nothing of another account', async () => {
    const { ledger, close } = await openHistoryFiles(await saved(), false);
    expect((await ledger.timeToFix(ACCOUNT, 2 * DAY)).map(({ fixed }) => fixed)).toEqual([2]);
    expect(await ledger.timeToFix('999999999999', 0)).toEqual([]);
    expect(await ledger.trends(ACCOUNT, benign.scope.now + 1)).toEqual([]);
    close();
  });

  it('forgets an account, and has the later state alone after it is saved again', async () => {
    const folder = await saved();
    const before = filesIn(folder);
    const { ledger, close } = await openHistoryFiles(folder, false);
    await ledger.forget(ACCOUNT);
    await ledger.save([]);
    close();
    expect(await ledgerIn(folder)).toEqual(NOTHING);
    const after = filesIn(folder);
    expect([before.length, after.length]).toEqual([3, 3]);
    expect(after.filter((file) => before.includes(file))).toEqual([]);
  });

  it('is not used where that is asked', async () => {
    expect(await ledgerIn(await saved(), { fresh: true })).toEqual(NOTHING);
  });

  it.each<[string, (file: string) => void]>([
    ['is damaged', (file) => writeFileSync(file, 'PAR1, says somebody')],
    ['is gone', (file) => rmSync(file)],
    [
      'is a folder',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ])('is made anew where a file of it %s', async (_, harm) => {
    for (const name of ['runs', 'counts', 'episodes']) {
      const folder = await saved();
      const file = filesIn(folder).find((path) => path.endsWith(`${name}.parquet`)) ?? '';
      harm(join(folder, file));
      expect(await ledgerIn(folder)).toEqual(NOTHING);
    }
  });

  it('that somebody else replaces while it is read is a matter of trying again', async () => {
    const folder = await saved();
    const { ledger, close } = await openHistoryFiles(folder, false);
    rmSync(join(folder, 'v1/ledger'), { recursive: true });
    await expect(ledger.openOf(ACCOUNT)).rejects.toThrow(/ledger changed while it was read .*; try again/s);
    close();
  });

  it('is read without writing anything', async () => {
    const folder = trap();
    expect(await ledgerIn(folder)).toEqual(NOTHING);
    mkdirSync(folder, { recursive: true });
    expect(filesIn(folder)).toEqual([]);
  });
});
