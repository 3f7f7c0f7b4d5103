import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type ZipFile, zipOf } from './zip.js';

const MIB = 2 ** 20;
const BLOCK = Buffer.alloc(48 * MIB, 'nothing ');

/** A file of an archive that unpacks to a thousand times its size, and stays within what any one file may. */
const steep = (name: string): ZipFile => ({ name, content: BLOCK });

/** Archives that keep who unpacks them busy, or take his memory, by the way in which they do; nothing else is in them. */
export const bombs = (): Readonly<Record<'steep' | 'nested' | 'many' | 'together' | 'overlapping', Buffer>> => {
  const inner = zipOf([steep('a.txt')]);
  return {
    steep: zipOf([{ name: 'a.txt', content: Buffer.alloc(100 * MIB, 'nothing ') }]),
    nested: zipOf([
      { name: 'b.zip', content: zipOf([{ name: 'c.zip', content: inner }, steep('d.txt')]), method: 0 },
      { name: 'e.zip.gz', content: gzipSync(inner), method: 0 },
    ]),
    many: zipOf(Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}`, content: '', method: 0 }))),
    together: zipOf(Array.from({ length: 6 }, (_, index) => steep(`${index}.txt`))),
    overlapping: overlapping(500),
  };
};

/** Packed by gzip: what unpacks to a thousand times its size, the same within an archive, and what only begins like that. */
export const gzipBombs = (): Readonly<Record<'steep.txt.gz' | 'uneven.txt.gz' | 'within.zip', Buffer>> => {
  const block = Buffer.alloc(100 * MIB, 'nothing ');
  const bomb = gzipSync(block);
  const hashes = Array.from({ length: 20_000 }, (_, index) => createHash('sha512').update(`${index}`).digest('base64'));
  return {
    'steep.txt.gz': bomb,
    'uneven.txt.gz': gzipSync(Buffer.concat([block, Buffer.from(hashes.join('\n'))])),
    'within.zip': zipOf([{ name: 'a.txt.gz', content: bomb, method: 0 }]),
  };
};

/** So many entries of a list, all of one file's bytes (D. Fifield, A better zip bomb, WOOT 2019, the simplest of its forms). */
const overlapping = (count: number): Buffer => {
  const one = zipOf([steep('a.txt')]);
  const list = one.indexOf('PK\u0001\u0002');
  const end = one.indexOf('PK\u0005\u0006');
  const tail = Buffer.from(one.subarray(end));
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE((end - list) * count, 12);
  return Buffer.concat([one.subarray(0, list), ...Array<Buffer>(count).fill(one.subarray(list, end)), tail]);
};
