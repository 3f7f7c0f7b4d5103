import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const VERSION = '1.30.2';
const HOME = fileURLToPath(new URL('../../.tools/verapdf', import.meta.url));

/** What veraPDF (of Maven Central, installed on its first use into `.tools`) says of files: which of them are PDF/A-3b. */
export const arePdfA3b = (files: readonly string[]): readonly boolean[] => {
  const jar = `${HOME}/cli-${VERSION}.jar`;
  if (!existsSync(jar))
    execFileSync(
      'mvn',
      [
        ...['--batch-mode', '--quiet', 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy'],
        ...[`-Dartifact=org.verapdf.apps:cli:${VERSION}`, `-DoutputDirectory=${HOME}`],
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
  const said = judged(jar, files);
  const verdicts = new Map([...said.matchAll(/^(PASS|FAIL) (.+) 3b\s*$/gm)].map(([, word, file]) => [file, word]));
  return files.map((file) => {
    const verdict = verdicts.get(file);
    if (verdict === undefined) throw new Error(`veraPDF did not judge ${file}: ${said}`);
    return verdict === 'PASS';
  });
};

/** It ends with a code of its own where a file does not conform. */
const judged = (jar: string, files: readonly string[]): string => {
  try {
    return execFileSync('java', ['-jar', jar, '--flavour', '3b', '--format', 'text', ...files], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && typeof error.stdout === 'string' && error.stdout !== '')
      return error.stdout;
    throw error;
  }
};
