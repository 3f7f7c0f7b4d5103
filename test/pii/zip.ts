import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive; what is given beside name and content is written as it is, true or not. */
export interface ZipFile {
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  readonly comment?: string;
  /** 8 (deflate) unless it is given. */
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly size?: number;
}

/** Writes an archive, by APPNOTE.TXT of PKWARE: another hand than the one that reads it. */
export const zipOf = (files: readonly ZipFile[], comment = ''): Buffer => {
  const locals: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, content, comment: remark = '', method = 8, flags = 0x800, crc, size } of files) {
    const bytes = Buffer.from(content);
    const packed = method === 8 ? deflateRawSync(bytes) : bytes;
    const nameBytes = Buffer.from(name);
    const remarkBytes = Buffer.from(remark);
    const common = fields(
      [20, 2],
      [flags, 2],
      [method, 2],
      [0, 4],
      [crc ?? crc32(bytes), 4],
      [packed.length, 4],
      [size ?? bytes.length, 4],
      [nameBytes.length, 2],
      [0, 2],
    );
    const local = Buffer.concat([fields([0x04034b50, 4]), common, nameBytes, packed]);
    list.push(
      Buffer.concat([
        fields([0x02014b50, 4], [20, 2]),
        common,
        fields([remarkBytes.length, 2], [0, 2], [0, 2], [0, 4], [at, 4]),
        nameBytes,
        remarkBytes,
      ]),
    );
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(list);
  const commentBytes = Buffer.from(comment);
  const end = fields(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [files.length, 2],
    [files.length, 2],
    [directory.length, 4],
    [at, 4],
    [commentBytes.length, 2],
  );
  return Buffer.concat([...locals, directory, end, commentBytes]);
};

/** Little-endian numbers of so many bytes. */
const fields = (...values: readonly (readonly [value: number, length: number])[]): Buffer =>
  Buffer.concat(
    values.map(([value, length]) => {
      const bytes = Buffer.alloc(length);
      bytes.writeUIntLE(value, 0, length);
      return bytes;
    }),
  );
