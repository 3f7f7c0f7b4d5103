import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../src/evidence/manifest.js';
import type { MaskManifest } from '../../src/model/pii.js';
import { freshFolder, kansa, refusal } from './kansa.js';

const TABLE = '氏名,携帯電話,備考\r\n山田太郎,090-1234-5678,"社外秘, taro@example.jp"\r\n';

const folderWith = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = freshFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
};

const read = (cwd: string, name: string): string => readFileSync(join(cwd, name), 'utf8');

describe('kansa mask', () => {
  it('writes a copy, says what it masked, and leaves the file alone', async () => {
    const cwd = folderWith({ 'a.csv': TABLE });
    expect(await kansa(['mask', 'a.csv', '--out', 'b.csv'], { cwd })).toEqual({
      code: 0,
      stdout: `a.csv is masked in b.csv:
  e-mail address  × 1
  telephone number  × 1
  person's name  × 1
exit 0: the copy was looked at again, and nothing was found
`,
      stderr: '',
    });
    expect(read(cwd, 'b.csv')).toBe('氏名,携帯電話,備考\r\n[name],[phone],"社外秘, [email]"\r\n');
    expect(read(cwd, 'a.csv')).toBe(TABLE);
  });

  it('writes a manifest beside it, which tells neither a value nor the key', async () => {
    const key = Buffer.alloc(32, 'k');
    const cwd = folderWith({ 'a.csv': TABLE, key });
    const { stdout } = await kansa(['mask', 'a.csv', '--out', 'b.csv', '--key', 'key', '--format', 'json'], { cwd });
    const text = read(cwd, 'b.csv.manifest.json');
    expect(stdout).toBe(text);
    const manifest: MaskManifest = JSON.parse(text);
    expect(manifest).toEqual({
      schemaVersion: 1,
      kansa: '0.1.0',
      exitCode: 0,
      minConfidence: 0.5,
      types: expect.arrayContaining(['my_number', 'name']),
      key: expect.stringMatching(/^[0-9a-f]{16}$/),
      input: { name: 'a.csv', size: Buffer.byteLength(TABLE), sha256: sha256Of(TABLE) },
      output: { name: 'b.csv', size: Buffer.byteLength(read(cwd, 'b.csv')), sha256: sha256Of(read(cwd, 'b.csv')) },
      format: 'csv',
      encoding: 'utf-8',
      masked: [
        { type: 'email', count: 1, pseudonyms: 1 },
        { type: 'phone', count: 1, pseudonyms: 1 },
        { type: 'name', count: 1, pseudonyms: 1 },
      ],
      below: 0,
      remaining: [],
    });
    for (const secret of ['山田', '090', 'taro', 'kkkk']) expect(text).not.toContain(secret);
  });

  it('packs again what was packed, and writes UTF-8 where Node cannot write the encoding', async () => {
    // 山田 in Shift_JIS
    const cwd = folderWith({
      'a.txt.gz': gzipSync(Buffer.from([...Buffer.from('taro@example.jp '), 0x8e, 0x52, 0x93, 0x63])),
    });
    const { code, stdout } = await kansa(['mask', 'a.txt.gz', '--out', 'b.txt.gz', '--lang', 'ja'], { cwd });
    expect([code, stdout]).toEqual([
      0,
      `a.txt.gz をマスキングし、b.txt.gz に書き出した。
  メールアドレス  1 件
複製の文字コードは utf-8 である（元のファイルは shift_jis）
終了コード 0：複製を再検査し、検出はなかった
`,
    ]);
    expect(gunzipSync(readFileSync(join(cwd, 'b.txt.gz'))).toString()).toBe('[email] 山田');
  });

  it('masks the types that are named, and nothing else', async () => {
    const cwd = folderWith({ 'a.csv': TABLE });
    await kansa(['mask', 'a.csv', '--out', 'b.csv', '--type', 'phone', '--type', 'confidential_label'], { cwd });
    expect(read(cwd, 'b.csv')).toBe(
      TABLE.replace('090-1234-5678', '[phone]').replace('社外秘', '[confidential_label]'),
    );
  });

  it('writes nothing where the file was not read whole', async () => {
    const cwd = folderWith({ 'a.json': '{"mail":"taro@example.jp"' });
    const { code, stdout, stderr } = await kansa(['mask', 'a.json', '--out', 'b.json'], { cwd });
    expect([code, stderr, readdirSync(cwd)]).toEqual([3, '', ['a.json']]);
    expect(stdout).toMatch(/^a\.json: it is no json .*; no copy was written, as what was not read cannot be masked\n$/);
  });

  it.each([
    [['a.csv', '--out', 'there'], 'mask: there exists already, and nothing is overwritten; name another file by --out'],
    [['a.csv', '--out', 'a.csv'], 'mask: a.csv exists already, and nothing is overwritten; name another file by --out'],
    [['a.csv', '--out', 'no/b'], 'mask: no/b cannot be written, as its folder does not exist; make it first'],
    [['nowhere', '--out', 'b'], 'mask: nowhere cannot be read (ENOENT); name a file'],
    [['.', '--out', 'b'], 'mask: . is a folder; name one file'],
  ])('refuses %j', async (args, sentence) => {
    const cwd = folderWith({ 'a.csv': TABLE, there: 'kept' });
    expect(await kansa(['mask', ...args], { cwd })).toEqual(refusal(sentence));
    expect([read(cwd, 'there'), existsSync(join(cwd, 'b'))]).toEqual(['kept', false]);
  });

  it('refuses a key that could be guessed', async () => {
    const cwd = folderWith({ 'a.csv': TABLE, key: 'secret' });
    const { code, stderr } = await kansa(['mask', 'a.csv', '--out', 'b.csv', '--key', 'key'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('the key key has 6 bytes, and at least 32 are needed')]);
  });
});
