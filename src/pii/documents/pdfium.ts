import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { Unseen } from '../contents.js';

/** PDFium as a WebAssembly module, in a memory of its own: what a document does to it, it does to nothing else. */
export interface Pdfium {
  readonly call: WrappedPdfiumModule;
  readonly heap: () => Uint8Array;
  /** Reserves bytes for the time of a call. */
  readonly lend: <T>(bytes: number, use: (at: number) => T) => T;
  readonly reserve: (bytes: number) => number;
  readonly release: (at: number) => void;
}

/** More than this it does not get, whatever a document unpacks to. */
const MOST_MEMORY = 192 * 2 ** 20;

const TOO_LARGE = {
  reason: 'too_large',
  what: `${MOST_MEMORY / 2 ** 20} MiB`,
  detail: `reading it takes more than ${MOST_MEMORY / 2 ** 20} MiB of memory; the rest of it was not read`,
} as const;

/** Starts PDFium from its compiled WebAssembly. */
export const startPdfium = async (module: WebAssembly.Module): Promise<Pdfium> => {
  let memory: WebAssembly.Memory | undefined;
  const call = await init({
    // Nothing is looked for on the disk, and nothing on the network.
    instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) {
      const { env = {} } = imports;
      const { emscripten_resize_heap: grow } = env;
      const capped = (bytes: number): unknown => {
        if (bytes >>> 0 > MOST_MEMORY) throw new Unseen(TOO_LARGE);
        return typeof grow === 'function' ? grow(bytes) : 0;
      };
      WebAssembly.instantiate(module, { ...imports, env: { ...env, emscripten_resize_heap: capped } }).then(
        (instance) => {
          const { memory: exported } = instance.exports;
          if (exported instanceof WebAssembly.Memory) memory = exported;
          receive(instance);
        },
      );
      return {};
    },
    print: () => {},
    printErr: () => {},
  });
  call.PDFiumExt_Init();
  const { wasmExports } = call.pdfium;
  const reserve = (bytes: number): number => {
    const at = wasmExports.malloc(bytes);
    if (at === 0) throw new Unseen(TOO_LARGE);
    return at;
  };
  return {
    call,
    heap: () => new Uint8Array(memory?.buffer ?? new ArrayBuffer(0)),
    reserve,
    release: (at) => wasmExports.free(at),
    lend: (bytes, use) => {
      const at = reserve(bytes);
      try {
        return use(at);
      } finally {
        wasmExports.free(at);
      }
    },
  };
};

const utf16 = new TextDecoder('utf-16le');

/** A text that a function writes as UTF-16, having said how many bytes it needs; with its end, which is no part of it. */
export const textOf = (
  { heap, lend }: Pdfium,
  write: (buffer: number, length: number) => number,
  decoder: Pick<typeof utf16, 'decode'> = utf16,
): string => {
  const bytes = write(0, 0);
  const end = decoder === utf16 ? 2 : 1;
  if (bytes <= end) return '';
  return lend(bytes, (at) => {
    write(at, bytes);
    return decoder.decode(heap().slice(at, at + bytes - end));
  });
};
