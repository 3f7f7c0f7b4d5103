/** One step of an address or a reference: `k["eu.west"]` of `aws_kms_key.k["eu.west"].arn`. */
export interface Step {
  readonly name: string;
  /** The key of an instance of `for_each`, or the number of one of `count`. */
  readonly key?: string | number;
}

const STEP = /([^.[\]"\s]+)(?:\[(\d+|"(?:[^"\\]|\\.)*")\])?(?:\.|$)/y;

/** The steps of an address; undefined for what is none. */
export const stepsOf = (address: string): Step[] | undefined => {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < address.length) {
    const [, name, key] = STEP.exec(address) ?? [];
    // A failed match begins anew.
    if (name === undefined) return undefined;
    steps.push(key === undefined ? { name } : { name, key: keyIn(key) });
  }
  return steps;
};

const keyIn = (text: string): string | number => {
  if (!text.startsWith('"')) return Number(text);
  return text.slice(1, -1).replaceAll(/\\(.)/g, '$1');
};

/** The module calls that lead to a module: `a` and `b["x"]` of `module.a.module.b["x"]`. */
export const callsIn = (moduleAddress: string): Step[] =>
  (stepsOf(moduleAddress) ?? []).filter((_, index) => index % 2 === 1);

export const moduleAddressOf = (calls: readonly Step[]): string =>
  calls.map((call) => `module.${written(call)}`).join('.');

const written = ({ name, key }: Step): string =>
  key === undefined ? name : `${name}[${typeof key === 'number' ? key : JSON.stringify(key)}]`;
