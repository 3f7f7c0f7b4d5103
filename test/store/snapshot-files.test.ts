import { appendFileSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSnapshotWriter, openSnapshot } from '../../src/store/snapshot-files.js';
import { complete, resource, SCOPE } from '../engine/memory-snapshot.js';

const NOTEBOOK = 'AWS::SageMaker::NotebookInstance';
const folder = (): string => join(mkdtempSync(join(tmpdir(), 'kansa-')), 'snapshot');

describe('a snapshot on disk', () => {
  it('gives back what was written, by region and id, whatever order it came in', () => {
    const path = folder();
    const writer = createSnapshotWriter(path);
    const [b, a, osaka] = [
      resource({ type: NOTEBOOK, id: 'b', names: ['bee'], tags: { 所有者: '監査部' } }),
      resource({ type: NOTEBOOK, id: 'a' }),
      resource({ type: NOTEBOOK, id: 'a', region: 'ap-northeast-3' }),
    ];
    for (const each of [osaka, b, a]) writer.resource(each);
    writer.listing(complete(NOTEBOOK));
    writer.end(SCOPE, []);

    const snapshot = openSnapshot(path);
    expect([...snapshot.resources(NOTEBOOK)]).toEqual([a, b, osaka]);
    expect(snapshot.find(NOTEBOOK, 'ap-northeast-1', 'bee')).toEqual(b);
    expect(snapshot.find(NOTEBOOK, 'ap-northeast-3', 'bee')).toBeUndefined();
    expect(snapshot.find(NOTEBOOK, undefined, 'bee')).toEqual(b);
    expect([snapshot.scope, snapshot.types, snapshot.listings, snapshot.calls]).toEqual([
      SCOPE,
      [NOTEBOOK],
      [complete(NOTEBOOK)],
      [],
    ]);
    expect(readdirSync(join(path, 'resources/123456789012/ap-northeast-1'))).toEqual([
      'AWS-SageMaker-NotebookInstance.ndjson',
    ]);
    snapshot.close();
  });

  it.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('finds the same of two that answer to one name: %s was listed before %s', (...ids) => {
    const path = folder();
    const writer = createSnapshotWriter(path);
    for (const id of ids) writer.resource(resource({ type: NOTEBOOK, id, names: ['bee'] }));
    writer.end(SCOPE, []);
    expect(openSnapshot(path).find(NOTEBOOK, 'ap-northeast-1', 'bee')?.id).toBe('a');
  });

  it('writes nothing outside its folder, whatever an answer calls its account and region', () => {
    const path = folder();
    const writer = createSnapshotWriter(path);
    const hostile = resource({ type: NOTEBOOK, id: 'a', account: '../../..', region: '..' });
    writer.resource(hostile);
    writer.end(SCOPE, []);
    expect(readdirSync(dirname(path))).toEqual(['snapshot']);
    expect(readdirSync(join(path, 'resources'), { recursive: true })).toContain(
      join('__.._..', '_', 'AWS-SageMaker-NotebookInstance.ndjson'),
    );
    expect([...openSnapshot(path).resources(NOTEBOOK)]).toEqual([hostile]);
  });

  it('is called unfinished until it is whole', () => {
    const path = folder();
    const writer = createSnapshotWriter(path);
    writer.resource(resource({ type: NOTEBOOK, id: 'a' }));
    expect(readdirSync(dirname(path))).toEqual(['snapshot.part']);
    expect(readdirSync(`${path}.part`)).toEqual(['resources']);
    writer.end(SCOPE, []);
    expect(readdirSync(dirname(path))).toEqual(['snapshot']);
  });

  it('holds far more than it keeps in memory at once', () => {
    const path = folder();
    const writer = createSnapshotWriter(path);
    const filler = 'x'.repeat(900);
    for (let index = 0; index < 3000; index += 1)
      writer.resource(resource({ type: NOTEBOOK, id: `n${index}`, properties: { filler } }));
    writer.end(SCOPE, []);
    const snapshot = openSnapshot(path);
    expect([...snapshot.resources(NOTEBOOK)].length).toBe(3000);
    expect(snapshot.find(NOTEBOOK, 'ap-northeast-1', 'n2999')?.properties).toEqual({ filler });
    snapshot.close();
  });

  it('counts a resource once that two pages of a growing list both showed', () => {
    const path = folder();
    const writer = createSnapshotWriter(path);
    for (const id of ['a', 'b', 'a']) writer.resource(resource({ type: NOTEBOOK, id }));
    writer.end(SCOPE, []);
    expect([...openSnapshot(path).resources(NOTEBOOK)].map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('of nothing is a snapshot, too', () => {
    const path = folder();
    createSnapshotWriter(path).end(SCOPE, []);
    expect(openSnapshot(path).types).toEqual([]);
  });

  it('is refused when its last line is cut off', () => {
    const path = folder();
    const writer = createSnapshotWriter(path);
    writer.resource(resource({ type: NOTEBOOK, id: 'a' }));
    writer.end(SCOPE, []);
    appendFileSync(
      join(path, 'resources/123456789012/ap-northeast-1/AWS-SageMaker-NotebookInstance.ndjson'),
      '{"id":"b"',
    );
    expect(() => openSnapshot(path)).toThrow('its last line is cut off; scan or replay again');
  });
});
