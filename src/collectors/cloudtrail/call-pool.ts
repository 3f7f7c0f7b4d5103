/** The calls that one of several may make: a share of its own, then a part of what all of them have left. */
export interface Calls {
  /** Out of the own share: so many of the wanted calls may be made. */
  granted(wanted: number): number;
  /** Once, out of what all have left: waits until each of the others has asked, too, or is done. */
  shared(wanted: number): Promise<number>;
  /** Has to be said whatever happened: the others wait for it. */
  done(): void;
}

/** Shares calls out among so many, by what they want and never by who comes first: a replay grants the same. */
export const callPool = (seats: number, calls: number): ((seat: number) => Calls) => {
  const share = Math.floor(calls / Math.max(1, seats));
  const wants = new Map<number, number>();
  let spent = 0;
  let settle = (_: readonly number[]): void => undefined;
  const settled = new Promise<readonly number[]>((resolve) => {
    settle = resolve;
  });
  const ask = (seat: number, wanted: number): void => {
    if (wants.has(seat)) return;
    wants.set(seat, wanted);
    if (wants.size < seats) return;
    settle(
      allotted(
        Array.from({ length: seats }, (_, index) => wants.get(index) ?? 0),
        calls - spent,
      ),
    );
  };
  return (seat) => {
    let left = share;
    return {
      granted(wanted) {
        const granted = Math.min(wanted, left);
        left -= granted;
        spent += granted;
        return granted;
      },
      async shared(wanted) {
        ask(seat, wanted);
        return (await settled)[seat] ?? 0;
      },
      done: () => ask(seat, 0),
    };
  };
};

/** Who wants less than an equal part gets it; the others share the rest equally. */
export const allotted = (wants: readonly number[], calls: number): number[] => {
  const granted = wants.map(() => 0);
  let left = calls;
  const modest = [...wants.entries()].sort(([a, one], [b, other]) => one - other || a - b);
  for (const [index, [seat, wanted]] of modest.entries()) {
    const part = Math.min(wanted, Math.floor(left / (modest.length - index)));
    granted[seat] = part;
    left -= part;
  }
  return granted;
};
