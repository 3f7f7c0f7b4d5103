import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Severity } from '../model/control.js';
import { dayOf } from '../model/days.js';
import { UsageError } from '../model/errors.js';
import type { ControlCount, ControlTrend, Episode, HistoryRun } from '../model/history.js';
import { canonicalJson } from '../model/json.js';
import type { Link } from '../model/manifest.js';

// All of this is made from the runs, and made again where it is absent, cannot be read, or is of other runs.

/** One run in the ledger: what the history says of it, and by what it is known again. */
export interface LedgerRun {
  readonly stamp: string;
  readonly previous?: Link;
  readonly run: HistoryRun;
}

/** What one run adds. */
export interface LedgerStep extends LedgerRun {
  readonly counts: readonly ControlCount[];
  readonly fixed: readonly Episode[];
}

/** What is known of all runs, in three tables of Parquet. */
interface Ledger {
  /** In the order of time within each account. */
  readonly runs: readonly LedgerRun[];
  openOf(account: string): Promise<Episode[]>;
  timeToFix(account: string, since: number): Promise<FixedTimes[]>;
  trends(account: string, since: number): Promise<ControlTrend[]>;
  /** Forgets an account. */
  forget(account: string): Promise<void>;
  /** Adds runs of an account, later than all that it has, and what is open after the last of them. */
  add(account: string, steps: readonly LedgerStep[], open: Iterable<Episode>): Promise<void>;
  /** Writes it to the side folder, whole or not at all, in the place of what is there; `runs` are all that it holds. */
  save(runs: readonly LedgerRun[]): Promise<void>;
}

/** How long fixed violations lasted, in milliseconds. */
interface FixedTimes {
  readonly severity: Severity;
  readonly fixed: number;
  readonly mean: number;
  readonly median: number;
  readonly longest: number;
}

/** The side folder of a history, opened. */
export interface HistoryFiles {
  readonly ledger: Ledger;
  hasFindings(run: Pick<HistoryRun, 'account' | 'now' | 'sha256'>): boolean;
  /** Writes the findings of a run, given as OCSF events, one a line. */
  writeFindings(run: Pick<HistoryRun, 'account' | 'now' | 'sha256' | 'run'>, events: string): Promise<void>;
  close(): void;
}

const TABLES = {
  runs: 'account VARCHAR, ordinal BIGINT, document VARCHAR',
  counts: 'account VARCHAR, run VARCHAR, now BIGINT, control VARCHAR, severity VARCHAR, verdict VARCHAR, count BIGINT',
  episodes: 'account VARCHAR, severity VARCHAR, since BIGINT, fixed BIGINT, document VARCHAR',
} as const;
type Table = keyof typeof TABLES;
const NAMES = ['runs', 'counts', 'episodes'] as const satisfies readonly Table[];

/** The layout of the side folder: another layout is another folder. */
const VERSION = 'v1';

/** Opens the side folder, or makes it; `fresh`: what is there is not used. */
export const openHistoryFiles = async (folder: string, fresh: boolean): Promise<HistoryFiles> => {
  const root = join(folder, VERSION);
  const instance = await DuckDBInstance.create(':memory:', {
    // Nothing is ever fetched, whatever a file says.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const scratch = scratchIn(root);
  const ledger = await openLedger(connection, { root, scratch, fresh });
  return {
    ledger,
    hasFindings: (run) => !fresh && existsSync(findingsFile(root, run)),
    async writeFindings(run, events) {
      const file = findingsFile(root, run);
      // Made aside: whoever reads all files of the folder must not meet half of one.
      const whole = join(scratch.folder(), 'findings.parquet');
      const query = `SELECT *, {'run': ${literal(run.run)}, 'run_sha256': ${literal(run.sha256)}} AS unmapped FROM ${lines(scratch, events, OCSF)}`;
      await writeParquet(connection, query, whole, `, KV_METADATA {kansa_run_sha256: ${literal(run.sha256)}}`);
      mkdirSync(dirname(file), { recursive: true });
      renameSync(whole, file);
    },
    close() {
      scratch.remove();
      connection.closeSync();
      instance.closeSync();
    },
  };
};

/** By account and day, as Security Lake partitions a source; the digest names the one run that it was made from. */
const findingsFile = (root: string, { account, now, sha256 }: Pick<HistoryRun, 'account' | 'now' | 'sha256'>): string =>
  join(
    root,
    'findings',
    `accountId=${/^\d+$/.test(account) ? account : 'other'}`,
    `eventDay=${dayOf(now).replaceAll('-', '')}`,
    `${sha256}.parquet`,
  );

/** OCSF 1.6.0 Compliance Finding as far as kansa fills it. What is evidence of a fact has any form: it is JSON. */
const OCSF = `class_uid INTEGER, class_name VARCHAR, category_uid INTEGER, category_name VARCHAR, activity_id INTEGER,
activity_name VARCHAR, type_uid BIGINT, type_name VARCHAR, time BIGINT,
metadata STRUCT(version VARCHAR, profiles VARCHAR[], product STRUCT(name VARCHAR, vendor_name VARCHAR, version VARCHAR)),
severity_id INTEGER, severity VARCHAR, status_id INTEGER, status VARCHAR, message VARCHAR,
finding_info STRUCT(uid VARCHAR, title VARCHAR, "desc" VARCHAR, types VARCHAR[]),
compliance STRUCT(control VARCHAR, status_id INTEGER, status VARCHAR, status_code VARCHAR, status_details VARCHAR[]),
resources STRUCT(uid VARCHAR, type VARCHAR, region VARCHAR, cloud_partition VARCHAR)[],
remediation STRUCT("desc" VARCHAR), evidences STRUCT(name VARCHAR, data VARCHAR)[],
cloud STRUCT(provider VARCHAR, region VARCHAR, account STRUCT(uid VARCHAR, type VARCHAR, type_id INTEGER))`;

/** A folder of this process alone, on the file system of what is written in the end. Reading alone makes none. */
interface Scratch {
  folder(): string;
  remove(): void;
}

const scratchIn = (root: string): Scratch => {
  let made: string | undefined;
  return {
    folder() {
      mkdirSync(root, { recursive: true });
      made ??= mkdtempSync(join(root, 'part-'));
      return made;
    },
    remove() {
      if (made !== undefined) rmSync(made, { recursive: true, force: true });
    },
  };
};

interface Place {
  readonly root: string;
  readonly scratch: Scratch;
  readonly fresh: boolean;
}

const openLedger = async (connection: DuckDBConnection, { root, scratch, fresh }: Place): Promise<Ledger> => {
  const home = join(root, 'ledger');
  const known = fresh ? undefined : await attach(connection, home);
  if (known === undefined) for (const name of NAMES) await connection.run(`CREATE TABLE ${name} (${TABLES[name]})`);
  let isView = known !== undefined;
  /** Parquet is read where it lies until something of it changes. */
  const change = async (): Promise<void> => {
    if (!isView) return;
    isView = false;
    for (const name of NAMES) {
      await connection.run(`CREATE TABLE changed AS SELECT * FROM ${name}`);
      await connection.run(`DROP VIEW ${name}`);
      await connection.run(`ALTER TABLE changed RENAME TO ${name}`);
    }
  };
  const rows = async (query: string, ...values: (string | bigint)[]) => {
    try {
      return (await connection.runAndReadAll(query, values)).getRowObjectsJson();
    } catch (error) {
      // Another kansa put its own in the place of what was opened here.
      if (!isView) throw error;
      throw new UsageError(`${home} changed while it was read (${String(error)}); try again, or with --rebuild`);
    }
  };
  const insert = async (name: Table, items: Iterable<object>): Promise<void> => {
    const text = [...items].map((item) => `${JSON.stringify(item)}\n`).join('');
    if (text === '') return;
    await connection.run(`INSERT INTO ${name} BY NAME SELECT * FROM ${lines(scratch, text, TABLES[name])}`);
  };
  return {
    runs: known ?? [],
    openOf: async (account) => {
      const found = await rows('SELECT document FROM episodes WHERE account = $1 AND fixed IS NULL', account);
      return found.map(({ document }) => JSON.parse(String(document)));
    },
    timeToFix: async (account, since) => {
      const found = await rows(
        `SELECT severity, count(*) AS fixed, avg(fixed - since) AS mean, median(fixed - since) AS median, max(fixed - since) AS longest
         FROM episodes WHERE account = $1 AND fixed >= $2 GROUP BY severity`,
        account,
        BigInt(since),
      );
      return found.map(({ severity, ...numbers }) => ({
        severity: severityOf(severity),
        fixed: Number(numbers.fixed),
        mean: Math.round(Number(numbers.mean)),
        median: Math.round(Number(numbers.median)),
        longest: Number(numbers.longest),
      }));
    },
    trends: async (account, since) => {
      const found = await rows(
        `WITH by_run AS (
           SELECT control, run, now, max(severity) AS severity,
             sum(CASE WHEN verdict = 'fail' THEN count ELSE 0 END) AS failing,
             sum(CASE WHEN verdict = 'unknown' THEN count ELSE 0 END) AS unknown
           FROM counts WHERE account = $1 AND now >= $2 GROUP BY control, run, now)
         SELECT control, arg_max(severity, (now, run)) AS severity, max(failing) AS most,
           min(now) AS first_now, arg_min(failing, (now, run)) AS first_failing, arg_min(unknown, (now, run)) AS first_unknown,
           max(now) AS last_now, arg_max(failing, (now, run)) AS last_failing, arg_max(unknown, (now, run)) AS last_unknown
         FROM by_run GROUP BY control`,
        account,
        BigInt(since),
      );
      return found.map((row) => ({
        control: String(row.control),
        severity: severityOf(row.severity),
        first: { now: Number(row.first_now), failing: Number(row.first_failing), unknown: Number(row.first_unknown) },
        last: { now: Number(row.last_now), failing: Number(row.last_failing), unknown: Number(row.last_unknown) },
        most: Number(row.most),
      }));
    },
    async forget(account) {
      await change();
      for (const name of NAMES) await connection.run(`DELETE FROM ${name} WHERE account = $1`, [account]);
    },
    async add(account, steps, open) {
      await change();
      await insert(
        'counts',
        steps.flatMap(({ run: { run, now }, counts }) => counts.map((count) => ({ account, run, now, ...count }))),
      );
      await connection.run('DELETE FROM episodes WHERE account = $1 AND fixed IS NULL', [account]);
      const episodes = [...steps.flatMap(({ fixed }) => fixed), ...open];
      await insert(
        'episodes',
        episodes.map((episode) => ({
          account,
          severity: episode.severity,
          since: episode.since,
          fixed: episode.fixed ?? null,
          document: canonicalJson(episode),
        })),
      );
    },
    async save(runs) {
      await change();
      await connection.run('DELETE FROM runs');
      await insert(
        'runs',
        runs.map((run, ordinal) => ({ account: run.run.account, ordinal, document: canonicalJson(run) })),
      );
      const id = createHash('sha256').update(canonicalJson(runs)).digest('hex').slice(0, 32);
      const whole = join(scratch.folder(), id);
      mkdirSync(whole);
      const order = {
        runs: 'ordinal',
        counts: 'account, now, run, control, verdict',
        episodes: 'account, since, document',
      };
      for (const name of NAMES)
        await writeParquet(connection, `SELECT * FROM ${name} ORDER BY ${order[name]}`, join(whole, `${name}.parquet`));
      mkdirSync(home, { recursive: true });
      const former = readdirSync(home);
      // Named by its content: where it is there already, somebody else wrote the same.
      rmSync(join(home, id), { recursive: true, force: true });
      renameSync(whole, join(home, id));
      for (const name of former.filter((other) => other !== id))
        rmSync(join(home, name), { recursive: true, force: true });
    },
  };
};

/** Reads the ledger of the side folder; undefined where there is none, or none that can be read: it is then made again. */
const attach = async (connection: DuckDBConnection, home: string): Promise<LedgerRun[] | undefined> => {
  const [id] = existsSync(home) ? readdirSync(home).sort() : [];
  if (id === undefined) return undefined;
  try {
    for (const name of NAMES)
      await connection.run(
        `CREATE OR REPLACE VIEW ${name} AS SELECT * FROM read_parquet(${pathLiteral(join(home, id, `${name}.parquet`))}, hive_partitioning = false)`,
      );
    for (const name of ['counts', 'episodes'] as const) await connection.run(`SELECT count(*) FROM ${name}`);
    const reader = await connection.runAndReadAll('SELECT document FROM runs ORDER BY ordinal');
    return reader.getRowObjectsJson().map(({ document }) => JSON.parse(String(document)));
  } catch {
    for (const name of NAMES) await connection.run(`DROP VIEW IF EXISTS ${name}`);
    return undefined;
  }
};

const writeParquet = async (connection: DuckDBConnection, query: string, file: string, options = ''): Promise<void> => {
  await connection.run(`COPY (${query}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd${options})`);
};

/** JSON, one value a line, as a table. Names from an account reach the database by this way alone, never as SQL. */
const lines = (scratch: Scratch, text: string, columns: string): string => {
  const file = join(scratch.folder(), 'rows.ndjson');
  writeFileSync(file, withoutLoneSurrogates(text));
  return `read_json(${pathLiteral(file)}, format = 'newline_delimited', maximum_object_size = 268435456, columns = ${columnsLiteral(columns)})`;
};

/** Half a character is no Unicode, which Parquet's text must be; JSON.stringify escapes nothing else by `\\ud…`. */
const withoutLoneSurrogates = (text: string): string =>
  text.replaceAll(/(\\\\)|\\ud[89a-f][0-9a-f]{2}/g, (_, escaped?: string) => escaped ?? '\\ufffd');

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The reader takes patterns: a bracket or a star of a folder's name stands for itself. */
const pathLiteral = (path: string): string => literal(path.replaceAll(/[*?[]/g, '[$&]'));

/** `a INTEGER, b STRUCT(c VARCHAR)` as `{'a': 'INTEGER', 'b': 'STRUCT(c VARCHAR)'}`. */
const columnsLiteral = (columns: string): string => {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of columns.replaceAll('\n', ' ')) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (character === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  const members = [...parts, part].map((column) => {
    const [name = '', ...type] = column.trim().split(' ');
    return `${name}: ${literal(type.join(' '))}`;
  });
  return `{${members.join(', ')}}`;
};

const severityOf = (value: unknown): Severity => {
  if (value === 'critical' || value === 'high' || value === 'medium' || value === 'low') return value;
  throw new RangeError(`the ledger holds the severity ${JSON.stringify(value)}`);
};
