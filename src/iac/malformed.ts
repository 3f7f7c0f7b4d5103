/** What a file holds cannot be read as what it should be. */
export class Malformed extends Error {
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}
