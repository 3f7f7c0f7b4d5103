import { Unreadable } from './errors.js';
import { isObject } from './json.js';
import { objectFrom } from './json-text.js';

/** A step of a pipeline that registers a model. */
interface Registration {
  readonly Name: string;
  /** `PendingManualApproval` where the step says nothing, as SageMaker has it; a parameter's default. */
  readonly ModelApprovalStatus?: string;
  /** The parameter by which whoever starts the pipeline sets the status. */
  readonly Parameter?: string;
  /** What that parameter may be, where the pipeline limits it. */
  readonly Choices?: readonly string[];
  /** Does the step stand in a branch of a condition? One that only depends on a condition runs whatever that says. */
  readonly IsConditional: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The steps by which a pipeline registers models, in its branches too
 * (https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/). Throws
 * {@link Unreadable} on what follows no schema: a step that nobody could read may be one of them.
 */
export const registrationsIn = (text: string): Registration[] => {
  const { Parameters, Steps } = objectFrom(text, 'the definition of the pipeline');
  const parameters = new Map(listOf(Parameters ?? [], 'Parameters').map((parameter) => [parameter.Name, parameter]));
  return registrations(listOf(Steps, 'Steps'), parameters, false);
};

const registrations = (
  steps: readonly Json[],
  parameters: ReadonlyMap<unknown, Json>,
  IsConditional: boolean,
): Registration[] =>
  steps.flatMap(({ Name, Type, Arguments }) => {
    const own = isObject(Arguments) ? Arguments : {};
    if (Type === 'Condition')
      return [...listOf(own.IfSteps ?? [], 'IfSteps'), ...listOf(own.ElseSteps ?? [], 'ElseSteps')].flatMap((step) =>
        registrations([step], parameters, true),
      );
    if (Type !== 'RegisterModel') return [];
    return [{ Name: String(Name), ...statusOf(own.ModelApprovalStatus, parameters), IsConditional }];
  });

const statusOf = (
  given: unknown,
  parameters: ReadonlyMap<unknown, Json>,
): Pick<Registration, 'ModelApprovalStatus' | 'Parameter' | 'Choices'> => {
  if (given === undefined) return { ModelApprovalStatus: 'PendingManualApproval' };
  if (typeof given === 'string') return { ModelApprovalStatus: given };
  const Parameter =
    isObject(given) && typeof given.Get === 'string' ? /^Parameters\.(.+)$/.exec(given.Get)?.[1] : undefined;
  const parameter = parameters.get(Parameter);
  if (Parameter === undefined || parameter === undefined)
    throw new Unreadable('a step takes the approval status from what only a run of the pipeline shows');
  const { DefaultValue, EnumValues } = parameter;
  return {
    Parameter,
    ...(typeof DefaultValue === 'string' && { ModelApprovalStatus: DefaultValue }),
    ...(Array.isArray(EnumValues) && { Choices: EnumValues.map(String) }),
  };
};

const listOf = (value: unknown, name: string): readonly Json[] => {
  if (!Array.isArray(value) || !value.every(isObject)) throw new Unreadable(`${name} of the pipeline is no list`);
  return value;
};
