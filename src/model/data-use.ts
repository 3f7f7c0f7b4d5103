import type { DataPlace } from './data-place.js';
import type { GapCause } from './gap.js';
import type { Pointer } from './pointer.js';
import type { Subject } from './resource.js';

/** For what an AI platform reads or keeps data. */
export const DATA_USES = [
  'training',
  'processing',
  'transform',
  'features',
  'knowledge_base',
  'customization',
  'batch_inference',
  'capture',
  'invocation_logs',
  'platform_logs',
  'execution_logs',
  'executions',
  'api_logs',
  'vectors',
  'model_store',
] as const;
export type DataUse = (typeof DATA_USES)[number];

/** What names a place, and where it does. */
export interface DataUser extends Subject {
  readonly use: DataUse;
  readonly pointer: Pointer;
}

/** A place with everything that names it. */
export type UsedPlace = DataPlace & { readonly users: readonly DataUser[] };

/** Where there may be more places than were seen, or data where kansa does not look. */
export interface UnseenUse extends GapCause, Pick<DataUser, 'type' | 'region'> {
  /** Absent where a list is not whole. */
  readonly id?: string;
}

/** Every place that a snapshot shows. */
export interface DataPlan {
  /** By their addresses. */
  readonly places: readonly UsedPlace[];
  readonly unseen: readonly UnseenUse[];
}
