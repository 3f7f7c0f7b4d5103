import { join } from 'node:path';
import { dataPlanOf } from '../engine/data-places.js';
import type { DataPlan } from '../model/data-use.js';
import { readEvaluation } from '../store/evaluation-file.js';
import { openSnapshot } from '../store/snapshot-files.js';
import { withRun } from './run-store.js';

/** What a run's snapshot shows of where the AI platform reads and keeps data. */
export interface Planned {
  readonly account: string;
  /** Where AWS is asked first. */
  readonly region: string | undefined;
  readonly plan: DataPlan;
}

export const planOf = (run: string, access: Parameters<typeof withRun>[2]): Promise<Planned> =>
  withRun(run, 'facts', access, (folder) => {
    const { account, regions } = readEvaluation(folder).scope;
    const snapshot = openSnapshot(join(folder, 'snapshot'));
    try {
      return { account, region: regions[0], plan: dataPlanOf(snapshot) };
    } finally {
      snapshot.close();
    }
  });
