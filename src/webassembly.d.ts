/** The part of the WebAssembly API that kansa uses: Node has it, but its types come only with those of a browser. */
declare namespace WebAssembly {
  class Module {
    private readonly brand: unique symbol;
  }
  class Memory {
    constructor(pages: { readonly initial: number; readonly maximum: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  function compile(bytes: ArrayBuffer): Promise<Module>;
  function instantiate(module: Module, imports: Imports): Promise<Instance>;
}
