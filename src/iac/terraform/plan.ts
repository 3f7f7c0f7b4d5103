import { isObject } from '../../model/json.js';
import { memberOf } from '../../model/pointer.js';
import { type Destination, type Place, type Problem, type Reading, SOME_REGION } from '../declaration.js';
import { identityOf, partitionOf } from '../identity.js';
import { callsIn, type Step } from './address.js';
import { configurationOf, type ResourceConfiguration } from './configuration.js';
import { destinationsIn } from './destinations.js';
import { elsewhere } from './elsewhere.js';
import { addressLines } from './lines.js';
import type { Attributes } from './mapping.js';
import { POLICY_ATTRIBUTES, POLICY_DOCUMENT, POLICY_KINDS, policyFrom } from './policy-document.js';
import {
  type Instance,
  type Instances,
  placeOf,
  type Scope,
  type Surroundings,
  type Target,
  targetsOf,
} from './references.js';
import {
  declarationsFrom,
  identityIn,
  knownArn,
  knownName,
  nameFromAddress,
  type TerraformResource,
} from './resource.js';
import { attributeKinds, attributeNames, mappingOf } from './table/index.js';
import { attributesIn, type PlannedValues, type ValueOptions } from './values.js';

/** Is the document what `terraform show -json` or `tofu show -json` prints of a plan? */
export const isPlan = (document: unknown): boolean =>
  isObject(document) &&
  typeof document.format_version === 'string' &&
  (isObject(document.planned_values) || Array.isArray(document.resource_changes));

/** Whether a text may be a plan, without parsing it. */
export const looksLikePlan = (text: string): boolean =>
  /^\s*\{/.test(text) &&
  text.includes('"format_version"') &&
  (text.includes('"resource_changes"') || text.includes('"planned_values"'));

/** Where the block of a resource stands in the source, by its address in the plan: `module.a["x"].aws_kms_key.k[0]`. */
type Locate = (address: string) => Place | undefined;

export interface PlanOptions {
  readonly destination: Destination;
  /** Finds the blocks of the configuration that the plan was made from; a plan itself knows no lines of it. */
  readonly locate?: Locate;
}

/**
 * What stands once a plan is applied (https://developer.hashicorp.com/terraform/internals/json-format). What is neither
 * made nor changed stays without being judged: others may refer to it.
 */
export const readPlan = (file: string, plan: unknown, text: string, { destination, locate }: PlanOptions): Reading => {
  const problems: Problem[] = [];
  const tell = (message: string) => problems.push({ file, message });
  if (!isObject(plan) || !isPlan(plan)) {
    tell('this is no plan of Terraform: give the gate what terraform show -json prints');
    return { declarations: [], problems };
  }
  if (!/^1\./.test(String(plan.format_version))) {
    tell(`the plan has format version ${plan.format_version}, and kansa reads 1.x`);
    return { declarations: [], problems };
  }
  if (plan.errored === true) tell('planning ended in an error, so the plan does not hold everything');
  const deferred = Array.isArray(plan.deferred_changes) ? plan.deferred_changes.length : 0;
  if (deferred > 0) tell(`${deferred} changes are deferred to a later plan, and nobody knows them yet`);
  const root = isObject(plan.configuration) ? plan.configuration.root_module : undefined;
  const destinations = destinationsIn(plan, destination);
  const lines = addressLines(text);
  const changes: unknown = plan.resource_changes ?? [];
  if (!Array.isArray(changes)) tell('resource_changes is no list');
  const planned = (Array.isArray(changes) ? changes : []).flatMap((change: unknown, index): PlannedResource[] => {
    const read = plannedResource(change, root, destinations);
    if (typeof read !== 'string') return read === undefined ? [] : [read];
    tell(`resource_changes[${index}] ${read}`);
    return [];
  });
  const placeIn = (address: string): Place => locate?.(address) ?? { file, line: lines.get(address) ?? 1 };
  for (const { address, message } of (Array.isArray(changes) ? changes : []).flatMap(elsewhereIn))
    problems.push({ file, line: lines.get(address) ?? 1, message: `${address}: ${message}`, isElsewhere: true });
  return {
    declarations: declarationsFrom(joined(distinct(planned), { root, variables: plan.variables }, placeIn)),
    problems,
  };
};

/** One entry of `resource_changes`, with what it is given by the configuration. */
interface PlannedResource extends Instance {
  readonly terraformType: string;
  /** In the module: `aws_kms_key.k`, or `data.aws_iam_policy_document.d`. */
  readonly resource: string;
  readonly calls: readonly Step[];
  readonly values: PlannedValues;
  readonly configuration: ResourceConfiguration | undefined;
  readonly change: TerraformResource['change'];
  readonly isNew: boolean;
  readonly name: string;
  readonly destination: Destination;
}

/** Two addresses may differ only in what no name can hold. */
const distinct = (planned: readonly PlannedResource[]): PlannedResource[] => {
  const counts = new Map<string, number>();
  return planned.map((one) => {
    if (one.name !== nameFromAddress(one.address)) return one;
    const count = (counts.get(one.name) ?? 0) + 1;
    counts.set(one.name, count);
    return count === 1 ? one : { ...one, name: `${one.name}-${count}` };
  });
};

/** What is planned in the words of others. What stays as it is was judged, or told, when it was made. */
const elsewhereIn = (entry: unknown): { readonly address: string; readonly message: string }[] => {
  if (!isObject(entry) || !isObject(entry.change) || entry.deposed !== undefined) return [];
  const { address, type, mode, change } = entry;
  if (typeof address !== 'string' || typeof type !== 'string' || mode === 'data') return [];
  const message = kindOf(change)?.change === 'changed' ? elsewhere(type) : undefined;
  return message === undefined ? [] : [{ address, message }];
};

/** What is planned for one resource; undefined where it is none of AWS, a sentence where it cannot be read. */
const plannedResource = (
  entry: unknown,
  root: unknown,
  destinations: (key: string) => Destination,
): PlannedResource | string | undefined => {
  if (!isObject(entry)) return 'is no object';
  const { address, module_address, type, name, index, mode, deposed, change } = entry;
  if (typeof address !== 'string' || typeof type !== 'string' || typeof name !== 'string' || !isObject(change))
    return 'has no address, type, name or change';
  // A deposed object only waits to be destroyed.
  if (deposed !== undefined || !type.startsWith('aws_')) return undefined;
  const resource = mode === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
  if (mode === 'data' && !resource.startsWith(`${POLICY_DOCUMENT}.`)) return undefined;
  const kind = kindOf(change);
  if (kind === undefined) return `(${address}) has actions that kansa does not know`;
  // Of what goes, only what it was says whose part it was.
  const side = kind.stands === 'after' ? change.after : change.before;
  if (!isObject(side)) return `(${address}) has no values ${kind.stands} the change`;
  const calls = typeof module_address === 'string' ? callsIn(module_address) : [];
  const configuration = configurationOf(root, calls, resource);
  const values = {
    values: side,
    unknowns: kind.stands === 'after' ? change.after_unknown : {},
    sensitive: kind.stands === 'after' ? change.after_sensitive : change.before_sensitive,
    expressions: configuration?.expressions,
  };
  const shown = attributesIn(values, identifying(type), UNRESOLVED);
  return {
    address,
    terraformType: type,
    resource,
    calls,
    values,
    configuration,
    change: kind.change,
    isNew: kind.isNew,
    name: knownName(type, shown) ?? nameFromAddress(address),
    destination: destinationOf(type, shown, destinations(configuration?.providerKey ?? 'aws')),
    ...(typeof index === 'string' || typeof index === 'number' ? { key: index } : {}),
  };
};

/** Attributes that say who and where a resource is. */
const identifying = (type: string): readonly string[] => {
  const mapping = mappingOf(type);
  return ['region', ...(mapping?.kind === 'resource' ? [...mapping.names, ...mapping.arns] : [])];
};

const UNRESOLVED: ValueOptions = {
  kinds: new Map(),
  isNew: false,
  resolve: () => undefined,
  resolveAll: () => undefined,
  resolveDocument: () => undefined,
};

/** Where it stands: what AWS calls it already, what it says itself, what its provider is configured with. */
const destinationOf = (type: string, shown: Attributes, provider: Destination): Destination => {
  const [, , , arnRegion = '', arnAccount = ''] = knownArn(type, shown)?.split(':') ?? [];
  const account = /^\d{12}$/.test(arnAccount) ? arnAccount : provider.account;
  const own =
    typeof shown.region === 'string' && /^[a-z]+(-[a-z]+)+-\d+$/.test(shown.region) ? shown.region : arnRegion;
  const region = own === '' ? provider.region : own;
  return { account, region, partition: region === SOME_REGION ? provider.partition : partitionOf(region) };
};

interface Kind {
  readonly change: TerraformResource['change'];
  readonly isNew: boolean;
  readonly stands: 'before' | 'after';
}

const KINDS: Readonly<Record<string, Kind>> = {
  create: { change: 'changed', isNew: true, stands: 'after' },
  'create,delete': { change: 'changed', isNew: true, stands: 'after' },
  'create,forget': { change: 'changed', isNew: true, stands: 'after' },
  delete: { change: 'removed', isNew: false, stands: 'before' },
  'delete,create': { change: 'changed', isNew: true, stands: 'after' },
  // It stays in the account, and Terraform no longer looks after it.
  forget: { change: 'unchanged', isNew: false, stands: 'before' },
  'no-op': { change: 'unchanged', isNew: false, stands: 'after' },
  read: { change: 'unchanged', isNew: true, stands: 'after' },
  update: { change: 'changed', isNew: false, stands: 'after' },
};

/** What is imported stood before, and from now on the configuration answers for it. */
const kindOf = ({ actions, importing }: Readonly<Record<string, unknown>>): Kind | undefined => {
  const words = Array.isArray(actions) ? actions.join(',') : '';
  const kind = Object.hasOwn(KINDS, words) ? KINDS[words] : undefined;
  return kind !== undefined && words === 'no-op' && isObject(importing) ? { ...kind, change: 'changed' } : kind;
};

/** The resources with every reference among them resolved. */
const joined = (
  planned: readonly PlannedResource[],
  given: Pick<Surroundings<PlannedResource>, 'root' | 'variables'>,
  placeIn: (address: string) => Place,
): TerraformResource[] => {
  const around: Surroundings<PlannedResource> = { ...given, instances: instancesOf(planned), passedOn };
  const optionsFor = (one: PlannedResource, kinds: ValueOptions['kinds']): ValueOptions => {
    const scope = scopeOf(one);
    /** Several ways may lead to one. */
    const single = (expression: unknown, path: string): string | undefined => {
      const identities = targetsOf(expression, scope, around)?.map((target) => identityFor(target, path)) ?? [];
      return new Set(identities).size === 1 ? identities[0] : undefined;
    };
    return {
      kinds,
      isNew: one.isNew,
      resolve: single,
      resolveAll: (expression, path) => {
        const identities = targetsOf(expression, scope, around)?.map((target) => identityFor(target, path)) ?? [];
        const isKnown = identities.length > 0 && identities.every((identity) => identity !== undefined);
        return isKnown ? identities : undefined;
      },
      resolveDocument: (expression) => {
        const [target, ...others] = targetsOf(expression, scope, around) ?? [];
        return target && others.length === 0 ? documentOf(target.instance, target.attribute) : undefined;
      },
    };
  };
  const documentOf = (one: PlannedResource, attribute: string | undefined): unknown =>
    one.resource.startsWith(`${POLICY_DOCUMENT}.`) && (attribute === 'json' || attribute === 'minified_json')
      ? policyFrom(attributesIn(one.values, POLICY_ATTRIBUTES, optionsFor(one, POLICY_KINDS)))
      : undefined;
  return planned.flatMap((one): TerraformResource[] => {
    if (mappingOf(one.terraformType) === undefined || one.resource.startsWith('data.')) return [];
    const names = attributeNames(one.terraformType);
    return [
      {
        terraformType: one.terraformType,
        address: one.address,
        attributes: attributesIn(one.values, names, optionsFor(one, attributeKinds(one.terraformType))),
        name: one.name,
        place: placeIn(one.address),
        destination: one.destination,
        isNew: one.isNew,
        change: one.change,
      },
    ];
  });
};

const scopeOf = ({ calls, configuration, key }: PlannedResource): Scope => ({
  calls,
  forEach: configuration?.forEach,
  ...(key !== undefined && { key }),
});

/** What is a part of another has the id of that one, and any other attribute that it does not make up is what it was given. */
const passedOn = (one: PlannedResource, attribute: string) => {
  const mapping = mappingOf(one.terraformType);
  if (mapping === undefined || one.configuration === undefined) return undefined;
  const [owner] =
    mapping.kind === 'part' ? mapping.owners : mapping.type === 'AWS::S3::BucketPolicy' ? mapping.changes : [];
  const given = attribute === 'id' && owner?.by !== undefined ? owner.by : attribute;
  if (given === attribute && identityIn(one.terraformType, attribute) !== undefined) return undefined;
  const expression = memberOf(one.configuration.expressions, given);
  return expression === undefined ? undefined : { expression, scope: scopeOf(one) };
};

const instancesOf = (planned: readonly PlannedResource[]): Instances<PlannedResource> => {
  const instances = new Map<string, PlannedResource[]>();
  for (const one of planned) {
    if (one.change === 'removed') continue;
    const place = placeOf(one.calls, one.resource);
    const own = instances.get(place) ?? [];
    instances.set(place, own);
    own.push(one);
  }
  return instances;
};

/** By what others call a resource: its ARN or its name; where the plan does not say which, what the referrer's attribute is called. */
const identityFor = ({ instance, attribute }: Target<PlannedResource>, path: string): string | undefined => {
  const { terraformType, name, destination, values } = instance;
  const mapping = mappingOf(terraformType);
  if (mapping?.kind !== 'resource') return attribute === 'id' ? name : undefined;
  const meant = attribute === undefined ? (/arns?$/.test(path) ? 'arn' : 'name') : identityIn(terraformType, attribute);
  if (meant !== 'arn') return meant && name;
  const own = knownArn(terraformType, attributesIn(values, mapping.arns, UNRESOLVED));
  return own ?? identityOf(mapping.type, name, destination).arn;
};
