import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.js';
import { createRunDirectory, reopenRunDirectory } from '../../src/store/run-directory.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'kansa-run-'));

const formerRun = (): string => {
  const path = folder();
  for (const name of ['evaluation.json', 'recording.ndjson.gz.part']) writeFileSync(join(path, name), 'former');
  mkdirSync(join(path, 'snapshot/resources'), { recursive: true });
  return path;
};

describe('a run directory', () => {
  it('is made with every folder above it', () => {
    const path = join(folder(), 'runs/2026/today');
    expect(createRunDirectory(path, { overwrite: false })).toMatchObject({
      path,
      recording: join(path, 'recording.ndjson.gz'),
      snapshot: join(path, 'snapshot'),
    });
    expect(readdirSync(path)).toEqual([]);
  });

  it('holds a document whole or not at all', () => {
    const path = folder();
    createRunDirectory(path, { overwrite: false }).write('report.html', 'whole');
    expect(readdirSync(path)).toEqual(['report.html']);
  });

  it('keeps the document that it has until a new one is whole, however it comes', () => {
    const run = createRunDirectory(folder(), { overwrite: false });
    const textOf = () => readFileSync(join(run.path, 'report.json'), 'utf8');
    run.write('report.json', ['first', ' ', '監査\ud83d', '\udd0d']);
    expect(textOf()).toBe('first 監査\u{1f50d}');
    const broken = function* () {
      yield 'x'.repeat(100_000);
      throw new Error('no more of it');
    };
    expect(() => run.write('report.json', broken())).toThrow('no more of it');
    expect(textOf()).toBe('first 監査\u{1f50d}');
  });

  it('loses the parts of a former run, finished or not, when it is overwritten', () => {
    const path = formerRun();
    createRunDirectory(path, { overwrite: true });
    expect(readdirSync(path)).toEqual([]);
  });

  it('stays the folder that it was, which may be a link or a mounted volume', () => {
    const path = formerRun();
    const link = join(folder(), 'latest');
    symlinkSync(path, link);
    createRunDirectory(link, { overwrite: true }).write('report.html', 'new');
    expect(readdirSync(path)).toEqual(['report.html']);
  });

  it('is overwritten though a desktop was there, whose file stays', () => {
    const path = formerRun();
    writeFileSync(join(path, '.DS_Store'), 'desktop');
    createRunDirectory(path, { overwrite: true });
    expect(readdirSync(path)).toEqual(['.DS_Store']);
  });

  it('goes on from its recording, and is sealed anew; a signed one is evidence and does not', () => {
    const path = folder();
    for (const name of ['evaluation.json', 'manifest.json', 'recording.ndjson.gz', 'report.html'])
      writeFileSync(join(path, name), 'former');
    reopenRunDirectory(path).clear();
    expect(readdirSync(path)).toEqual(['recording.ndjson.gz']);
    writeFileSync(join(path, 'manifest.sigstore.json'), 'signature');
    expect(() => reopenRunDirectory(path)).toThrow(
      new UsageError(`run directory ${path} holds a signed run, which is evidence: it is not resumed; scan anew`),
    );
  });
});
