import { createHash } from 'node:crypto';
import type { Evaluation } from '../model/finding.js';
import { by, canonicalJson } from '../model/json.js';
import { type FileEntry, type Link, MANIFEST, type Manifest } from '../model/manifest.js';
import type { Difference, RunContent } from '../model/verification.js';

/** The manifest of a run that holds these files. The same content gives the same bytes, whoever seals and when. */
export const manifestOf = (
  { kansa, scope, digests }: Pick<Evaluation, 'kansa' | 'scope' | 'digests'>,
  files: readonly FileEntry[],
  previous?: Link,
): Manifest => ({
  schemaVersion: 1,
  kansa,
  scope,
  digests,
  ...(previous !== undefined && { previous }),
  files: [...files].sort(by(({ path }) => path)),
});

/** The bytes of `manifest.json`: there is one way to write it, so that a byte that was added to it shows. */
export const manifestText = (manifest: Manifest): string => `${canonicalJson(manifest, 2)}\n`;

/** sha256 in hex. */
export const sha256Of = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Every file that departs from the manifest, by path. Content that stands elsewhere is recognised: a rename, a swap. */
export const differencesOf = ({ files: sealed }: Manifest, { files, irregular }: RunContent): Difference[] => {
  const found = new Map(files.map((file) => [file.path, file]));
  const known = new Map(sealed.map((file) => [file.path, file]));
  const foundAt = pathsByContent(files);
  const sealedAt = pathsByContent(sealed);
  const lost = sealed.flatMap((entry): Difference[] => {
    const now = found.get(entry.path);
    if (now === undefined) {
      if (irregular.includes(entry.path)) return [];
      const foundAs = foundAt.get(entry.sha256)?.find((path) => !known.has(path));
      return [{ kind: 'missing', path: entry.path, ...(foundAs !== undefined && { foundAs }) }];
    }
    if (now.sha256 === entry.sha256 && now.size === entry.size) return [];
    const contentOf = sealedAt.get(now.sha256)?.[0];
    return [
      {
        kind: 'changed',
        path: entry.path,
        size: now.size,
        sealedSize: entry.size,
        ...(contentOf !== undefined && { contentOf }),
      },
    ];
  });
  const added = files
    .filter(({ path }) => !known.has(path))
    .map(({ path, size }): Difference => ({ kind: 'added', path, size }));
  const strange = irregular.map((path): Difference => ({ kind: 'irregular', path }));
  return [...lost, ...added, ...strange].sort(by(({ path }) => path));
};

/** Where the manifest says something else than the evaluation that it seals. */
export const contradictions = (manifest: Manifest, evaluation: Evaluation, findings: string): Difference[] => {
  const said = { kansa: manifest.kansa, scope: manifest.scope, digests: manifest.digests };
  const judged = { kansa: evaluation.kansa, scope: evaluation.scope, digests: evaluation.digests };
  const contradiction = (detail: string): Difference => ({ kind: 'manifest', path: MANIFEST, detail });
  return [
    ...(canonicalJson(said) === canonicalJson(judged)
      ? []
      : [contradiction('its scope, version or digests are not those of evaluation.json')]),
    ...(findings === evaluation.digests.findings
      ? []
      : [contradiction('the findings of evaluation.json do not have the digest that it names')]),
  ];
};

const pathsByContent = (files: readonly FileEntry[]): ReadonlyMap<string, readonly string[]> => {
  const paths = new Map<string, string[]>();
  for (const { path, sha256 } of files) paths.set(sha256, [...(paths.get(sha256) ?? []), path]);
  return paths;
};
