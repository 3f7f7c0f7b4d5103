import type { Evaluation } from '../model/finding.js';
import { canonicalJson } from '../model/json.js';
import { MANIFEST } from '../model/manifest.js';
import { sha256Of } from './manifest.js';

/** in-toto Statement v1 (https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md), schemas/statement.schema.json. */
export interface Statement {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly [{ readonly name: string; readonly digest: { readonly sha256: string } }];
  readonly predicateType: typeof PREDICATE_TYPE;
  readonly predicate: RunPredicate;
}

/** The DSSE payload type of in-toto statements. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** Our own: the field's `test-result` has no word for what nobody could see (docs/decisions/0010). */
const PREDICATE_TYPE = 'https://kansa.dev/attestations/run/v1';

interface RunPredicate extends Pick<Evaluation, 'kansa' | 'scope' | 'digests' | 'summary' | 'exitCode'> {
  readonly result: 'violations' | 'incomplete' | 'clean';
}

/** What is signed of a run: the digest of its manifest, and what the run says. */
export const statementOf = (manifest: string, evaluation: Evaluation): Statement => {
  const { kansa, scope, digests, summary, exitCode } = evaluation;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: MANIFEST, digest: { sha256: sha256Of(manifest) } }],
    predicateType: PREDICATE_TYPE,
    predicate: { kansa, scope, digests, result: resultOf(summary), summary, exitCode },
  };
};

/** The bytes that are signed. */
export const statementText = (statement: Statement): string => canonicalJson(statement);

/** What nobody could see, or answer for, is never clean. */
const resultOf = ({
  fail,
  unknown,
  manual,
  waived,
  not_applicable,
  pass,
}: Evaluation['summary']): RunPredicate['result'] => {
  if (fail > 0) return 'violations';
  return unknown + manual > 0 || waived + not_applicable + pass === 0 ? 'incomplete' : 'clean';
};
