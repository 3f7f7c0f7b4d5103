import { createHash } from 'node:crypto';
import type { Language } from '../../model/control.js';
import { html, type Markup, trusted } from './markup.js';

/** What a page brings along: words of our own, which nothing from an account may reach. */
interface PageHead {
  readonly language: Language;
  /** Text; it is escaped. */
  readonly title: string;
  readonly style: string;
  /** Absent where the page runs nothing. */
  readonly script?: string;
}

/** A page up to its body: it requests nothing, and admits its one style sheet, and its script if it has one, by hash. */
export const pageHead = ({ language, title, style, script }: PageHead): Markup => html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
`;

const policyOf = (style: string, script: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src ${sha256(style)}`,
    ...(script === undefined ? [] : [`script-src ${sha256(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
