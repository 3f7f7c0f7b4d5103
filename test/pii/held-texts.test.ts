import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { heldSource } from '../../src/model/source.js';
import { heldTexts } from '../../src/pii/held-texts.js';
import { look } from '../../src/pii/look.js';
import { zipOf } from './zip.js';

const held = async (name: string, content: string | Uint8Array, most?: { file: number; all: number }) => {
  const texts = heldTexts(most);
  const seen = await look(heldSource(Buffer.from(content)), name, {
    minConfidence: 0.5,
    texts,
    pdfium: () => Promise.reject(new Error('no PDF here')),
  });
  return seen.map(({ detections }) => texts.of(detections));
};
const whole = (text: string) => ({ text, isCut: false });

describe('the text of a file', () => {
  it('is what was read of it, a row in a line and a member beside its value', async () => {
    expect(await held('a.txt', 'one\ntwo\n')).toEqual([whole('one\ntwo\n')]);
    expect(await held('a.csv', 'name,mail\n"Santos, Paulo",p@example.com\n1,2\n')).toEqual([
      whole('name, mail\nSantos, Paulo, p@example.com\n1, 2'),
    ]);
    expect(await held('a.jsonl', '{"name":"Paulo\\u0020Santos"}\n{"n":1}\n')).toEqual([
      whole('name, Paulo Santos\nn, 1'),
    ]);
  });

  it('is decoded, and had once however often the file was read', async () => {
    const japanese = Buffer.from('joGWvIFGjlKTY4FAkb6YWQ0K', 'base64');
    expect(await held('a.txt', japanese)).toEqual([whole('氏名：山田　太郎\r\n')]);
    // It promises JSON and breaks off: it is read again as plain text.
    expect(await held('a.json', '{"a": "b"')).toEqual([whole('{"a": "b"')]);
    expect(await held('a.txt.gz', gzipSync('packed\n'))).toEqual([whole('packed\n')]);
  });

  it('of an archive is that of each file in it', async () => {
    const archive = zipOf([{ name: 'notes.txt', content: Buffer.from('inside\n') }]);
    expect(await held('a.zip', archive)).toEqual([whole('notes.txt'), whole('inside\n')]);
  });

  it('that is long is whole all the same, though it is read in windows', async () => {
    const text = 'words and words\n'.repeat(20_000);
    expect(await held('a.txt', text)).toEqual([whole(text)]);
    const [value] = await held('a.json', JSON.stringify([text]));
    expect(value?.text === text).toBe(true);
  });

  it('is held as far as there is room, and no half of a character', async () => {
    expect(await held('a.txt', 'one two', { file: 3, all: 9 })).toEqual([{ text: 'one', isCut: true }]);
    expect(await held('a.txt', 'ab😀', { file: 3, all: 9 })).toEqual([{ text: 'ab', isCut: true }]);
    const archive = zipOf([
      { name: 'a.txt', content: Buffer.from('1234') },
      { name: 'b.txt', content: Buffer.from('5678') },
    ]);
    expect((await held('a.zip', archive, { file: 100, all: 16 })).map((one) => one?.text)).toEqual([
      'a.txt\nb.txt',
      '1234',
      '5',
    ]);
  });
});
