import type { Evaluation, Finding } from '../../src/model/finding.js';
import { GLOBAL } from '../../src/model/resource.js';

/** What a finding is about, in words that are the same in every scan of an account. */
const subjectOf = ({ control, resource: { type, id, account, region } }: Finding): string =>
  [control, type, account, region, id].join(' ');

const bySubject = ({ findings }: Evaluation): ReadonlyMap<string, Finding> =>
  new Map(findings.map((finding) => [subjectOf(finding), finding]));

/**
 * What a scan that saw less says and may not: each verdict is the one of the whole scan, or `unknown`; a subject that
 * went away is answered for by an `unknown (not_listed)` of its control, where it stood or where its type is listed.
 */
export const brokenPromises = (whole: Evaluation, less: Evaluation): string[] => {
  const before = bySubject(whole);
  const after = bySubject(less);
  const worse = less.findings.filter(({ verdict, ...rest }) => {
    const former = before.get(subjectOf({ verdict, ...rest }));
    return verdict !== 'unknown' && verdict !== former?.verdict;
  });
  const lost = [...before.values()].filter((finding) => !after.has(subjectOf(finding)));
  const unanswered = lost.filter(
    ({ control, resource: { region, id } }) =>
      !less.findings.some(
        (other) =>
          other.control === control &&
          // A bucket whose region nobody may ask for stands in none.
          (other.reason === 'not_listed' || (other.resource.id === id && other.verdict === 'unknown')) &&
          [region, GLOBAL].includes(other.resource.region),
      ),
  );
  return [
    ...worse.map(
      (finding) =>
        `${subjectOf(finding)} is ${finding.verdict}, was ${before.get(subjectOf(finding))?.verdict ?? 'no subject'}`,
    ),
    ...unanswered.map((finding) => `${subjectOf(finding)} went away, and no unknown answers for it`),
  ];
};

/** The findings that say `unknown` where the whole scan had a verdict, or no such subject. */
export const newlyUnknown = (whole: Evaluation, less: Evaluation): Finding[] => {
  const before = bySubject(whole);
  return less.findings.filter(
    (finding) => finding.verdict === 'unknown' && before.get(subjectOf(finding))?.verdict !== 'unknown',
  );
};
