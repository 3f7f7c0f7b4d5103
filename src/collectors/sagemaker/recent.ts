import type { SearchRequest } from '@aws-sdk/client-sagemaker';
import type { CollectContext } from '../collector.js';

/** How far back jobs are subjects: they are never deleted and pile up. */
const RECENT_DAYS = 90;

/** Where one call shows many jobs, and where each takes a call of its own. */
export const MOST = { searched: 5_000, described: 1_000 } as const;

const since = (now: number): Date => new Date(now - RECENT_DAYS * 86_400_000);

/** What a list of jobs is asked for. */
export const listedSince = (now: number) =>
  ({ CreationTimeAfter: since(now), SortBy: 'CreationTime', SortOrder: 'Descending' }) as const;

/** What a search for jobs is asked for. It takes times to the second, in UTC, without a zone. */
export const searchedSince = (now: number): Omit<SearchRequest, 'Resource'> => ({
  SearchExpression: {
    Filters: [
      {
        Name: 'CreationTime',
        Operator: 'GreaterThanOrEqualTo',
        Value: since(now).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length),
      },
    ],
  },
  SortBy: 'CreationTime',
  SortOrder: 'Descending',
});

/** A page of a list, newest first. */
interface Page<Job> {
  readonly jobs: readonly Job[];
  readonly more: boolean;
}

/** The newest jobs of a list, a page at a time, up to the cap. Where there are more, the listing is said to lack them. */
export async function* newest<Answer, Job>(
  answers: AsyncIterable<Answer>,
  pageOf: (answer: Answer) => Page<Job>,
  { most, what, incomplete }: { most: number; what: string; incomplete: CollectContext['incomplete'] },
): AsyncIterable<readonly Job[]> {
  let left = most;
  for await (const answer of answers) {
    const { jobs, more } = pageOf(answer);
    yield jobs.slice(0, left);
    left -= jobs.length;
    if (left < 0 || (left === 0 && more)) {
      const detail = `more than ${most} ${what} were made in the last ${RECENT_DAYS} days: the oldest of them were not looked at`;
      return incomplete({ reason: 'budget', detail });
    }
  }
}
