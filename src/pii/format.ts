import type { PiiTextFormat } from '../model/pii.js';

/** What a file's name promises that it is; undefined where it promises nothing. */
export const promisedFormat = (path: string): PiiTextFormat | undefined => {
  const [, extension = ''] = /\.([a-z\d]+)(?:\.gz)?$/i.exec(path) ?? [];
  return BY_EXTENSION[extension.toLowerCase()];
};

const BY_EXTENSION: Readonly<Record<string, PiiTextFormat>> = {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  json: 'json',
  geojson: 'json',
  ipynb: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
};

/** What a text without a telling name seems to be. */
export const seemingFormat = (sample: string): PiiTextFormat =>
  /^\s*[{[]\s*["{[\]}\d-]/.test(sample) ? 'json' : 'text';

/** A form that is known and not read here, by its first bytes; or that of no text at all. */
export const binaryFormat = (sample: Uint8Array): string | undefined => {
  const magic = MAGIC.find(({ bytes, at = 0 }) => bytes.every((byte, index) => sample[at + index] === byte));
  // A text may begin with the letters of ORC.
  if (magic !== undefined && (magic.isText || sample.some((byte) => byte < 8))) return magic.name;
  const isUtf16 = (sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff);
  return !isUtf16 && sample.subarray(0, 8192).includes(0) ? 'a binary format' : undefined;
};

const ascii = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0));

/** https://www.iana.org/assignments/media-types and the specifications of each format. */
const MAGIC: readonly {
  readonly name: string;
  readonly bytes: readonly number[];
  readonly at?: number;
  readonly isText?: true;
}[] = [
  { name: 'UTF-32', bytes: [0xff, 0xfe, 0, 0] },
  { name: 'Avro', bytes: [...ascii('Obj'), 1] },
  { name: 'ORC', bytes: ascii('ORC') },
  { name: 'Arrow', bytes: ascii('ARROW1') },
  { name: 'SQLite', bytes: ascii('SQLite format 3') },
  { name: 'bzip2', bytes: ascii('BZh') },
  { name: 'xz', bytes: [0xfd, ...ascii('7zXZ')] },
  { name: 'Zstandard', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'gzip within gzip', bytes: [0x1f, 0x8b] },
  { name: '7-Zip', bytes: [...ascii('7z'), 0xbc, 0xaf] },
  { name: 'RTF', bytes: ascii('{\\rtf'), isText: true },
  { name: 'an encrypted or old Office document', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: 'PNG', bytes: [0x89, ...ascii('PNG')] },
  { name: 'JPEG', bytes: [0xff, 0xd8, 0xff] },
  { name: 'GIF', bytes: ascii('GIF8') },
  { name: 'TIFF', bytes: [...ascii('II'), 0x2a, 0] },
  { name: 'tar', bytes: ascii('ustar'), at: 257 },
];
