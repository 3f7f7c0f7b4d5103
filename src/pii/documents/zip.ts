import { bomb, isBomb, LARGEST_UNPACKED, Unseen } from '../contents.js';
import { windowsOf } from '../readers/value.js';
import { shownPath } from '../shown.js';
import { type Archive, openArchive } from './archive.js';
import type { DocumentReader } from './outlet.js';
import { isWorkbook, readWorkbook } from './xlsx.js';

/** A zip, and what is kept in one: each of its files as one of its own, and its names and comments as what they are, texts that somebody wrote. */
export const readZip: DocumentReader = async (source, out, level) => {
  const archive = await openArchive(source);
  if (isWorkbook(archive)) {
    out.is('xlsx');
    return readWorkbook(archive, out);
  }
  const office = officeOf(archive);
  if (office !== undefined)
    throw new Unseen({
      reason: 'unsupported_format',
      what: office,
      detail: `it is ${office}, which is not read; turn it into text, CSV or JSON`,
    });
  if (level > 0)
    throw new Unseen({
      reason: 'unsupported_format',
      what: 'zip within zip',
      detail: 'it is a zip within a zip, which is not read; unpack the outer one and name the folder',
    });
  const { comments, entries, problem } = archive;
  for (const comment of comments) windowsOf(comment, '', { hasLines: false, part: 'comments' }, out.take);
  for (const { name } of entries) windowsOf(name, '', { hasLines: false, part: 'names' }, out.take);
  let unpacked = 0;
  for (const { number, name, isFolder, stream } of entries) {
    if (isFolder) continue;
    if (unpacked > LARGEST_UNPACKED)
      throw new Unseen({
        reason: 'too_large',
        what: `${LARGEST_UNPACKED / 2 ** 30} GiB`,
        detail: `unpacked it has more than ${LARGEST_UNPACKED / 2 ** 30} GiB; the entries from number ${number} on were not read`,
      });
    // Each within its own bounds, and all together none.
    if (isBomb(unpacked, source.size)) throw new Unseen(bomb(`the entries from number ${number} on were not read`));
    unpacked += await out.inside({ number, name: shownPath(name) }, name, { stream });
  }
  if (problem !== undefined) out.tell(problem);
};

/** What a zip is that is a document of its own, by the parts that it must have. */
const officeOf = ({ entries }: Archive): string | undefined => {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('mimetype')) return 'OpenDocument or EPUB';
  if (!names.has('[Content_Types].xml')) return undefined;
  if (names.has('xl/workbook.bin')) return 'XLSB';
  if (names.has('word/document.xml')) return 'DOCX';
  return names.has('ppt/presentation.xml') ? 'PPTX' : 'an Office document';
};
