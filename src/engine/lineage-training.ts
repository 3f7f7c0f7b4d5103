import { by } from '../model/json.js';
import type { LineagePath, LineageState, Training, TrainingData } from '../model/lineage.js';
import { type Pointer, pointerOf, valueAt } from '../model/pointer.js';
import type { Snapshot } from '../model/snapshot.js';
import type { Joined } from './join.js';
import { listAt, stateAt, textAt } from './lineage-state.js';
import type { Relation } from './relations.js';

const JOB = 'AWS::SageMaker::TrainingJob';

/** Where a container says what it loads. */
const LOADED = ['ModelDataUrl', 'ModelDataSource/S3DataSource/S3Uri'] as const;

/** Of a package, SageMaker's own record of lineage; of what is loaded, the jobs that wrote it. */
export const ORIGINS: readonly [string, Relation][] = [
  ['records', { kind: 'byName', type: 'AWS::SageMaker::ModelPackageLineage', from: ['/refs/packages/*/id'] }],
  [
    'jobs',
    {
      kind: 'referrers',
      type: JOB,
      by: '/runtime/ModelArtifacts/S3ModelArtifacts',
      of: [
        '/refs/packages/*/properties/InferenceSpecification/Containers/*',
        '/refs/models/*/properties/PrimaryContainer',
        '/refs/models/*/properties/Containers/*',
      ].flatMap((container) => LOADED.map((place) => `${container}/${place}`)),
    },
  ],
];

/** By which jobs, and with what, a container's model was trained; nothing where nothing leads to a job. */
export type TrainedBy = (
  joined: Joined,
  container: Pointer,
  served: string | undefined,
) => Pick<LineagePath, 'training' | 'data'>;

/** What was seen of a job: its name, and where its data came from. */
interface Job {
  readonly name: string;
  readonly sources: readonly string[];
  readonly data: LineageState;
}

export const trainingIn =
  (snapshot: Snapshot): TrainedBy =>
  (joined, container, served) => {
    const place = pointerOf('refs', 'packages', served ?? '');
    const isPackaged = served !== undefined && stateAt(joined, place).state === 'seen';
    if (served !== undefined && !isPackaged) return {};
    const containers = isPackaged
      ? listAt(joined, `${place}/properties/InferenceSpecification/Containers`).map(
          (_, index) => `${place}/properties/InferenceSpecification/Containers/${index}`,
        )
      : [container];
    const loaded = containers.flatMap((one) => LOADED.flatMap((at) => textAt(joined, `${one}/${at}`) ?? []));
    if (!isPackaged && loaded.length === 0) return {};
    const writers = listAt(joined, '/refs/jobs').flatMap((_, index): Job[] => {
      const at = pointerOf('refs', 'jobs', index);
      const written = textAt(joined, `${at}/runtime/ModelArtifacts/S3ModelArtifacts`);
      return written !== undefined && loaded.includes(written) ? [jobAt(joined, at)] : [];
    });
    const record = pointerOf('refs', 'records', textAt(joined, `${place}/id`) ?? '');
    const recorded = isPackaged ? wordsAt(joined, `${record}/runtime/TrainingJobs`).map(nameOfComponent) : [];
    const others = recorded.filter(
      (name) => !writers.some((job) => name === job.name || name === componentOf(job.name)),
    );
    const known = others.flatMap((component) => {
      const job = snapshot.find(JOB, joined.resource.region, component.replace(SUFFIX, ''));
      return job === undefined ? [] : [jobAt({ ...joined, resource: job, gaps: placedAt(job.gaps) }, '/resource')];
    });
    const jobs = [
      ...writers.map(({ name }) => ({ name, by: 'artifact' as const })),
      ...others.map((name) => ({ name, by: 'record' as const })),
    ].sort(by(({ name }) => name));
    const missing = missingFrom(snapshot, joined, isPackaged ? record : undefined);
    const training: Training = { jobs, ...(jobs.length > 0 ? { state: 'seen' } : missing('TrainingJobs')) };
    return { training, data: dataOf([...writers, ...known], jobs.length, joined, record, missing) };
  };

const dataOf = (
  jobs: readonly Job[],
  named: number,
  joined: Joined,
  record: Pointer,
  missing: (list: 'DataSets') => LineageState,
): TrainingData => {
  const sources = [...new Set(jobs.flatMap((job) => job.sources))].sort();
  if (sources.length > 0) return { state: 'seen', sources };
  const sets = wordsAt(joined, `${record}/runtime/DataSets`);
  if (sets.length > 0) return { state: 'seen', sources: sets };
  const [job] = jobs;
  return { sources: [], ...(job !== undefined && named === jobs.length ? job.data : missing('DataSets')) };
};

/** The record is made of components: SageMaker itself gives that of a training job the job's name with this behind it. */
const SUFFIX = /-aws-training-job$/;
const componentOf = (job: string): string => `${job}-aws-training-job`;
const nameOfComponent = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

const placedAt = (gaps: Joined['gaps']): Joined['gaps'] =>
  gaps.map((gap) => ({ ...gap, pointer: `/resource${gap.pointer}` }));

const jobAt = (joined: Joined, at: Pointer): Job => {
  const channels = listAt(joined, `${at}/properties/InputDataConfig`);
  return {
    name: textAt(joined, `${at}/properties/TrainingJobName`) ?? '',
    sources: channels.flatMap((channel) =>
      SOURCES.flatMap((place) => {
        const source = valueAt(channel, place);
        return typeof source === 'string' && source !== '' ? [source] : [];
      }),
    ),
    data: stateAt(joined, `${at}/properties/InputDataConfig/none`),
  };
};

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DataSource.html */
const SOURCES: readonly Pointer[] = [
  '/DataSource/S3DataSource/S3Uri',
  '/DataSource/FileSystemDataSource/FileSystemId',
  '/DataSource/DatasetSource/DatasetArn',
];

/**
 * Why nothing leads to a job. Only the record of a package can say that there is none: training jobs are asked for as far back as
 * the window reaches, and a job of another account, or none at all, may have written what is loaded.
 */
const missingFrom =
  (snapshot: Snapshot, joined: Joined, record: Pointer | undefined) =>
  (list: 'TrainingJobs' | 'DataSets'): LineageState => {
    if (record !== undefined) {
      const state = stateAt(joined, `${record}/runtime/${list}`);
      if (state.state === 'unseen') return state;
      // Only approved packages have their record read.
      if (valueAt(joined, record) !== undefined) return { state: 'absent' };
    }
    const listed = stateAt(joined, '/refs/jobs/none');
    if (listed.state === 'unseen') return listed;
    const isWindowed = snapshot.listings.some(
      ({ type, region, since }) => type === JOB && region === joined.resource.region && since !== undefined,
    );
    return { state: 'unseen', reason: isWindowed ? 'out_of_window' : 'not_collected' };
  };

const wordsAt = (joined: Joined, pointer: Pointer): string[] => {
  const value = valueAt(joined, pointer);
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
};
