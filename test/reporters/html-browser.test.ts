import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { render } from '../../src/reporters/html.ts';
import { makeFolder } from '../repository.ts';
import { attacks, checked, drawn, hostile, hostileDrawn, hostilePage, measured, plainStyle, shown } from './fixture.ts';

const places = [process.env.PIR_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = places.find((place) => place !== undefined && existsSync(place));
if (executablePath === undefined)
  console.log('skipped: no Chromium here (apt-get install chromium, or name one in PIR_CHROMIUM)');

const golden = readFileSync(join(import.meta.dirname, '../golden/report.html'), 'utf8');
const folder = makeFolder();

/** Where a page stands, and what it did: every request but the one for itself, every dialog, every complaint. */
interface Opened {
  page: Page;
  did: string[];
}

describe.skipIf(executablePath === undefined)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    // A profile of its own, which playwright takes away again.
    const args = [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ];
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args });
  });
  afterAll(() => browser?.close());

  async function open(html: string, name: string, look: { width?: number; dark?: true } = {}): Promise<Opened> {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, html);
    const context = await browser.newContext({
      viewport: { width: look.width ?? 1280, height: 900 },
      colorScheme: look.dark ? 'dark' : 'light',
    });
    const page = await context.newPage();
    const did: string[] = [];
    const address = pathToFileURL(file).href;
    page.on('request', (request) => {
      if (request.url() !== address) did.push(`request ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      did.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => did.push(`console ${message.text()}`));
    page.on('pageerror', (error) => did.push(`error ${error.message}`));
    await page.goto(address, { waitUntil: 'load' });
    return { page, did };
  }

  const rendered = async () => {
    const named = { checked, measured, shown, drawn };
    const pages = Object.entries(named).map(async ([name, given]) => [name, await render(given, plainStyle)] as const);
    return [['report', golden] as const, ...(await Promise.all(pages))];
  };

  test.each(['light', 'dark'] as const)('axe finds nothing to say, %s', async (scheme) => {
    for (const [name, html] of await rendered()) {
      const { page } = await open(html, name, scheme === 'dark' ? { dark: true } : {});
      await page.evaluate(axe.source);
      const { violations, passes } = (await page.evaluate(
        "axe.run(document, { resultTypes: ['violations'] }).then(({ violations, passes }) => ({ passes: passes.length, violations: violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' ')) }))",
      )) as { violations: string[]; passes: number };
      expect([name, violations]).toEqual([name, []]);
      expect(passes).toBeGreaterThan(10);
    }
  });

  test.each([400, 1280])('nothing runs over the edge at %i pixels, and nothing is fetched or run', async (width) => {
    for (const [name, html] of await rendered()) {
      const { page, did } = await open(html, name, { width });
      const [needed, had, scripts] = (await page.evaluate(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth, document.scripts.length]',
      )) as [number, number, number];
      expect([name, needed]).toEqual([name, had]);
      expect([name, scripts, did]).toEqual([name, 0, []]);
    }
  });

  test('the pictures follow the colours of the page, and print in those of paper', async () => {
    const inks: string[] = [];
    for (const look of [{}, { dark: true } as const]) {
      const { page } = await open(golden, 'report', look);
      inks.push(
        await page.evaluate(
          "getComputedStyle(document.querySelector('svg text')).fill + getComputedStyle(document.querySelector('svg path')).fill",
        ),
      );
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate("getComputedStyle(document.querySelector('svg text')).fill")).toBe('rgb(0, 0, 0)');
      expect(await page.evaluate("getComputedStyle(document.querySelector('nav')).display")).toBe('none');
    }
    expect(new Set(inks).size).toBe(2);
    for (const ink of inks) expect(ink).toMatch(/^rgb\(\d+, \d+, \d+\)rgb\(\d+, \d+, \d+\)$/);
  });

  test('on paper no table is wider than the page', async () => {
    const { page } = await open(golden, 'report', { width: 680 });
    await page.emulateMedia({ media: 'print' });
    const wide = await page.evaluate(
      "[...document.querySelectorAll('table, svg')].filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((each) => each.querySelector('caption, title').textContent)",
    );
    expect(wide).toEqual([]);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test.each(Object.entries({ hostile, hostilePage, hostileDrawn }))('%s: texts are texts', async (name, given) => {
    const { page, did } = await open(await render(given, plainStyle), name, { width: 400 });
    const found = (await page.evaluate(`({
      scripts: document.scripts.length,
      styles: document.querySelectorAll('style').length,
      fetched: document.querySelectorAll('img, iframe, object, embed, link, base, form, input, audio, video').length,
      handlers: [...document.querySelectorAll('*')].flatMap((each) => each.getAttributeNames()).filter((each) => /^on|^style$|^src/.test(each)),
      links: [...document.links].map((each) => each.protocol).filter((each) => !/^(?:https?|mailto|file):$/.test(each)),
      headings: document.querySelectorAll('h1').length,
      policies: document.querySelectorAll('meta[http-equiv]').length,
    })`)) as object;
    expect(found).toEqual({ scripts: 0, styles: 1, fetched: 0, handlers: [], links: [], headings: 1, policies: 1 });
    expect(did).toEqual([]);
    const words = (await page.evaluate('document.body.textContent')) as string;
    for (const attack of ['</failure><failure message="x">', '| a | `b`']) expect(words).toContain(attack);
    expect(words).toContain(attacks.find((attack) => attack.startsWith(']]>')));
    // Nothing becomes of them when somebody clicks on everything either.
    for (const summary of await page.locator('summary').all()) await summary.click({ timeout: 2000 }).catch(() => {});
    expect(did).toEqual([]);
  });
});
