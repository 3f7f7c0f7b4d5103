import type { Lineage, LineagePath, LineageState } from '../../model/lineage.js';
import { type Content, html, type Markup } from '../html/markup.js';
import type { Words } from '../text.js';
import { shortName, utc } from '../view.js';

/** Who approved what each endpoint serves: a chain a container, which reads from left to right. */
export const lineageList = (lineage: readonly Lineage[], words: Words): Markup =>
  html`<ul class="lineage">${lineage.map((endpoint) => endpointItem(endpoint, words))}</ul>`;

const endpointItem = ({ endpoint, deployed, config, paths }: Lineage, words: Words): Markup =>
  html`<li><p><b>${shortName(endpoint.id)}</b> <span class="where">${endpoint.region} · ${words.endpointConfig} ${shortName(config.name)}${
    config.state === 'seen' ? '' : html` <em class="${config.state}">${unseen(config, words)}</em>`
  }${deployed === undefined ? '' : ` · ${words.deployed} ${utc(deployed)}`}</span></p>${
    paths.length === 0 ? '' : html`<ul>${paths.map((path) => pathItem(path, words))}</ul>`
  }</li>
`;

const pathItem = (path: LineagePath, words: Words): Markup => {
  const { variant, model, package: served, approval } = path;
  return html`<li><ol class="chain">${step(words.variant, { state: 'seen' }, [variant], words)}${
    model === undefined
      ? step(words.model, { state: 'absent' }, [], words)
      : step(words.model, model, [shortName(model.name)], words)
  }${model?.state === 'seen' ? packageStep(served, words) : ''}${
    approval === undefined
      ? ''
      : step(
          words.approval,
          approval,
          [
            approval.by === undefined ? '' : personOf(approval.by),
            approval.time === undefined ? '' : utc(approval.time),
          ],
          words,
        )
  }</ol></li>
`;
};

/** Of an assumed role the session, which names the person, before the role. */
export const personOf = (arn: string): string => {
  const [kind, role, session] = shortNameParts(arn);
  return kind === 'assumed-role' && session !== undefined ? `${session} (${role})` : shortName(arn);
};

const shortNameParts = (arn: string): string[] => arn.split(':').slice(5).join(':').split('/');

const packageStep = (served: LineagePath['package'], words: Words): Markup =>
  served === undefined
    ? step(words.modelPackage, { state: 'absent' }, [], words)
    : step(
        words.modelPackage,
        served,
        [
          shortName(served.name),
          served.status === undefined ? '' : html`<b>${served.status}</b>`,
          served.author === undefined ? '' : `${words.registeredBy} ${personOf(served.author)}`,
        ],
        words,
      );

const step = (kind: string, state: LineageState, lines: readonly Content[], words: Words): Markup =>
  html`<li class="step ${state.state}"><span class="kind">${kind}</span>${[
    ...lines,
    state.state === 'seen' ? '' : html`<em>${unseen(state, words)}</em>`,
  ]
    .filter((line) => line !== '')
    .map((line) => html`<span>${line}</span>`)}</li>`;

const unseen = (state: Exclude<LineageState, { readonly state: 'seen' }>, words: Words): string =>
  state.state === 'absent' ? words.noneOnRecord : words.gapReason[state.reason];
