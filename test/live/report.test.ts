import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/model/control.js';
import { editionOf } from '../../src/reports/edition/edition.js';
import { renderEditionHtml } from '../../src/reports/edition/html.js';
import { renderHtml } from '../../src/reports/run/html.js';
import { editionExample } from '../reports/edition-example.js';
import { catalogue, hostile } from '../reports/example.js';
import { chromiumPath } from './chromium.js';

/** Pictures for a person to look at, after a run. */
const SHOTS = new URL('../../runs/screenshots/', import.meta.url).pathname;

const folder = mkdtempSync(join(tmpdir(), 'kansa-report-'));
/** Names without a place to break, in any direction of writing, and of another's syntax. */
const nastyEdition = editionExample((name) => `${name}-${'x'.repeat(300)}<b>\u202e`);
const pages = Object.fromEntries(
  LANGUAGES.flatMap((language) =>
    [
      [language, renderHtml(hostile, catalogue, language)] as const,
      [`edition.${language}`, renderEditionHtml(editionOf(nastyEdition, language))] as const,
    ].map(([name, page]) => {
      const path = join(folder, `report.${name}.html`);
      writeFileSync(path, page);
      return [name, pathToFileURL(path).href];
    }),
  ),
);

let browser: Browser;

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await chromium.launch({
    executablePath: chromiumPath() ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
});

afterAll(async () => {
  await browser?.close();
});

interface Opened {
  readonly page: Page;
  /** Addresses that the page asked for, and what the browser complained of. */
  readonly asked: readonly string[];
  readonly complaints: readonly string[];
}

const open = async (
  language: string,
  options: { readonly dark?: boolean; readonly width?: number; readonly admitAxe?: boolean } = {},
): Promise<Opened> => {
  const context = await browser.newContext({
    colorScheme: options.dark ? 'dark' : 'light',
    viewport: { width: options.width ?? 1280, height: 900 },
    // axe is a script of its own, which the page's policy rightly refuses.
    bypassCSP: options.admitAxe ?? false,
  });
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(pages[language] ?? '');
  return { page, asked, complaints };
};

describe.each(Object.keys(pages))('the page %s', (language) => {
  test.each([false, true])('is accessible (dark: %s)', async (dark) => {
    const { page } = await open(language, { dark, admitAxe: true });
    await page.evaluate(axe.source);
    const violations: unknown = await page.evaluate(
      "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => [id, impact, nodes.map(({ target }) => target.join(' ')).slice(0, 3)]))",
    );
    await page.screenshot({ path: join(SHOTS, `report.${language}.${dark ? 'dark' : 'light'}.png`), fullPage: true });
    expect(violations).toEqual([]);
  });

  test('asks for nothing but itself, and its policy refuses nothing of it', async () => {
    const { asked, complaints } = await open(language);
    expect(asked).toEqual([pages[language]]);
    expect(complaints).toEqual([]);
  });

  test('never scrolls sideways on a phone', async () => {
    const { page } = await open(language, { width: 360 });
    await page.screenshot({ path: join(SHOTS, `report.${language}.phone.png`), fullPage: true });
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(overflow).toBe(0);
  });
});

const shown = (page: Page) =>
  page.locator('.open .finding:visible .name, .open .finding:visible .where').allInnerTexts();

test('words narrow the findings, whatever width they are written in', async () => {
  const { page } = await open('ja');
  const all = await shown(page);
  await page.getByLabel('検索').fill('ｎｏｔｅｂｏｏｋ　直接');
  const narrowed = await page.locator('.open .finding:visible').count();
  expect(narrowed).toBeGreaterThan(0);
  expect(narrowed).toBeLessThan(all.length);
  expect(await page.locator('#told').textContent()).toBe(`該当する検出事項 ${narrowed} 件`);
  await page.getByLabel('検索').fill('');
  expect(await shown(page)).toEqual(all);
  expect(await page.locator('#told').textContent()).toBe('');
});

test('theme and service narrow the findings by keyboard alone', async () => {
  const { page } = await open('en');
  await page.getByLabel('Search').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  const theme = await page.locator('select[name=theme]').inputValue();
  expect(theme).not.toBe('');
  const themes = await page
    .locator('.control:visible, .settled:visible')
    .evaluateAll((all) => all.map((control) => control.getAttribute('data-theme')));
  expect(themes.length).toBeGreaterThan(0);
  expect([...new Set(themes)]).toEqual([theme]);
});

test('verdict and severity narrow without any script', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(pages.en ?? '');
  expect(await page.locator('#narrow').isVisible()).toBe(false);
  const before = await page.locator('.open .finding:visible').count();
  await page.getByText('Unknown', { exact: true }).locator('xpath=ancestor::label').click();
  const after = await page.locator('.open .finding:visible').count();
  expect([after > 0, after < before]).toEqual([true, true]);
});

test('what is folded is printed', async () => {
  const { page } = await open('en');
  const pdf = await page.pdf({ format: 'A4', printBackground: true });
  writeFileSync(join(SHOTS, 'report.en.pdf'), pdf);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});
