import { type Catalogue, type Language, SEVERITIES, THEMES } from '../../model/control.js';
import type { CallCount, Evaluation, Evidence, Finding, Violation } from '../../model/finding.js';
import type { Gap } from '../../model/gap.js';
import { by, byCodeUnit, type Json } from '../../model/json.js';
import { isFileSource, type Source } from '../../model/resource.js';
import { CALL_OUTCOMES, type CallOutcome } from '../../model/snapshot.js';
import { VERDICTS, type Verdict } from '../../model/verdict.js';
import { type Row, stackedBars, wide } from '../html/charts.js';
import { type Content, html, type Markup, textOf, trusted } from '../html/markup.js';
import { pageHead } from '../html/page.js';
import { SCRIPT } from '../html/script.js';
import { STYLE } from '../html/style.js';
import { retentionSection } from '../retention/html.js';
import { RETENTION_WORDS } from '../retention/words.js';
import { exitMeaning, WORDS, type Words } from '../text.js';
import {
  type ControlGroup,
  curesOf,
  groupsOf,
  isIam,
  isOpen,
  messageOf,
  nameOfService,
  narrowedTo,
  OPEN,
  placeListed,
  placeUnlisted,
  serviceOf,
  shortName,
  TROUBLES,
  utc,
  violationText,
} from '../view.js';
import { lineageList } from './lineage.js';
import { DATA_WORDS } from './personal-data.js';
import { personalDataSection } from './personal-data-html.js';

/**
 * The evaluation as one self-contained page: it requests nothing, and admits its one style sheet and one script by hash.
 * Everything that is open is shown; what passed is folded. Text from the account is escaped by `html`, in one place.
 */
export const renderHtml = (evaluation: Evaluation, catalogue: Catalogue, language: Language): string => {
  const words = WORDS[language];
  const groups = groupsOf(evaluation, catalogue, language);
  const page: Page = { evaluation, catalogue, language, words };
  const open = groups.filter(({ findings }) => findings.some(isOpen));
  const settled = groups.filter(({ findings }) => !findings.some(isOpen));
  return textOf(html`${pageHead({
    language,
    title: `${words.title} – ${evaluation.scope.account} – ${utc(evaluation.scope.now)}`,
    style: STYLE,
    script: SCRIPT,
  })}<body>
${top(page)}
<main>
${glance(page)}
${overview(page)}
${openFindings(page, open)}
${notSeen(page)}
${retention(page)}
${personalDataSection(evaluation, language)}
${settledControls(page, settled)}
${coverage(page)}
</main>
${bottom(page)}
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`);
};

/** What every part of the page needs. */
interface Page {
  readonly evaluation: Evaluation;
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly words: Words;
}

const top = ({ evaluation: { scope, exitCode }, language, words }: Page): Markup => html`<header class="top">
<div class="brand"><span class="seal" lang="ja" aria-hidden="true">監査</span><div><h1>${words.title}</h1><p>kansa</p></div></div>
<dl class="facts">
<div><dt>${words.account}</dt><dd>${scope.account}</dd></div>
<div><dt>${words.regions}</dt><dd>${scope.regions.join(words.comma)}</dd></div>
<div><dt>${words.judgedAt}</dt><dd>${utc(scope.now)}</dd></div>
<div><dt>${words.since}</dt><dd>${utc(scope.since)}</dd></div>
<div><dt>${words.exitCode}</dt><dd>${exitCode} <small>${exitMeaning(words, exitCode)}</small></dd></div>
</dl>
<nav aria-label="${words.contents}"><ul>
${NAVIGATION.map((id) => html`<li><a href="#${id}">${titleOf(id, words, language)}</a></li>`)}
</ul></nav>
</header>`;

const NAVIGATION = [
  'overview',
  'findings',
  'notSeen',
  'retention',
  'personalData',
  'settled',
  'coverage',
  'digests',
] as const;

const titleOf = (id: (typeof NAVIGATION)[number], words: Words, language: Language): string => {
  if (id === 'retention') return RETENTION_WORDS[language].title;
  return id === 'personalData' ? DATA_WORDS[language].title : words[id];
};

// — the verdict at a glance —

const glance = ({ evaluation, words }: Page): Markup => {
  const { summary, findings } = evaluation;
  const narrowing = narrowedTo(evaluation, words);
  return html`<section aria-labelledby="headline">
<h2 class="headline" id="headline">${words.headline(summary.fail, summary.unknown, findings.length)}</h2>
${
  narrowing === undefined
    ? ''
    : html`<p class="note">${narrowing}</p>
`
}<ul class="tiles">
${VERDICTS.map((verdict) => tile(verdict, summary[verdict], findings, words))}
</ul>
</section>`;
};

const tile = (verdict: Verdict, count: number, findings: readonly Finding[], words: Words): Markup => {
  const isBig = verdict === 'fail' || verdict === 'unknown';
  const bySeverity = SEVERITIES.map((severity) => {
    const own = findings.filter((finding) => finding.verdict === verdict && finding.severity === severity);
    return html`<li>${words.severity[severity]} <b>${own.length}</b></li>`;
  });
  return html`<li class="tile v-${verdict}${isBig ? ' big' : ''}">
<span class="n">${count}</span><span class="label">${words.verdict[verdict]}</span>
<p>${words.verdictMeaning[verdict]}</p>${isBig ? html`<ul>${bySeverity}</ul>` : ''}
</li>
`;
};

// — pictures —

const overview = (page: Page): Markup => {
  const { evaluation, words } = page;
  const { findings, coverage, lineage } = evaluation;
  const verdictNames = VERDICTS.map((verdict) => words.verdict[verdict]);
  return html`<section aria-labelledby="overview">
<h2 id="overview">${words.overview}</h2>
<div class="charts">
${stackedBars(words.byService, words.service, verdictNames, verdictRows(findings, serviceOf, nameOfService))}
${stackedBars(
  words.byTheme,
  words.themeHead,
  verdictNames,
  verdictRows(findings, themeOf, (theme) => words.theme[theme]),
)}
</div>
${stackedBars(
  words.callsByService,
  words.service,
  [words.answered, words.answeredNone, words.troubled],
  callRows(coverage.calls),
)}
${
  lineage.length === 0
    ? ''
    : html`<h3>${words.lineage}</h3>
<p class="note">${words.lineageNote}</p>
${lineageList(lineage, words)}`
}
</section>`;
};

const themeOf = ({ theme }: Finding): Finding['theme'] => theme;

/** Findings counted by a key and their verdict, in the order of the keys. */
const verdictRows = <Key extends string>(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => Key,
  nameOf: (key: Key) => string,
): Row[] => {
  const counts = new Map<Key, Map<Finding['verdict'], number>>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const own = counts.get(key) ?? new Map<Finding['verdict'], number>();
    counts.set(key, own.set(finding.verdict, (own.get(finding.verdict) ?? 0) + 1));
  }
  return [...counts].sort(by(([key]) => key)).map(([key, own]) => ({
    name: nameOf(key),
    parts: VERDICTS.map((verdict) => ({ tone: `v-${verdict}`, count: own.get(verdict) ?? 0 })),
  }));
};

const callRows = (calls: readonly CallCount[]): Row[] =>
  [...new Set(calls.map(({ service }) => service))].sort(byCodeUnit).map((service) => {
    const own = calls.filter((call) => call.service === service);
    const count = (outcomes: readonly CallOutcome[]) =>
      own.flatMap((call) => outcomes.map((outcome) => call.outcomes[outcome] ?? 0)).reduce((sum, n) => sum + n, 0);
    return {
      name: service,
      parts: [
        { tone: 'v-pass', count: count(['ok']) },
        { tone: 'v-not_applicable', count: count(['absent', 'gone']) },
        { tone: 'v-unknown', count: count(TROUBLES) },
      ],
    };
  });

// — what is open —

const openFindings = (page: Page, groups: readonly ControlGroup[]): Markup => html`<section aria-labelledby="findings">
<h2 id="findings">${page.words.findings}</h2>
${
  groups.length === 0
    ? html`<p>${page.words.noFindings}</p>`
    : html`<p class="note">${page.words.findingsNote}</p>
${choices(page)}
${narrowing(page)}
<p class="empty">${page.words.nothingMatches}</p>
${groups.map((group) => openControl(page, group))}`
}
</section>`;

const choices = ({ evaluation: { findings }, words }: Page): Markup => {
  const verdicts = OPEN.filter((verdict) => findings.some((finding) => finding.verdict === verdict));
  const severities = SEVERITIES.filter((severity) => findings.some((one) => isOpen(one) && one.severity === severity));
  return html`<div class="filters">
<fieldset><legend>${words.filter}${words.colon}${words.allVerdicts}</legend>${choice('verdict', 'all', words.allVerdicts)}${verdicts.map((verdict) => choice('verdict', verdict, words.verdict[verdict]))}</fieldset>
<fieldset><legend>${words.filter}${words.colon}${words.allSeverities}</legend>${choice('severity', 'all', words.allSeverities)}${severities.map((severity) => choice('severity', severity, words.severity[severity]))}</fieldset>
</div>`;
};

/** Choices that need the script: hidden until it runs. */
const narrowing = ({ evaluation: { findings }, words }: Page): Markup => {
  const themes = THEMES.filter((theme) => findings.some((finding) => finding.theme === theme));
  const services = [...new Set(findings.map(serviceOf))].sort(byCodeUnit);
  return html`<search class="narrow" id="narrow" hidden>
<label>${words.search} <input type="search" id="words" autocomplete="off" spellcheck="false"></label>
<label>${words.themeHead} <select name="theme"><option value="">${words.all}</option>${themes.map((theme) => html`<option value="${theme}">${words.theme[theme]}</option>`)}</select></label>
<label>${words.service} <select name="service"><option value="">${words.all}</option>${services.map((service) => html`<option value="${service}">${nameOfService(service)}</option>`)}</select></label>
<output id="told" for="words" data-text="${words.matching}"></output>
</search>`;
};

const choice = (name: string, value: string, label: string): Markup =>
  html`<label><input type="radio" name="${name}" id="${name}-${value}" autocomplete="off"${value === 'all' ? html` checked` : ''}><span>${label}</span></label>`;

const openControl = (page: Page, group: ControlGroup): Markup => {
  const { id, severity, theme, text, findings } = group;
  const { words } = page;
  const open = OPEN.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict));
  const first = open.slice(0, MOST_UNFOLDED);
  const more = open.slice(MOST_UNFOLDED);
  return html`<article class="control open s-${severity}" data-theme="${theme}" data-service="${id.split('/')[0]}" aria-labelledby="${id}">
<p class="tags"><span class="sev s-${severity}">${words.severity[severity]}</span><span>${words.theme[theme]}</span>${tally(group, words)}</p>
<h3 id="${id}">${text.title}</h3>
<p class="id"><code>${id}</code></p>
<p>${text.description}</p>
${text.remediation === '' ? '' : html`<div class="remedy"><h4>${words.remediation}</h4><p>${text.remediation}</p></div>`}
<ol>
${first.map((finding) => openFinding(page, group, finding))}
</ol>
${more.length === 0 ? '' : html`<details class="folded"><summary>${words.moreResources(more.length)}</summary><ol>${more.map((finding) => openFinding(page, group, finding))}</ol></details>`}
${settledList(page, group)}
</article>
`;
};

/** Findings of one control that stand unfolded; the others are one click away, never left out. */
const MOST_UNFOLDED = 25;

const tally = ({ findings }: ControlGroup, words: Words): Markup =>
  html`<span class="tally">${VERDICTS.map((verdict) => {
    const count = findings.filter((finding) => finding.verdict === verdict).length;
    return count === 0 ? '' : html`<span class="v-${verdict}">${words.verdict[verdict]} ${count}</span>`;
  })}</span>`;

const openFinding = (page: Page, { text }: ControlGroup, finding: Finding): Markup => {
  const { words, language } = page;
  const { verdict, fingerprint, violations, unproven, gaps } = finding;
  return html`<li class="finding v-${verdict}" id="f-${fingerprint}">
<p class="head"><span class="badge">${words.verdict[verdict]}</span>${subject(finding, words)}</p>
${verdict === 'unknown' ? html`<p class="message">${messageOf(finding, text, language)}</p>${english(finding.reason === 'evaluation_error' ? finding.message : '')}` : ''}${
  violations.length === 0 && verdict !== 'unknown'
    ? html`<p class="message">${messageOf(finding, text, language)}</p>`
    : ''
}${violations.map((violation) => violated(violation, page, text))}${gapList(gaps, finding.reason === 'not_listed' ? words.wholeList : words.wholeResource, words)}${
  unproven.length === 0
    ? ''
    : html`<p class="facet">${words.unproven}</p>${unproven.map((violation) => violated(violation, page, text))}`
}
</li>
`;
};

const subject = ({ resource, reason }: Finding, words: Words): Markup => {
  const { type, id, region } = resource;
  if (reason === 'not_listed')
    return html`<span class="name">${words.everyUnlisted(type, placeUnlisted(resource))}</span>`;
  const name = shortName(id);
  return html`<code class="name">${name}</code><span class="where">${type} · ${region}</span>${
    name === id
      ? ''
      : html`</p>
<p class="id"><code class="arn">${id}</code>`
  }`;
};

const violated = (violation: Violation, page: Page, text: ControlGroup['text']): Markup =>
  html`<p class="message">${violationText(violation, text, page.language)}</p>${evidenceList(violation.evidence, page.words)}`;

const evidenceList = (evidence: readonly Evidence[], words: Words): Markup | string =>
  evidence.length === 0
    ? ''
    : html`<ul class="evidence">${evidence.map(
        ({ pointer, value, omitted, source }) =>
          html`<li><code class="pointer">${pointer}</code>${value === undefined ? html`<span class="nothing">${omitted ? words.omitted : words.noValue}</span>` : pretty(value, words)}${calls(source, words)}</li>`,
      )}</ul>`;

const LONGEST_LINE = 240;
const MOST_LINES = 14;

/** A value as a person reads it: on one line where it fits, else indented; cut where it would fill the page. */
const pretty = (value: Json, words: Words): Markup => {
  const short = JSON.stringify(value);
  const lines = (short.length <= 72 ? short : JSON.stringify(value, null, 2)).split('\n');
  const shown = lines
    .slice(0, MOST_LINES)
    .map((line) => (line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)} …`));
  const hidden = lines.length - shown.length;
  return html`<pre>${shown.join('\n')}</pre>${hidden === 0 ? '' : html`<span class="cut">${words.cutLines(hidden)}</span>`}`;
};

const calls = (source: readonly Source[], words: Words): Markup | string => {
  if (source.length === 0) return '';
  const [first, ...more] = source.map((shown) => {
    if (isFileSource(shown)) return html`<code>${shown.file}:${shown.line}</code> · ${shown.address}`;
    const { operation, requestId, time } = shown;
    const request = requestId === undefined ? '' : html` · ${words.requestId} <code>${requestId}</code>`;
    return html`${operation} · ${utc(time)}${request}`;
  });
  return html`<div class="calls">${words.shownBy}${words.colon}${first}${
    more.length === 0
      ? ''
      : html`<details><summary>${words.moreCalls(more.length)}</summary><ul>${more.map((call) => html`<li>${call}</li>`)}</ul></details>`
  }</div>`;
};

const gapList = (gaps: readonly Gap[], whole: string, words: Words): Markup | string =>
  gaps.length === 0
    ? ''
    : html`<ul class="evidence">${gaps.map(
        ({ pointer, kind, reason, detail, action }) =>
          html`<li class="gap"><code class="pointer">${placeOf(pointer, kind, whole, words)}</code><b>${words.gapReason[reason]}</b>${english(detail)}${needed(action, words)}</li>`,
      )}</ul>`;

const needed = (action: string | undefined, words: Words): Markup | string =>
  action === undefined ? '' : html`<p>${words.needs}${words.colon}<code class="act">${action}</code></p>`;

const placeOf = (pointer: string, kind: Gap['kind'], whole: string, words: Words): string =>
  `${pointer === '' ? whole : pointer}${kind === 'partial' ? words.bracketed(words.partialList) : ''}`;

/** What AWS or the engine said, which is English whatever the page speaks. */
const english = (text: string): Markup | string => (text === '' ? '' : html`<p lang="en">${text}</p>`);

// — what could not be seen —

const notSeen = ({ evaluation, words }: Page): Markup => {
  const listings = evaluation.coverage.listings.filter(({ state }) => state !== 'complete');
  const { gaps } = evaluation.coverage;
  const cures = curesOf(evaluation);
  const iam = cures.map(({ action }) => action).filter(isIam);
  const isWhole = listings.length + gaps.length + cures.length === 0 && evaluation.summary.unknown === 0;
  return html`<section aria-labelledby="notSeen">
<h2 id="notSeen">${words.notSeen}</h2>
<p class="note">${isWhole ? words.allSeen : words.notSeenNote}</p>
${
  cures.length === 0
    ? ''
    : html`<p>${words.curesNote}</p>
${table(
  words.cures,
  [words.action, words.verdicts, words.lists, words.places],
  cures.map(({ action, verdicts, lists, places }) => [code(action), verdicts, lists, places]),
)}${
  iam.length === 0 ? '' : html`<details><summary>${words.statement}</summary><pre>${statement(iam)}</pre></details>`
}${iam.length === cures.length ? '' : html`<p>${words.curesKubernetes}</p>`}`
}
${
  listings.length === 0
    ? ''
    : table(
        words.listings,
        [words.resourceType, words.reason],
        listings.map(({ type, state, cause, ...listing }) => [
          html`${code(type)}<br><span class="where">${placeListed(listing)} · ${words.listing[state]}</span>`,
          cause === undefined
            ? ''
            : html`<b>${words.gapReason[cause.reason]}</b>${english(cause.detail)}${needed(cause.action, words)}`,
        ]),
      )
}
${
  gaps.length === 0
    ? ''
    : table(
        words.gapSummary,
        [words.action, words.reason, words.count],
        gaps.map(({ action, reason, count }) => [action === '' ? '–' : code(action), gapReason(reason, words), count]),
      )
}
</section>`;
};

const gapReason = (reason: string, words: Words): string =>
  Object.entries(words.gapReason).find(([known]) => known === reason)?.[1] ?? reason;

const statement = (actions: readonly string[]): string =>
  JSON.stringify({ Effect: 'Allow', Action: [...actions].sort(byCodeUnit), Resource: '*' }, null, 2);

// — how evidence is kept —

const retention = ({ evaluation: { retention, findings }, language }: Page): Markup =>
  retentionSection(retention, language, new Set(findings.filter(isOpen).map(({ fingerprint }) => fingerprint)));

// — what is settled —

const settledControls = (
  page: Page,
  groups: readonly ControlGroup[],
): Markup => html`<section aria-labelledby="settled">
<h2 id="settled">${page.words.settled}</h2>
<p class="note">${groups.length === 0 ? page.words.none : page.words.settledNote}</p>
${groups.map(
  (
    group,
  ) => html`<details class="settled" data-theme="${group.theme}" data-service="${group.id.split('/')[0]}"><summary>${group.text.title} ${tally(group, page.words)}</summary>
<p class="tags"><span class="sev s-${group.severity}">${page.words.severity[group.severity]}</span><span>${page.words.theme[group.theme]}</span><code>${group.id}</code></p>
<p>${group.text.description}</p>
${settledRows(page, group)}</details>
`,
)}
</section>`;

/** The passes of a control that has something open as well. */
const settledList = (page: Page, group: ControlGroup): Markup | string => {
  const rest = group.findings.filter((finding) => !isOpen(finding));
  if (rest.length === 0) return '';
  return html`<details class="rest"><summary>${tally({ ...group, findings: rest }, page.words)}</summary>${settledRows(page, group)}</details>`;
};

/** Passes that a page lists by name for one control: who needs them all reads evaluation.json. */
const MOST_SETTLED = 100;

const settledRows = ({ words, language }: Page, { findings, text }: ControlGroup): Markup => {
  const rest = findings.filter((finding) => !isOpen(finding));
  return html`<ul class="plain">${rest
    .slice(0, MOST_SETTLED)
    .map(
      (finding) =>
        html`<li class="v-${finding.verdict}"><span class="badge">${words.verdict[finding.verdict]}</span> <code>${finding.resource.id}</code> <span class="where">${finding.resource.region}</span>${
          finding.verdict === 'pass' ? '' : html` <span class="why">${messageOf(finding, text, language)}</span>`
        }${evidenceList(finding.evidence, words)}</li>`,
    )}${rest.length <= MOST_SETTLED ? '' : html`<li>${words.moreInEvaluation(rest.length - MOST_SETTLED)}</li>`}</ul>`;
};

// — coverage —

const coverage = ({ evaluation, catalogue, language, words }: Page): Markup => {
  const { calls, resources, controlsWithoutSubject } = evaluation.coverage;
  const titles = new Map(catalogue.controls.map(({ id, text }) => [id, text[language].title]));
  return html`<section aria-labelledby="coverage">
<h2 id="coverage">${words.coverage}</h2>
<p class="note">${words.coverageNote}</p>
${table(
  words.resourcesSeen,
  [words.resourceType, words.count],
  Object.keys(resources)
    .sort(byCodeUnit)
    .map((type) => [code(type), resources[type]]),
)}
${table(
  words.calls,
  [words.call, words.region, words.outcomes],
  calls.map(({ service, operation, region, outcomes }) => [
    code(`${service}:${operation}`),
    region,
    ended(outcomes, words),
  ]),
)}
<h3>${words.withoutSubject}</h3>
${
  controlsWithoutSubject.length === 0
    ? html`<p>${words.none}</p>`
    : html`<p class="note">${words.withoutSubjectNote}</p>
<ul class="plain">${controlsWithoutSubject.map((id) => html`<li>${titles.get(id)} <code>${id}</code></li>`)}</ul>`
}
</section>`;
};

/** `OK 11 · Throttled 2`: what did not work stands out. */
const ended = (outcomes: CallCount['outcomes'], words: Words): Content =>
  CALL_OUTCOMES.filter((outcome) => (outcomes[outcome] ?? 0) > 0).map((outcome, index) => [
    index === 0 ? '' : ' · ',
    html`<span${TROUBLE.has(outcome) ? html` class="bad"` : ''}>${words.outcome[outcome]} ${outcomes[outcome]}</span>`,
  ]);

const TROUBLE: ReadonlySet<CallOutcome> = new Set(TROUBLES);

/** A table whose numbers stand at the right; the first column names the row. */
const table = (caption: string, heads: readonly string[], rows: readonly (readonly Content[])[]): Markup => {
  const isNumber = (column: number) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number');
  return wide(
    caption,
    html`<table><caption>${caption}</caption>
<thead><tr>${heads.map((head, column) => html`<th scope="col"${isNumber(column) ? html` class="num"` : ''}>${head}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (row) => html`<tr>${row.map((cell, column) =>
    column === 0
      ? html`<th scope="row">${cell}</th>`
      : html`<td${isNumber(column) ? html` class="num"` : ''}>${cell === 0 ? '–' : cell}</td>`,
  )}</tr>
`,
)}</tbody></table>`,
  );
};

const code = (text: string): Markup => html`<code>${text}</code>`;

const bottom = ({ evaluation: { digests, kansa }, words }: Page): Markup => html`<footer>
<h2 id="digests">${words.digests}</h2>
<p class="note">${words.digestsNote}</p>
<dl class="facts">
<div><dt>${words.digestFindings}</dt><dd><code>${digests.findings}</code></dd></div>
<div><dt>${words.digestBundle}</dt><dd><code>${digests.bundle}</code></dd></div>
<div><dt>${words.digestParams}</dt><dd><code>${digests.params}</code></dd></div>
</dl>
<p>${words.madeBy(kansa)}</p>
</footer>`;
