/** The part of the WebAssembly API that the engine uses: Node has it, but its types come only with those of a browser. */
declare namespace WebAssembly {
  class Module {
    private readonly brand: unique symbol;
  }
  function compile(bytes: ArrayBuffer): Promise<Module>;
}
