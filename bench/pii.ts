/**
 * `npm run bench:pii`: how much of a labelled corpus the detectors of personal data find, how much they find that is none, and
 * how fast they read. `--write` puts the tables into bench/README.md and docs/pii.md, `--mistakes` names each line that was judged
 * wrongly.
 */
import { measuredDetectors, writeDetectors } from './detectors.js';

const measured = measuredDetectors();
process.stdout.write(`${measured.quality}\n\n${measured.speeds}\n`);
if (process.argv.includes('--mistakes'))
  for (const { kind, type, document, line, text } of measured.mistakes)
    process.stdout.write(`${kind} ${type} ${document}:${line} ${document === 'table' ? '' : text}\n`);
if (process.argv.includes('--write')) writeDetectors(measured);
