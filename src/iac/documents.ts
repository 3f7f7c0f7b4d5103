import type { FileCoverage } from '../model/finding.js';
import type { Resource } from '../model/resource.js';
import { stacksIn } from './cloudformation/cloud-assembly.js';
import { isTemplate, parametersAsked, readTemplates } from './cloudformation/template.js';
import type { Destination, Reading } from './declaration.js';
import { configMapsIn } from './kubernetes/config-maps.js';
import { isManifest, readManifest } from './kubernetes/manifest.js';
import type { RuntimeMembers } from './resources.js';
import type { ParsedDocument } from './yaml.js';

export { parsedDocuments } from './yaml.js';

/** A file of YAML or JSON, and what it is read as. */
export interface DocumentFile {
  readonly path: string;
  readonly kind: FileCoverage['kind'];
  readonly documents: readonly ParsedDocument[];
}

interface DocumentOptions {
  readonly destination: Destination;
  readonly given: Readonly<Record<string, string>>;
  readonly runtimeMembers: RuntimeMembers;
  scrub(json: string, type: string): string | Promise<string>;
}

export interface DocumentReading extends Reading {
  /** Objects of Kubernetes, which are resources as they stand. */
  readonly objects: readonly Resource[];
  /** Names of the parameters that templates ask for. */
  readonly parameters: readonly string[];
}

/** A template of CloudFormation is one document; manifests of Kubernetes may be many. */
export const kindOf = (documents: readonly ParsedDocument[]): FileCoverage['kind'] => {
  if (isTemplate(documents[0]?.value)) return 'cloudformation';
  return documents.some(({ value }) => isManifest(value)) ? 'kubernetes' : 'ignored';
};

/** What templates of CloudFormation and manifests of Kubernetes declare. */
export const readDocuments = async (
  files: readonly DocumentFile[],
  options: DocumentOptions,
): Promise<DocumentReading> => {
  const environments = new Map(
    files.flatMap(({ path, documents }) => documents.flatMap(({ value }) => stacksIn(path, value))),
  );
  const library = {
    templates: new Map(
      files.flatMap(({ path, kind, documents: [first] }) =>
        kind === 'cloudformation' && first !== undefined ? [[path, first] as const] : [],
      ),
    ),
    destinationOf: (file: string) => environments.get(file) ?? options.destination,
    given: options.given,
  };
  const templates = readTemplates(library);
  const written = files
    .filter(({ kind }) => kind === 'kubernetes')
    .flatMap(({ path, documents }) => documents.map((document) => ({ path, document })));
  const configMaps = await configMapsIn(
    written.map(({ document }) => document),
    options.scrub,
  );
  const manifests = await Promise.all(
    written.map(({ path, document }) => readManifest(path, document, { ...options, configMaps })),
  );
  return {
    declarations: templates.declarations,
    problems: [...templates.problems, ...manifests.flatMap(({ problems }) => problems)],
    objects: manifests.flatMap(({ resources }) => resources),
    parameters: parametersAsked(library),
  };
};
