import type { Approval, Lineage, LineageNode, LineagePath } from '../model/lineage.js';
import { type Pointer, pointerOf, valueAt } from '../model/pointer.js';
import type { Snapshot } from '../model/snapshot.js';
import { type Joined, joinerFor, relationsFor } from './join.js';
import { listAt, numberAt, stateAt, textAt } from './lineage-state.js';
import { ORIGINS, type TrainedBy, trainingIn } from './lineage-training.js';

const ENDPOINT = 'AWS::SageMaker::Endpoint';
const STEPS = [
  ...relationsFor(ENDPOINT, new Set(['config', 'components', 'models', 'packages', 'events'])),
  ...ORIGINS,
];

/** The lineage of every endpoint, by the same relations that the controls read, and back to the data. It judges nothing. */
export const lineageOf = (snapshot: Snapshot): Lineage[] => {
  const join = joinerFor(snapshot);
  const trained = trainingIn(snapshot);
  return [...snapshot.resources(ENDPOINT)].map((endpoint) => lineageOfEndpoint(join(endpoint, STEPS), trained));
};

const lineageOfEndpoint = (joined: Joined, trained: TrainedBy): Lineage => {
  const { type, id, account, region } = joined.resource;
  const deployed = numberAt(joined, '/resource/runtime/LastModifiedTime');
  const name = textAt(joined, '/resource/properties/EndpointConfigName') ?? '';
  return {
    endpoint: { type, id, account, region },
    ...(deployed !== undefined && { deployed }),
    config: { name, ...stateAt(joined, '/refs/config') },
    paths: ['ProductionVariants', 'ShadowProductionVariants'].flatMap((list) =>
      listAt(joined, `/refs/config/properties/${list}`).flatMap((_, index) =>
        pathsOf(joined, pointerOf('refs', 'config', 'properties', list, index), trained),
      ),
    ),
  };
};

/** A variant's paths. One that names no model serves its inference components, whose paths bear both names. */
const pathsOf = (joined: Joined, place: Pointer, trained: TrainedBy): LineagePath[] => {
  const variant = textAt(joined, `${place}/VariantName`) ?? '';
  const name = textAt(joined, `${place}/ModelName`);
  const hosted = listAt(joined, '/refs/components').flatMap((component, index) =>
    valueAt(component, '/properties/VariantName') === variant ? [pointerOf('refs', 'components', index)] : [],
  );
  if (name !== undefined || hosted.length === 0) return modelPaths(joined, variant, `${place}/ModelName`, trained);
  return hosted.flatMap((component) => {
    const label = `${variant}/${textAt(joined, `${component}/properties/InferenceComponentName`) ?? ''}`;
    const several = listAt(joined, `${component}/properties/Specifications`);
    const specifications =
      several.length === 0
        ? [`${component}/properties/Specification`]
        : several.map((_, index) => `${component}/properties/Specifications/${index}`);
    return specifications.flatMap((specification) => {
      return modelPaths(joined, label, `${specification}/ModelName`, trained);
    });
  });
};

/** One path a container, so that a pipeline of several models shows each of them. */
const modelPaths = (joined: Joined, variant: string, place: Pointer, trained: TrainedBy): LineagePath[] => {
  const name = textAt(joined, place);
  if (name === undefined) {
    const state = stateAt(joined, place);
    const hidden = state.state === 'unseen' ? state : stateAt(joined, '/refs/components/none');
    return [hidden.state === 'unseen' ? { variant, model: { name: '', ...hidden } } : { variant }];
  }
  const pointer = pointerOf('refs', 'models', name);
  const model: LineageNode = { name, ...stateAt(joined, pointer) };
  const containers = [
    `${pointer}/properties/PrimaryContainer`,
    ...listAt(joined, `${pointer}/properties/Containers`).map(
      (_, index) => `${pointer}/properties/Containers/${index}`,
    ),
  ].filter((container) => valueAt(joined, container) !== undefined);
  if (containers.length === 0) return [{ variant, model }];
  return containers.map((container) => {
    const served = textAt(joined, `${container}/ModelPackageName`);
    return {
      variant,
      model,
      ...(served !== undefined && packageOf(joined, served)),
      ...trained(joined, container, served),
    };
  });
};

const packageOf = (joined: Joined, name: string): Pick<LineagePath, 'package' | 'approval'> => {
  const place = pointerOf('refs', 'packages', name);
  const status = textAt(joined, `${place}/properties/ModelApprovalStatus`);
  const author =
    textAt(joined, `${place}/runtime/CreatedBy/IamIdentity/Arn`) ??
    textAt(joined, `${place}/runtime/CreatedBy/UserProfileArn`);
  const state = stateAt(joined, place);
  return {
    package: { name, ...state, ...(status !== undefined && { status }), ...(author !== undefined && { author }) },
    ...(state.state === 'seen' && { approval: approvalOf(joined, textAt(joined, `${place}/id`) ?? name, status) }),
  };
};

/** Events stand newest first; one that AWS refused approved nothing. A package that is not approved now lacks no event. */
const approvalOf = (joined: Joined, arn: string, status: string | undefined): Approval => {
  const approving = listAt(joined, '/refs/events').find(
    (event) =>
      valueAt(event, '/properties/modelPackageArn') === arn &&
      valueAt(event, '/properties/requestParameters/modelApprovalStatus') === 'Approved' &&
      valueAt(event, '/properties/errorCode') === undefined,
  );
  if (approving === undefined)
    return status !== undefined && status !== 'Approved' ? { state: 'absent' } : stateAt(joined, '/refs/events/none');
  const by = valueAt(approving, '/properties/userIdentity/arn');
  const time = valueAt(approving, '/properties/eventTime');
  return { state: 'seen', ...(typeof by === 'string' && { by }), ...(typeof time === 'number' && { time }) };
};
