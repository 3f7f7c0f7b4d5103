import type { GapCause } from './gap.js';
import { isObject } from './json.js';
import { memberOf } from './pointer.js';
import { type PersonalCount, personalIn } from './scrubbed.js';

/** What people write beside a model's prompt, wherever a prompt stands. */
const promptAt = (place: string): readonly string[] =>
  [
    'TemplateConfiguration/Text/Text',
    'TemplateConfiguration/Chat/Messages/*/Content/*/Text',
    'TemplateConfiguration/Chat/System/*/Text',
    'TemplateConfiguration/Chat/ToolConfiguration/Tools/*/ToolSpec/Description',
    'TemplateConfiguration/Chat/ToolConfiguration/Tools/*/ToolSpec/InputSchema/Json/**',
    'InferenceConfiguration/Text/StopSequences/*',
    'AdditionalModelRequestFields/**',
    'Metadata/*/Value',
  ].map((below) => `${place}/${below}`);

/** The nodes of a flow, and those within its loops, which hold no further ones. */
const NODES = ['Definition/Nodes/*', 'Definition/Nodes/*/Configuration/Loop/Definition/Nodes/*'];

const ACTION_GROUP = [
  'Description',
  'ApiSchema/Payload',
  'FunctionSchema/Functions/*/Description',
  'FunctionSchema/Functions/*/Parameters/*/Description',
];

/**
 * Where resources themselves carry what people wrote: prompts, instructions, scripts, variables. In CloudFormation's
 * words, which an API begins with a small letter; `*` stands for any member or element, `**` for every text below. The
 * words of a program are a list, told as one place.
 * Scrubbing takes these texts out and tells what it found in them (evidence/scrub.ts).
 */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'AWS::Bedrock::Agent': [
    'Description',
    'Instruction',
    'PromptOverrideConfiguration/PromptConfigurations/*/BasePromptTemplate',
    'PromptOverrideConfiguration/PromptConfigurations/*/InferenceConfiguration/StopSequences/*',
    'PromptOverrideConfiguration/PromptConfigurations/*/AdditionalModelRequestFields/**',
    'AgentCollaborators/*/CollaborationInstruction',
    'KnowledgeBases/*/Description',
  ],
  'AWS::Bedrock::AgentActionGroup': ACTION_GROUP,
  'AWS::Bedrock::Flow': [
    'Description',
    'DefinitionString',
    'DefinitionSubstitutions/*',
    ...NODES.flatMap((node) => [
      `${node}/Inputs/*/Expression`,
      ...[
        'Condition/Conditions/*/Expression',
        'InlineCode/Code',
        'KnowledgeBase/InferenceConfiguration/Text/StopSequences/*',
        'KnowledgeBase/OrchestrationConfiguration/AdditionalModelRequestFields/**',
        'KnowledgeBase/OrchestrationConfiguration/InferenceConfig/Text/StopSequences/*',
        'KnowledgeBase/OrchestrationConfiguration/PromptTemplate/TextPromptTemplate',
        'KnowledgeBase/PromptTemplate/TextPromptTemplate',
        'LoopController/ContinueCondition/Expression',
        ...promptAt('Prompt/SourceConfiguration/Inline'),
      ].map((place) => `${node}/Configuration/${place}`),
    ]),
  ],
  'AWS::Bedrock::Prompt': ['Description', ...promptAt('Variants/*')],
  'AWS::ECS::TaskDefinition': ['Environment/*/Value', 'Command', 'EntryPoint'].map(
    (place) => `ContainerDefinitions/*/${place}`,
  ),
  'AWS::Lambda::Function': ['Environment/Variables/*'],
  'AWS::SageMaker::Model': ['PrimaryContainer/Environment/*', 'Containers/*/Environment/*'],
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': ['OnCreate/*/Content', 'OnStart/*/Content'],
  'AWS::SageMaker::StudioLifecycleConfig': ['StudioLifecycleConfigContent'],
  'AWS::SageMaker::TrainingJob': ['Environment/*', 'HyperParameters/*'],
  'AWS::StepFunctions::StateMachine': ['DefinitionString', 'DefinitionSubstitutions/*', 'Definition/**'],
  // The containers of a pod template, with the steps that an Argo workflow takes.
  'Kubernetes::Workload': [
    'containers/*/env/*/value',
    'containers/*/source',
    'initContainers/*/env/*/value',
    // Values of ConfigMaps, where the environment or a volume names them (kubernetes/environment.ts).
    'volumes/*/configMap/*/*',
    'volumes/*/projected/sources/*/configMap/*/*',
    ...['containers', 'initContainers'].flatMap((list) => [
      `${list}/*/env/*/valueFrom/configMapKeyRef/*/*`,
      `${list}/*/envFrom/*/configMapRef/*/*`,
      `${list}/*/command`,
      `${list}/*/args`,
      ...['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle/postStart', 'lifecycle/preStop'].map(
        (when) => `${list}/*/${when}/exec/command`,
      ),
    ]),
  ],
};

/** Texts of these resources that lie in S3, which nobody reads. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'AWS::Bedrock::AgentActionGroup': ['ApiSchema/S3'],
  'AWS::Bedrock::Flow': ['DefinitionS3Location'],
  'AWS::Bedrock::Prompt': ['Variants/*/TemplateConfiguration/Text/TextS3Location'],
  'AWS::ECS::TaskDefinition': ['ContainerDefinitions/*/EnvironmentFiles/*'],
  'AWS::StepFunctions::StateMachine': ['DefinitionS3Location'],
};

/** The places of a type's texts, in CloudFormation's words. */
export const textPlaces = (type: string): readonly string[] => [...(TEXTS[type] ?? []), ...(ELSEWHERE[type] ?? [])];

/** Types that carry texts. */
export const carriesTexts = (type: string): boolean => Object.hasOwn(TEXTS, type);

/** Personal data of one type in one text, as controls see it (`runtime.PersonalData`). */
interface PersonalDataFact {
  /** Where the text stands in its resource: `Environment/Variables/OWNER`. */
  readonly Place: string;
  readonly Type: string;
  readonly Count: number;
  /** 0 to 1. */
  readonly Confidence: number;
  /** One of the values, masked; absent where no part of it may be shown. */
  readonly Sample?: string;
}

/** A text, or what stands where one could be. */
export interface CarriedText {
  readonly place: string;
  readonly value: unknown;
  /** The text itself lies somewhere else. */
  readonly isElsewhere?: true;
}

/** Every place of a resource's document where it carries a text; `passed` is told of each object on the way there. */
export const carriedTexts = (
  type: string,
  document: unknown,
  passed: (object: object) => void = () => undefined,
): CarriedText[] => [
  ...(TEXTS[type] ?? []).flatMap((pattern) => [...textsAt(document, pattern.split('/'), '', passed)]),
  ...(ELSEWHERE[type] ?? []).flatMap((pattern) =>
    [...textsAt(document, pattern.split('/'), '', passed)].map((text) => ({ ...text, isElsewhere: true as const })),
  ),
];

/** What was found in a text; what could not be seen of it is told to `unseen`. */
export const personalDataOf = (
  { place, value, isElsewhere }: CarriedText,
  unseen: (cause: GapCause) => void,
): PersonalDataFact[] => {
  if (isElsewhere) unseen({ reason: 'not_collected', detail: `the text of ${place} lies in S3, and is not read` });
  if (isElsewhere || value === '' || typeof value === 'boolean') return [];
  const found = typeof value === 'string' ? personalIn(value) : undefined;
  if (found === undefined)
    unseen({ reason: 'redacted', detail: `the text of ${place} was not searched for personal data` });
  return (found ?? []).map((count) => factOf(place, count));
};

const factOf = (Place: string, { type, count, confidence, sample }: PersonalCount): PersonalDataFact => ({
  Place,
  Type: type,
  Count: count,
  Confidence: confidence,
  ...(sample !== undefined && { Sample: sample }),
});

/** A text where only what holds texts can stand hides all of them: it is one itself. */
function* textsAt(
  value: unknown,
  [step, ...rest]: readonly string[],
  place: string,
  passed: (object: object) => void,
): Iterable<CarriedText> {
  if (value === undefined || value === null) return;
  if (typeof value === 'object') passed(value);
  if (step === undefined && Array.isArray(value) && value.every((word) => typeof word === 'string')) {
    for (const word of value) yield { place, value: word };
  } else if (step === undefined || typeof value !== 'object') {
    yield { place, value };
  } else if (step === '**') {
    yield* Array.isArray(value) || isObject(value)
      ? Object.values(value).flatMap((member) => [
          ...textsAt(member, typeof member === 'object' ? ['**'] : [], place, passed),
        ])
      : [{ place, value }];
  } else if (step === '*') {
    for (const [key, member] of Object.entries(value))
      yield* textsAt(member, rest, `${place}/${Array.isArray(value) ? (nameOf(member) ?? key) : key}`, passed);
  } else {
    const member = memberOf(value, step) ?? memberOf(value, step.charAt(0).toLowerCase() + step.slice(1));
    yield* textsAt(member, rest, place === '' ? step : `${place}/${step}`, passed);
  }
}

/** An element of a list is known by its name, where it has one that can be shown. */
const nameOf = (element: unknown): string | undefined => {
  const name = memberOf(element, 'Name') ?? memberOf(element, 'name');
  return typeof name === 'string' && /^[\w.:-]{1,128}$/.test(name) ? name : undefined;
};
