import { renderGate } from './gate.js';
import { renderGateMarkdown } from './gate-markdown.js';
import { renderGithub } from './github.js';
import { renderGitlab } from './gitlab.js';
import type { GateRenderer } from './issues.js';
import { renderJson } from './json.js';
import { renderJunit } from './junit.js';
import { renderSarif } from './sarif.js';

/** Every form of a gate's result. By themselves: a gate is over before fifty other modules were loaded. */
export const GATE_RENDERERS = {
  text: renderGate,
  json: renderJson,
  sarif: renderSarif,
  junit: renderJunit,
  github: renderGithub,
  gitlab: renderGitlab,
  markdown: renderGateMarkdown,
} as const satisfies Record<string, GateRenderer>;

export type GateFormat = keyof typeof GATE_RENDERERS;

export const isGateFormat = (name: string): name is GateFormat => Object.hasOwn(GATE_RENDERERS, name);
