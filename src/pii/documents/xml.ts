import { SaxesParser } from 'saxes';
import { damaged, guarded, Unseen } from '../contents.js';

/** What stands in an XML document, as it comes; names without their prefixes. */
export interface XmlHandlers {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
  /** Also where it broke off. */
  readonly end?: () => void;
}

/** Nobody writes elements so deep, and they must be held. */
const DEEPEST = 200;
/** So much may stand between two tags. */
const LONGEST = 32 * 2 ** 20;

/** Reads an XML document as a stream. Declarations of types, with which a text can grow without bounds, have no place in it. */
export const readXml = async (
  chunks: AsyncIterable<Uint8Array>,
  { open, text, close, end }: XmlHandlers,
  looked: (bytes: number) => void,
): Promise<void> => {
  const parser = new SaxesParser<{ readonly xmlns: false; readonly position: false }>({
    xmlns: false,
    position: false,
  });
  let depth = 0;
  let since = 0;
  const fail = (): never => {
    throw new Unseen(damaged('XML'));
  };
  parser.on('error', fail);
  parser.on('doctype', fail);
  parser.on('opentag', ({ name, attributes }) => {
    since = 0;
    depth += 1;
    if (depth > DEEPEST) fail();
    open(local(name), attributes);
  });
  parser.on('text', (piece) => {
    since = 0;
    text(piece);
  });
  parser.on('cdata', (piece) => {
    since = 0;
    text(piece);
  });
  parser.on('closetag', ({ name }) => {
    since = 0;
    depth -= 1;
    close(local(name));
  });
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  try {
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      const at = decoder;
      since += chunk.length;
      if (since > LONGEST)
        throw new Unseen({
          reason: 'too_large',
          what: `${LONGEST / 2 ** 20} MiB`,
          detail: `a text in it has more than ${LONGEST / 2 ** 20} MiB; the rest was not read`,
        });
      await guarded('XML', () => parser.write(at.decode(chunk, { stream: true })));
      looked(chunk.length);
    }
    const rest = decoder?.decode() ?? '';
    await guarded('XML', () => parser.write(rest).close());
  } finally {
    end?.();
  }
};

const encodingOf = ([first, second]: Uint8Array): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
};

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
