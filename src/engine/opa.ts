/** A policy as OPA compiles it to WebAssembly, by its ABI 1.2 (https://www.openpolicyagent.org/docs/wasm). */
export interface Policy {
  has(entrypoint: string): boolean;
  /**
   * The result set of an entrypoint for an input, as JSON text. Throws what the policy aborts with, and on every trap: the
   * instance is then in a state that nobody knows.
   */
  evaluate(entrypoint: string, input: string): unknown;
}

/** Host functions by name. */
export type Builtins = Readonly<Record<string, (...operands: unknown[]) => unknown>>;

/** In pages of 64 KiB. */
export interface MemorySize {
  readonly initial: number;
  readonly maximum: number;
}

/** A new instance of a compiled policy, without data. */
export const instantiate = (module: WebAssembly.Module, size: MemorySize, builtins: Builtins): Policy => {
  const memory = new WebAssembly.Memory(size);
  let bytes = Buffer.from(memory.buffer);
  /** Growing gives the memory another buffer. */
  const view = (): Buffer => {
    if (bytes.buffer !== memory.buffer) bytes = Buffer.from(memory.buffer);
    return bytes;
  };
  /** Texts end with a zero. */
  const textAt = (address: number): string => view().toString('utf8', address, view().indexOf(0, address));

  const { exports } = new WebAssembly.Instance(module, {
    env: {
      memory,
      opa_abort(address: number) {
        throw new Error(textAt(address));
      },
      ...Object.fromEntries(
        // By the number of operands.
        [0, 1, 2, 3, 4].map((count) => [
          `opa_builtin${count}`,
          (id: number, _context: number, ...operands: number[]) => called(id, operands),
        ]),
      ),
    },
  });
  const exported = (name: string) => {
    const call = exports[name];
    if (typeof call !== 'function') throw new Error(`the policy exports no ${name}`);
    return (...operands: number[]): number => call(...operands);
  };
  const malloc = exported('opa_malloc');
  const parse = exported('opa_json_parse');
  const dump = exported('opa_json_dump');
  const evaluate = exported('opa_eval');

  const valueAt = (address: number): unknown => JSON.parse(textAt(dump(address)));
  const stored = (text: string): number => {
    const length = Buffer.byteLength(text);
    const address = malloc(length);
    view().write(text, address);
    const value = parse(address, length);
    if (value === 0) throw new Error('the policy cannot read a value');
    return value;
  };
  const idsAt = (address: number): ReadonlyMap<string, unknown> => new Map(Object.entries(Object(valueAt(address))));

  const names = new Map([...idsAt(exported('builtins')())].map(([name, id]) => [id, name]));
  const called = (id: number, operands: readonly number[]): number => {
    const name = names.get(id) ?? '';
    const builtin = builtins[name];
    if (builtin === undefined) throw new Error(`not implemented: built-in function ${id}: ${name}`);
    return stored(JSON.stringify(builtin(...operands.map(valueAt))));
  };

  const data = stored('{}');
  // Every evaluation begins here, so nothing of the one before it is left.
  const heap = exported('opa_heap_ptr_get')();
  const entrypoints = idsAt(exported('entrypoints')());

  return {
    has: (entrypoint) => entrypoints.has(entrypoint),
    evaluate(entrypoint, input) {
      const id = entrypoints.get(entrypoint);
      if (typeof id !== 'number') throw new Error(`entrypoint ${entrypoint} is not valid in this instance`);
      const length = Buffer.byteLength(input);
      const missing = heap + length - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      view().write(input, heap);
      return JSON.parse(textAt(evaluate(0, id, data, heap, length, heap + length, AS_JSON)));
    },
  };
};

const PAGE = 1 << 16;

/** The form in which `opa_eval` gives its result. */
const AS_JSON = 0;
