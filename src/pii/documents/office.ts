import type { PiiPart } from '../../model/pii.js';
import { type Problem, problemOf, Unseen } from '../contents.js';
import { type Place, windowsOf } from '../readers/value.js';
import type { ArchiveEntry } from './archive.js';
import type { Outlet } from './outlet.js';
import { readXml } from './xml.js';

/**
 * Reads what a document of Office Open XML (ECMA-376) has beside its content: properties, comments, drawings, links. Of each part all
 * texts are read, a paragraph as one, and all attributes; of what is no XML it is told that it was not.
 */
export const readParts = async (parts: readonly ArchiveEntry[], out: Outlet): Promise<void> => {
  const unread = new Map<string, Problem>();
  for (const { name, stream } of parts) {
    const kind = unreadOf(name);
    if (kind !== undefined) {
      unread.set(kind.what ?? '', kind);
      continue;
    }
    const place: Place = { hasLines: false, part: partOf(name) };
    const give = (text: string, field = ''): void => windowsOf(text, field, place, out.take);
    try {
      if (/printersettings\d*\.bin$/i.test(name)) await readStrings(stream(), give, out.looked);
      else await readXml(stream(), paragraphs(give), out.looked);
    } catch (error) {
      const problem = problemOf(error);
      unread.set(`${problem.reason} ${problem.what}`, problem);
    }
  }
  for (const problem of unread.values()) out.tell(problem);
};

const partOf = (name: string): PiiPart => {
  if (/(?:^|\/)_rels\//.test(name)) return 'link';
  if (/(?:^|\/)docProps\//.test(name)) return 'metadata';
  if (/comments|persons\//i.test(name)) return 'comments';
  return /drawing|charts|diagrams/i.test(name) ? 'drawing' : 'layout';
};

/** What no text can be read of; undefined where it can. */
const unreadOf = (name: string): Problem | undefined => {
  if (/\.(?:xml|rels|vml)$/i.test(name) || /printersettings\d*\.bin$/i.test(name)) return undefined;
  if (/\.(?:png|jpe?g|gif|emf|wmf|tiff?|bmp|svg|wdp|webp)$/i.test(name)) return PICTURES;
  return /vbaProject/.test(name) ? MACROS : EMBEDDED;
};

const PICTURES: Problem = {
  reason: 'pictures',
  what: 'pictures',
  detail: 'it holds pictures, of which nothing was looked at',
};
const MACROS: Problem = { reason: 'parts_not_read', what: 'macros', detail: 'it holds macros, which were not read' };
const EMBEDDED: Problem = {
  reason: 'parts_not_read',
  what: 'embedded files',
  detail: 'it holds embedded files or controls, which were not read; save them by themselves',
};

/** The texts of paragraphs and other elements, each as one, and the values of attributes. */
const paragraphs = (give: (text: string, field?: string) => void) => {
  let text = '';
  let element = '';
  const flush = (): void => {
    if (text.trim() !== '') give(text, PEOPLE.has(element) ? 'name' : '');
    text = '';
  };
  return {
    open: (name: string, attributes: Readonly<Record<string, string>>): void => {
      // The runs of a paragraph stand within one value.
      if (!RUNS.has(name)) flush();
      element = name;
      for (const [key, value] of Object.entries(attributes))
        if (!/^(?:http:\/\/schemas\.|urn:)/.test(value)) give(value, PEOPLE.has(key) ? 'name' : '');
    },
    text: (piece: string): void => {
      text += piece;
      if (text.length > LONGEST_HELD) flush();
    },
    close: (name: string): void => {
      if (!RUNS.has(name)) flush();
    },
  };
};

/** Elements and attributes that name people. */
const PEOPLE = new Set(['creator', 'lastModifiedBy', 'author', 'displayName', 'manager', 'Manager']);

const RUNS = new Set([
  'r',
  't',
  'rPr',
  'sz',
  'color',
  'rFont',
  'family',
  'charset',
  'scheme',
  'b',
  'i',
  'u',
  'latin',
  'ea',
  'solidFill',
  'srgbClr',
]);
const LONGEST_HELD = 1 << 20;

/** So much of settings that a driver wrote. */
const MOST_SETTINGS = 1 << 20;

/** Texts within a binary record, in ASCII and in UTF-16. */
const readStrings = async (
  chunks: AsyncIterable<Uint8Array>,
  give: (text: string) => void,
  looked: (bytes: number) => void,
): Promise<void> => {
  let bytes = Buffer.alloc(0);
  for await (const chunk of chunks) {
    bytes = Buffer.concat([bytes, chunk]);
    looked(chunk.length);
    if (bytes.length > MOST_SETTINGS) throw new Unseen(EMBEDDED);
  }
  for (const text of [bytes.toString('latin1'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')])
    for (const [run] of text.matchAll(/[\x20-\x7e\u3000-\u9fff\uff01-\uff9f]{4,}/g)) give(run);
};
