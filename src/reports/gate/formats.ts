import type { GateRenderer } from '../issues.js';

/** Every form of a gate's result, by what loads it. By themselves: a gate is over before sixty other modules were loaded. */
const RENDERERS = {
  text: async () => (await import('./gate.js')).renderGate,
  json: async () => (await import('../run/json.js')).renderJson,
  sarif: async () => (await import('./sarif.js')).renderSarif,
  junit: async () => (await import('./junit.js')).renderJunit,
  github: async () => (await import('./github.js')).renderGithub,
  gitlab: async () => (await import('./gitlab.js')).renderGitlab,
  markdown: async () => (await import('./markdown.js')).renderGateMarkdown,
} as const satisfies Record<string, () => Promise<GateRenderer>>;

export type GateFormat = keyof typeof RENDERERS;

export const GATE_FORMATS: readonly string[] = Object.keys(RENDERERS);

export const isGateFormat = (name: string): name is GateFormat => Object.hasOwn(RENDERERS, name);

export const gateRenderer = (format: GateFormat): Promise<GateRenderer> => RENDERERS[format]();
