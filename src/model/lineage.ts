import type { GapReason } from './gap.js';
import type { Subject } from './resource.js';

/** What stands at one step of a path: seen, known to be missing, or hidden by a gap. */
export type LineageState =
  | { readonly state: 'seen' }
  | { readonly state: 'absent' }
  | { readonly state: 'unseen'; readonly reason: GapReason };

/** One step of a path, by the name under which the step before it refers to it. */
export type LineageNode = LineageState & { readonly name: string };

/** The model package that a container comes from. */
type ServedPackage = LineageNode & {
  /** `ModelApprovalStatus` at the time of the scan. */
  readonly status?: string;
  /** ARN of who registered it. */
  readonly author?: string;
};

/** The newest call on record that set the package to Approved. */
export type Approval = LineageState & {
  /** ARN of who approved. */
  readonly by?: string;
  /** Epoch milliseconds. */
  readonly time?: number;
};

/** A training job by its name, or by that of the component under which SageMaker's record of lineage keeps it. */
interface TrainingJobNamed {
  readonly name: string;
  /** `artifact`: it wrote what the container loads; `record`: SageMaker's record of lineage names it. */
  readonly by: 'artifact' | 'record';
}

/** The training jobs that made what a container loads, by name. */
export type Training = LineageState & { readonly jobs: readonly TrainingJobNamed[] };

/** What they were trained with: addresses in S3, file systems, data sets, or artifacts of SageMaker's record of lineage. */
export type TrainingData = LineageState & { readonly sources: readonly string[] };

/** One container that an endpoint serves, followed back to who approved it and what it was trained with. A step is left out where the one before names none. */
export interface LineagePath {
  readonly variant: string;
  readonly model?: LineageNode;
  readonly package?: ServedPackage;
  readonly approval?: Approval;
  /** Absent where nothing leads from the container to a job: what it runs stands in its image. */
  readonly training?: Training;
  readonly data?: TrainingData;
}

/** How an endpoint came to serve what it serves. */
export interface Lineage {
  readonly endpoint: Subject;
  /** Epoch milliseconds of its last deployment. */
  readonly deployed?: number;
  readonly config: LineageNode;
  readonly paths: readonly LineagePath[];
}
