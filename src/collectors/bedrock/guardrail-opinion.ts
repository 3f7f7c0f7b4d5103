import {
  BedrockClient,
  GetGuardrailCommand,
  type GetGuardrailResponse,
  paginateListEnforcedGuardrailsConfiguration,
} from '@aws-sdk/client-bedrock';
import {
  ApplyGuardrailCommand,
  type ApplyGuardrailRequest,
  BedrockRuntimeClient,
  type GuardrailUsage,
} from '@aws-sdk/client-bedrock-runtime';
import { DescribeEffectivePolicyCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { Unreadable, UsageError } from '../../model/errors.js';
import type { GuardrailName } from '../../model/guardrail-name.js';
import { isObject } from '../../model/json.js';
import { objectFrom } from '../../model/json-text.js';
import type { GuardrailAction, OpinionType, PiiGuardrail, PiiType } from '../../model/pii.js';
import {
  microsOfUnits,
  PRICED_POLICIES,
  type Price,
  type Priced,
  type PricedPolicy,
  pricedBy,
  priceOfGuardrails,
} from '../../model/prices.js';
import { required } from '../collector.js';
import { hasCode, isGone } from '../failure.js';
import { isRegion, type Session } from '../session.js';
import { unmodelledOf } from '../unmodelled.js';

/** What asking a guardrail takes: these of the guardrail itself, those of no resource. */
export const GUARDRAIL_PERMISSIONS = {
  guardrail: ['bedrock:ApplyGuardrail', 'bedrock:GetGuardrail'],
  enforced: ['bedrock:ListEnforcedGuardrailsConfiguration', 'organizations:DescribeEffectivePolicy'],
} as const;

/**
 * Of one request, in UTF-16 code units, of which there are never fewer than characters: 25 text units, the least that any region takes
 * at once (https://docs.aws.amazon.com/general/latest/gr/bedrock.html, "maximum input size in text units").
 */
export const LARGEST_TEXT = 25_000;

/**
 * ISO 15924 codes of the scripts of the 17 languages in which guardrails detect personal data, in any tier
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-supported-languages.html): Arabic, Chinese (simplified), Dutch, English,
 * Finnish, French, German, Hindi, Italian, Japanese, Korean, Norwegian, Polish, Portuguese, Spanish, Swedish and Vietnamese.
 */
export const SCRIPTS_READ = ['Latn', 'Arab', 'Deva', 'Hang', 'Hani', 'Hira', 'Kana'] as const;

/** One value that a guardrail found, without the value. */
export interface Guarded extends Pick<OpinionType, 'type' | 'name' | 'as'> {
  readonly action: GuardrailAction;
}

/** What a guardrail says of a text. */
interface Assessed {
  readonly values: readonly Guarded[];
  /** Did it look at every character? */
  readonly isWhole: boolean;
  /** What the text cost in millionths of a US dollar, by the units that the answer counts; undefined where one has no price. */
  readonly micros: number | undefined;
}

export interface Guardrail {
  readonly told: PiiGuardrail;
  /** The guardrail profile by which texts are passed on to other regions. */
  readonly profile?: string;
  /** What a request costs at most; undefined of one that is not this guardrail's. */
  priceOf(input: unknown): Priced | undefined;
  /** What a text of so many UTF-16 code units costs at most. */
  priceOfText(length: number): Priced;
  /** Throws what `opinionTroubleOf` tells. */
  assess(text: string): Promise<Assessed>;
}

/** What an application would be told of a text that a model answers with. */
const SOURCE = 'OUTPUT';

/**
 * Reads a guardrail, and who else looks at what it is sent, which costs nothing: a text has no price before that is known. Throws
 * {@link UsageError} for one that is not there, has nothing to say of personal data or whose price is not known, and what
 * `opinionTroubleOf` tells where it can't be read.
 */
export const openGuardrail = async (
  { client, homeRegion }: Pick<Session, 'client' | 'homeRegion'>,
  { id, region = homeRegion, version }: GuardrailName,
): Promise<Guardrail> => {
  if (!isRegion(region)) throw new UsageError(`--guardrail ${id}: its ARN names the unknown region ${region}`);
  const what = `--guardrail ${id}:${version}`;
  const bedrock = client(BedrockClient, region);
  const guardrail = await settingsOf(bedrock, { id, region, version }, what);
  const policies = pricedPoliciesOf(guardrail, what);
  const looked = lookedFor(guardrail, what);
  const arn = required(guardrail.guardrailArn, 'guardrail ARN');
  const others = [
    ...(await enforcedByAccount(bedrock)),
    ...(await enforcedByOrganisation(client(OrganizationsClient, homeRegion), region)),
  ].filter((other) => other !== `${arn}:${version}`);
  const enforced = new Set(others).size;
  const price = priceOfGuardrails([policies, ...Array.from({ length: enforced }, () => PRICED_POLICIES)]);
  const profile = guardrail.crossRegionDetails?.guardrailProfileId;
  const runtime = client(BedrockRuntimeClient, region);
  return {
    told: { arn, version, region, ...looked, enforced },
    ...(profile !== undefined && { profile }),
    priceOfText: (length) => pricedBy(price, OPERATION, length),
    priceOf: (input) => priceOfRequest(price, { arn, version }, input),
    async assess(text) {
      const request = requestOf({ arn, version }, text);
      const { assessments, usage, guardrailCoverage } = await runtime.send(new ApplyGuardrailCommand(request));
      const { guarded = 0, total = 0 } = guardrailCoverage?.textCharacters ?? {};
      return {
        values: required(assessments, 'assessments').flatMap(({ sensitiveInformationPolicy }) => [
          ...(sensitiveInformationPolicy?.piiEntities ?? []).filter(isDetected).map(entityOf),
          ...(sensitiveInformationPolicy?.regexes ?? [])
            .filter(isDetected)
            .map(({ name, action }) => expressionOf(name, action, looked.regexes)),
        ]),
        isWhole: guarded >= total,
        micros: microsOf(required(usage, 'usage')),
      };
    },
  };
};

const OPERATION = 'bedrock-runtime:ApplyGuardrail';

const settingsOf = async (
  bedrock: BedrockClient,
  { id, region, version }: GuardrailName & { readonly region: string },
  what: string,
): Promise<GetGuardrailResponse> => {
  try {
    const guardrail = await bedrock.send(
      new GetGuardrailCommand({ guardrailIdentifier: id, guardrailVersion: version }),
    );
    if (guardrail.version !== version) throw new Unreadable('the answer shows another version than was asked for');
    return guardrail;
  } catch (error) {
    if (isGone(error) || hasCode(error, ['ValidationException']))
      throw new UsageError(
        `pii: there is no guardrail ${id} with version ${version} in ${region}: check ${what}, and --region`,
      );
    throw error;
  }
};

/** The policies that are charged for in what a model answers. Enabled is what is not said to be disabled. */
const pricedPoliciesOf = (guardrail: GetGuardrailResponse, what: string): readonly PricedPolicy[] => {
  const { contentPolicy, topicPolicy, contextualGroundingPolicy, sensitiveInformationPolicy } = guardrail;
  const unknown = [
    ...((guardrail.automatedReasoningPolicy?.policies?.length ?? 0) > 0 ? ['automatedReasoningPolicy'] : []),
    ...unmodelledOf(guardrail).filter((name) => /policy/i.test(name)),
  ];
  if (unknown.length > 0)
    throw new UsageError(
      `pii: ${what} has a policy whose price kansa does not know (${unknown.join(', ')}): name a guardrail without it`,
    );
  const isOn = ({ outputEnabled }: { readonly outputEnabled?: boolean | undefined }) => outputEnabled !== false;
  const priced: readonly (readonly [PricedPolicy, boolean | undefined])[] = [
    ['content', contentPolicy?.filters?.some(isOn)],
    ['topic', topicPolicy?.topics?.some(isOn)],
    ['sensitiveInformation', sensitiveInformationPolicy?.piiEntities?.some(isOn)],
    ['contextualGrounding', contextualGroundingPolicy?.filters?.some(({ enabled }) => enabled !== false)],
  ];
  return priced.flatMap(([policy, isCharged]) => (isCharged === true ? [policy] : []));
};

const lookedFor = (
  { sensitiveInformationPolicy: policy }: GetGuardrailResponse,
  what: string,
): Pick<PiiGuardrail, 'types' | 'regexes'> => {
  const types = (policy?.piiEntities ?? []).filter(({ outputEnabled }) => outputEnabled !== false).map(typeOf);
  const regexes = (policy?.regexes ?? []).filter(({ outputEnabled }) => outputEnabled !== false);
  if (types.length + regexes.length === 0)
    throw new UsageError(
      `pii: ${what} looks for no sensitive information in what a model answers, and so has no opinion: name a guardrail that does`,
    );
  return {
    types: types.sort((a, b) => (a.type < b.type ? -1 : 1)),
    regexes: regexes.map(({ name }) => required(name, 'name of a regular expression')).sort(),
  };
};

/** What the account enforces on every request in the region, as ARN and version. */
const enforcedByAccount = async (bedrock: BedrockClient): Promise<readonly string[]> => {
  const names: string[] = [];
  for await (const { guardrailsConfig } of paginateListEnforcedGuardrailsConfiguration({ client: bedrock }, {}))
    for (const { guardrailArn, guardrailVersion } of required(guardrailsConfig, 'enforced guardrails'))
      names.push(`${required(guardrailArn, 'ARN of an enforced guardrail')}:${guardrailVersion}`);
  return names;
};

/**
 * What the organisation enforces on the account
 * (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_syntax.html). Any account may ask for its own.
 */
const enforcedByOrganisation = async (
  organizations: OrganizationsClient,
  region: string,
): Promise<readonly string[]> => {
  try {
    const { EffectivePolicy } = await organizations.send(
      new DescribeEffectivePolicyCommand({ PolicyType: 'BEDROCK_POLICY' }),
    );
    const policy = objectFrom(required(EffectivePolicy?.PolicyContent, 'policy content'), 'the policy on Bedrock');
    const regions = memberOf(memberOf(policy, 'bedrock'), 'guardrail_inference');
    return Object.entries(regions)
      .filter(([name]) => name === region || !isRegion(name))
      .flatMap(([, configurations]) => Object.values(objectOf(configurations)).map(identifierOf));
  } catch (error) {
    if (hasCode(error, ['EffectivePolicyNotFoundException', 'AWSOrganizationsNotInUseException'])) return [];
    throw error;
  }
};

const memberOf = (parent: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> =>
  objectOf(parent[name] ?? {});

const objectOf = (value: unknown): Readonly<Record<string, unknown>> => {
  if (!isObject(value)) throw new Unreadable('the policy on Bedrock has another form than is known');
  return value;
};

const identifierOf = (configuration: unknown): string => {
  const { identifier } = objectOf(configuration);
  const assigned = isObject(identifier) ? identifier['@@assign'] : identifier;
  if (typeof assigned !== 'string') throw new Unreadable('the policy on Bedrock names no guardrail');
  return assigned;
};

type Named = Pick<PiiGuardrail, 'arn' | 'version'>;

const requestOf = ({ arn, version }: Named, text: string): ApplyGuardrailRequest => ({
  guardrailIdentifier: arn,
  guardrailVersion: version,
  source: SOURCE,
  // Without it what is only detected, and neither blocked nor masked, may be left out.
  outputScope: 'FULL',
  content: [{ text: { text } }],
});

const priceOfRequest = (price: Price, { arn, version }: Named, input: unknown): Priced | undefined => {
  if (!isObject(input) || !Array.isArray(input.content)) return undefined;
  const { guardrailIdentifier, guardrailVersion, source, content } = input;
  if (guardrailIdentifier !== arn || guardrailVersion !== version || source !== SOURCE) return undefined;
  const texts = content.map((block: unknown) =>
    isObject(block) && isObject(block.text) ? block.text.text : undefined,
  );
  return texts.every((text) => typeof text === 'string')
    ? pricedBy(price, OPERATION, texts.join('').length)
    : undefined;
};

/** In full, an answer also names what was looked for and not found. */
const isDetected = ({ detected }: { readonly detected?: boolean | undefined }): boolean => detected !== false;

const entityOf = ({
  type,
  action,
}: {
  readonly type: string | undefined;
  readonly action: string | undefined;
}): Guarded => ({
  ...typeOf({ type }),
  action: actionOf(action),
});

/** A name is told only if the guardrail's own settings have shown it: what an answer says may be anything. */
const expressionOf = (name: string | undefined, action: string | undefined, known: readonly string[]): Guarded => ({
  type: 'REGEX',
  ...(name !== undefined && known.includes(name) && { name }),
  action: actionOf(action),
});

const typeOf = ({ type }: { readonly type: string | undefined }): Pick<OpinionType, 'type' | 'as'> => {
  const word = required(type, 'type');
  if (!/^[A-Z][A-Z0-9_]{1,63}$/.test(word)) throw new Unreadable('the answer names no type');
  const as = SAME[word];
  return { type: word, ...(as !== undefined && { as }) };
};

const actionOf = (word: string | undefined): GuardrailAction => {
  const action = ACTIONS[required(word, 'action')];
  if (action === undefined) throw new Unreadable('the answer names no action');
  return action;
};

const ACTIONS: Readonly<Record<string, GuardrailAction>> = {
  BLOCKED: 'blocked',
  ANONYMIZED: 'masked',
  NONE: 'detected',
};

const microsOf = ({ contentPolicyUnits, topicPolicyUnits, ...usage }: GuardrailUsage): number | undefined => {
  const { automatedReasoningPolicyUnits = 0, contentPolicyImageUnits = 0 } = usage;
  if (automatedReasoningPolicyUnits > 0 || contentPolicyImageUnits > 0) return undefined;
  return microsOfUnits({
    content: contentPolicyUnits ?? 0,
    topic: topicPolicyUnits ?? 0,
    sensitiveInformation: usage.sensitiveInformationPolicyUnits ?? 0,
    contextualGrounding: usage.contextualGroundingPolicyUnits ?? 0,
  });
};

/** Types that mean the same (https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-sensitive-filters.html); for all others kansa has no word. */
const SAME: Readonly<Record<string, PiiType>> = {
  ADDRESS: 'address',
  AWS_ACCESS_KEY: 'aws_access_key_id',
  AWS_SECRET_KEY: 'assigned_secret',
  CREDIT_DEBIT_CARD_NUMBER: 'credit_card',
  DRIVER_ID: 'driver_licence',
  EMAIL: 'email',
  INTERNATIONAL_BANK_ACCOUNT_NUMBER: 'iban',
  NAME: 'name',
  PASSWORD: 'assigned_secret',
  PHONE: 'phone',
  US_BANK_ACCOUNT_NUMBER: 'bank_account',
  US_PASSPORT_NUMBER: 'passport',
  US_SOCIAL_SECURITY_NUMBER: 'us_ssn',
};
