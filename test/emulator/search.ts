import type { Call, RawRequest } from './resolve.js';

interface Filter {
  readonly Name: string;
  readonly Operator: string;
  readonly Value: string;
}

/** moto compares a search filter only by equality: "not older than" is kept back from it and applied to its answer. */
export const withoutSince = (request: RawRequest, call: Call): { request: RawRequest; since: readonly Filter[] } => {
  if (call.service !== 'sagemaker' || call.operation !== 'Search') return { request, since: [] };
  const search = JSON.parse(request.body.toString());
  const filters: Filter[] = search.SearchExpression?.Filters ?? [];
  const isSince = ({ Operator }: Filter) => Operator === 'GreaterThanOrEqualTo';
  const left = { ...search, SearchExpression: { Filters: filters.filter((filter) => !isSince(filter)) } };
  return { request: { ...request, body: Buffer.from(JSON.stringify(left)) }, since: filters.filter(isSince) };
};

/** The results of a search that are as young as the filters ask. */
export const onlySince = (body: string, since: readonly Filter[]): string => {
  if (since.length === 0) return body;
  const answer = JSON.parse(body);
  const isYoung = (result: Record<string, Record<string, number>>) =>
    Object.values(result).every((item) =>
      // Without a zone the service takes a time for UTC.
      since.every(({ Name, Value }) => (item[Name] ?? 0) * 1000 >= Date.parse(`${Value}Z`)),
    );
  return JSON.stringify({ ...answer, Results: answer.Results.filter(isYoung) });
};
