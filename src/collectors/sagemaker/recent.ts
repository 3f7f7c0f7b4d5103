import type { SearchRequest } from '@aws-sdk/client-sagemaker';
import type { CollectContext } from '../collector.js';

/** How many jobs of one kind are looked at: where one call shows many, and where each takes a call of its own. */
export const MOST = { searched: 5_000, described: 1_000 } as const;

/** What a list of jobs is asked for: those of the scan's window, for jobs are never deleted and pile up. */
export const listedSince = (since: number) =>
  ({ CreationTimeAfter: new Date(since), SortBy: 'CreationTime', SortOrder: 'Descending' }) as const;

/** What a search for jobs is asked for. It takes times to the second, in UTC, without a zone. */
export const searchedSince = (since: number): Omit<SearchRequest, 'Resource'> => ({
  SearchExpression: {
    Filters: [
      {
        Name: 'CreationTime',
        Operator: 'GreaterThanOrEqualTo',
        Value: new Date(since).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length),
      },
    ],
  },
  SortBy: 'CreationTime',
  SortOrder: 'Descending',
});

/** Executions by their time, newest first: SageMaker is asked for that order, and a verdict must not hang on it. */
export const newestFirst = <Execution>(
  executions: readonly Execution[] | undefined,
  timeOf: (execution: Execution) => Date | undefined,
): Execution[] => (executions ?? []).toSorted((one, other) => Number(timeOf(other) ?? 0) - Number(timeOf(one) ?? 0));

/** A page of a list, newest first. */
interface Page<Job> {
  readonly jobs: readonly Job[];
  readonly more: boolean;
}

/** The newest jobs of a list, a page at a time, up to the cap. Where there are more, the listing is said to lack them. */
export async function* newest<Answer, Job>(
  answers: AsyncIterable<Answer>,
  pageOf: (answer: Answer) => Page<Job>,
  { most, what }: { readonly most: number; readonly what: string },
  { since, incomplete }: Pick<CollectContext, 'since' | 'incomplete'>,
): AsyncIterable<readonly Job[]> {
  let left = most;
  for await (const answer of answers) {
    const { jobs, more } = pageOf(answer);
    yield jobs.slice(0, left);
    left -= jobs.length;
    if (left < 0 || (left === 0 && more)) {
      const detail = `more than ${most} ${what} were made since ${new Date(since).toISOString().slice(0, 10)}: the oldest of them were not looked at`;
      return incomplete({ reason: 'budget', detail });
    }
  }
}
