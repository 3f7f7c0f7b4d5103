import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MaskCommandOptions, mask } from '../../src/commands/mask.js';
import { copyMasked } from '../../src/commands/mask-copy.js';
import { sha256Of } from '../../src/evidence/manifest.js';
import type { MaskManifest, PiiType } from '../../src/model/pii.js';
import { heldSource, SourceFailure } from '../../src/model/source.js';
import { pseudonymsBy } from '../../src/pii/pseudonyms.js';
import { freshFolder } from '../cli/kansa.js';
import { etagOf, type ObjectStore, type Stored, startObjectStore } from '../collectors/object-store.js';
import { corpus } from '../pii/corpus.js';

const BUCKET = 'example-bucket';
const LETTER = '氏名：山田　太郎\n連絡先：taro@example.jp\n';
const MASKED = '氏名：[name]\n連絡先：[email]\n';

describe('a file that changes while it is read', () => {
  const masking = {
    minConfidence: 0.5,
    types: new Set<PiiType>(['email', 'name']),
    pseudonym: pseudonymsBy(undefined),
  };
  /** What the readings from the one of that number on see. */
  const changing = (from: number, later: Uint8Array | SourceFailure) => {
    let readings = 0;
    const { size, read, stream } = heldSource(Buffer.from(LETTER));
    return {
      size,
      read,
      stream() {
        readings += 1;
        if (readings < from) return stream();
        if (later instanceof SourceFailure) throw later;
        return heldSource(later).stream();
      },
    };
  };
  const ReadingsOf = { findingOut: 4, copying: 5, digesting: 6 } as const;
  const copied = async (from: number, later: Uint8Array | SourceFailure) => {
    const out = join(freshFolder(), 'copy');
    const made = await copyMasked({ source: changing(from, later), name: 'a.txt', isBound: false }, out, masking);
    return [made, existsSync(out)];
  };

  it.each(Object.entries(ReadingsOf))('has no copy, whether it did at %s or later', async (_, from) => {
    expect(await copied(from, Buffer.from(LETTER.replace('taro', 'jiro')))).toEqual([
      { problems: [{ reason: 'changed', what: 'file', detail: 'it changed while it was read; mask it again' }] },
      false,
    ]);
  });

  it('has none either where what came is in no encoding that it had, or cannot be read any more', async () => {
    const other = await copied(ReadingsOf.copying, Buffer.from([0x81, 0xff]));
    const failed = await copied(ReadingsOf.digesting, new SourceFailure('EIO'));
    expect([other, failed]).toEqual([
      [{ problems: [expect.objectContaining({ reason: 'changed' })] }, false],
      [{ problems: [{ reason: 'unreadable', what: 'EIO', detail: 'it cannot be read (EIO)' }] }, false],
    ]);
  });

  it('is one that does not: then there is a copy', async () => {
    expect(await copied(99, Buffer.from(''))).toEqual([
      {
        plan: expect.objectContaining({ format: 'text', encoding: 'utf-8' }),
        input: { size: Buffer.byteLength(LETTER), sha256: sha256Of(LETTER) },
        output: { size: Buffer.byteLength(MASKED), sha256: sha256Of(MASKED) },
      },
      true,
    ]);
  });
});

describe('an object in S3', () => {
  let store: ObjectStore;
  beforeAll(async () => {
    // Keys that open nothing.
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' });
    store = await startObjectStore();
  });
  beforeEach(() => {
    store.objects.clear();
    store.asked.length = 0;
    store.refusedFromPage = Number.POSITIVE_INFINITY;
  });
  afterAll(() => store.stop());

  const put = (key: string, object: string | Uint8Array | Stored): void => {
    store.objects.set(
      `${BUCKET}/${key}`,
      typeof object === 'string' || object instanceof Uint8Array ? { content: Buffer.from(object) } : object,
    );
  };

  const masked = async (key: string, options: Partial<MaskCommandOptions> = {}) => {
    const folder = freshFolder();
    const out = join(folder, 'copy');
    const told = await mask({
      file: `s3://${BUCKET}/${key}`,
      out,
      types: [],
      format: 'json',
      minConfidence: 0.5,
      language: 'en',
      version: '0.0.0',
      region: 'us-east-1',
      endpoint: store.endpoint,
      maxAttempts: 2,
      now: Date.parse('2026-03-31T12:00:00Z'),
      ...options,
    });
    return { ...told, out, written: readdirSync(folder).sort() };
  };

  it('is masked into a copy on this disk, and the manifest says which object it was', async () => {
    put('notes/a.txt', LETTER);
    put('notes/a.txt.old', 'another one');
    const { document, exitCode, out, written } = await masked('notes/a.txt');
    const manifest: MaskManifest = JSON.parse(document);
    expect([exitCode, written, readFileSync(out, 'utf8')]).toEqual([0, ['copy', 'copy.manifest.json'], MASKED]);
    expect(manifest.input).toEqual({
      name: 'a.txt',
      size: Buffer.byteLength(LETTER),
      sha256: sha256Of(LETTER),
      object: {
        place: `s3://${BUCKET}/notes/a.txt`,
        etag: etagOf('notes/a.txt'),
        lastModified: Date.parse('2026-03-30T01:02:03Z'),
      },
    });
    expect(readFileSync(`${out}.manifest.json`, 'utf8')).toBe(document);
    expect((await masked('notes/a.txt', { format: 'text' })).document).toContain(
      `s3://${BUCKET}/notes/a.txt is masked in copy:\n`,
    );
  });

  it('is read by ranges, packed or not, in parts of at most 4 MiB', async () => {
    const text = `${'nothing of interest\n'.repeat(400_000)}${LETTER}`;
    put('large.txt', text);
    put('large.txt.gz', gzipSync(text));
    const plain = await masked('large.txt');
    const packed = await masked('large.txt.gz');
    const expected = text.replace(LETTER, MASKED);
    expect(readFileSync(plain.out, 'utf8') === expected).toBe(true);
    expect(gunzipSync(readFileSync(packed.out)).toString() === expected).toBe(true);
    const lengths = store.asked.flatMap((line) => {
      const [, from, to] = /bytes=(\d+)-(\d+)/.exec(line) ?? [];
      return from === undefined ? [] : [Number(to) - Number(from) + 1];
    });
    expect(Math.max(...lengths)).toBe(4 << 20);
  });

  const refusal = (code: string, status: number, times?: number): Stored => ({
    content: Buffer.from(LETTER),
    refused: { code, status, ...(times !== undefined && { times }) },
  });

  it.each<[string, Stored, string]>([
    ['denied', refusal('AccessDenied', 403), 's3:GetObject'],
    ['throttled on every attempt', refusal('SlowDown', 503), 'throttled'],
    ['archived', refusal('InvalidObjectState', 403), 'it lies in an archive'],
    ['written anew', { content: Buffer.from(LETTER), rewritten: '"other"' }, 'it was written anew since it was listed'],
    ['deleted meanwhile', refusal('NoSuchKey', 404), 'it was deleted since it was listed'],
    ['broken off each time', { content: Buffer.from(LETTER), broken: { after: 3, times: 99 } }, ''],
    [
      'broken off before its end',
      { content: Buffer.from(`${LETTER}${'-'.repeat(2 ** 21)}`), broken: { after: 2 ** 20, times: 9 } },
      '',
    ],
    ['no text', { content: Buffer.from('PK\u0003\u0004 and so on') }, 'of which no masked copy can be written'],
    ['damaged', { content: gzipSync(LETTER).subarray(0, 12) }, 'it is damaged gzip'],
  ])('that is %s is not copied', async (_, object, why) => {
    put('a.txt', object);
    const { document, exitCode, written } = await masked('a.txt');
    expect([exitCode, written]).toEqual([3, []]);
    expect(document).toMatch(/^s3:\/\/example-bucket\/a\.txt: .*; no copy was written/);
    expect(document).toContain(why);
  });

  it('is asked for again where S3 was only busy', async () => {
    put('a.txt', refusal('SlowDown', 503, 1));
    expect((await masked('a.txt')).exitCode).toBe(0);
  });

  it('is not copied where the list is refused', async () => {
    put('a.txt', LETTER);
    store.refusedFromPage = 1;
    const { document, exitCode, written } = await masked('a.txt', { language: 'ja' });
    expect([exitCode, written, document]).toEqual([
      3,
      [],
      's3://example-bucket/a.txt：アクセスが拒否された。s3:ListBucket の許可が必要である。読み取れない部分はマスキングできないため、複製を作成していない\n',
    ]);
  });

  it.each([
    [`s3://${BUCKET}/a`, /^mask: s3:\/\/example-bucket\/a: there is no such object; name one by its whole key$/],
    [`s3://${BUCKET}`, /^mask: "s3:\/\/example-bucket": it has no key; name one object like s3:\/\/bucket\/key$/],
    ['s3://Wrong_Name/a', /^mask: .*is no name of a bucket; name one object like s3:\/\/bucket\/key$/],
    ['s3://nowhere-at-all/a.txt', /^mask: s3:\/\/nowhere-at-all\/a\.txt: there is no bucket nowhere-at-all/],
  ])('is named by its key: %s is refused', async (file, sentence) => {
    put('a.txt', LETTER);
    await expect(masked('', { file })).rejects.toThrow(sentence);
  });

  it('shows no value that it held, in the manifest, the result or what is said of a failure', async () => {
    const documents = corpus(5, 11);
    const planted = documents.flatMap(({ labelled }) =>
      labelled.flatMap(({ types, values }) => values.filter((_, index) => types[index] !== 'confidential_label')),
    );
    for (const { name, format, content } of documents) {
      const key = name.replaceAll(' ', '-');
      put(`${key}.${format}`, content);
      put(`${key}.json`, content);
      put(`${key}-broken.txt`, { content: Buffer.from(content), broken: { after: 1000, times: 99 } });
      put(`${key}-cut.gz`, gzipSync(content).subarray(0, 2000));
    }
    const shown: string[] = [];
    for (const name of store.objects.keys())
      for (const options of [
        { format: 'text', minConfidence: 0 },
        { format: 'json' },
        { format: 'text', language: 'ja' },
      ] as const) {
        const { document, out } = await masked(name.slice(BUCKET.length + 1), options);
        shown.push(document);
        if (existsSync(`${out}.manifest.json`)) shown.push(readFileSync(`${out}.manifest.json`, 'utf8'));
      }
    const all = shown.join('\n').normalize('NFKC');
    expect(shown.length).toBeGreaterThan(40);
    expect(planted.filter((value) => all.includes(value.normalize('NFKC')))).toEqual([]);
  });
});
