// What every journey does: open a page that must not complain, sign in, look for accessibility problems.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { expect, test as base } from '@playwright/test';

/** The system of this worker. */
const ORIGIN = process.env.BASE_URL.split(' ')[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What the browser says of a request that there was no network for. */
export const OFFLINE = /ERR_INTERNET_DISCONNECTED/;

/** What the browser says of an answer with this status. */
export const status = (code) => new RegExp(`status of ${code}`);

const allowed = new WeakMap();

/** Lets a page complain, from here on, of what the test itself causes: statuses, OFFLINE. */
export function allow(page, ...patterns) {
  allowed.get(page).push(...patterns);
}

/** Whether SMS wait for the morning: only where the system has the machine's clock, and there from 21 to 8 in Rome. */
export function silent() {
  const hour = Number(new Intl.DateTimeFormat('it', { hour: 'numeric', hourCycle: 'h23', timeZone: 'Europe/Rome' }).format(new Date()));
  return process.env.OROLOGIO === 'macchina' && (hour >= 21 || hour < 8);
}

/** Who has no session is told so by a 401 of its address: each visit begins with it. */
function signedOut(message) {
  return status(401).test(message.text()) && new URL(message.location().url).pathname === '/api/sessione';
}

/** Collects what a page complains of, and each picture of it without the one heading that says where one is. */
async function watch(page) {
  const complaints = [];
  allowed.set(page, []);
  await page.exposeFunction('senzaTitolo', (where) => complaints.push(where));
  await page.addInitScript(() => {
    if (self !== top) return;
    let begun = false;
    let last = '';
    const look = () => {
      const headings = [...document.querySelectorAll('h1')].map((one) => one.textContent.trim());
      // What `index.html` shows until the app is there has none.
      begun ||= headings.length > 0;
      const now = headings.length === 1 && headings[0] ? '' : `headings [${headings.join(', ')}] on ${location.pathname}`;
      if (begun && now && now !== last) globalThis.senzaTitolo(now);
      last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    const expected = signedOut(message) || allowed.get(page).some((pattern) => pattern.test(message.text()));
    if (!expected) complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.stack || error.message}`));
  return complaints;
}

export const test = base.extend({
  baseURL: ORIGIN,
  page: async ({ page }, use) => {
    const complaints = await watch(page);
    await use(page);
    expect(complaints, 'console').toEqual([]);
  },
});

export { expect };

/** Opens another browser for somebody else, which must not complain either. */
export async function someoneElse(browser, use, options = {}) {
  const context = await browser.newContext({ baseURL: ORIGIN, locale: 'it-IT', timezoneId: 'Europe/Rome', ...options });
  const page = await context.newPage();
  const complaints = await watch(page);
  try {
    await use(page);
    expect(complaints, 'console').toEqual([]);
  } finally {
    await context.close();
  }
}

/** A page that has not mounted passes axe: the heading is asserted first. */
export async function heading(page, name) {
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Fills the sign-in page that is shown and waits for it to go. */
export async function fillSignIn(page, person) {
  await heading(page, 'Accedi');
  await page.getByLabel('Codice fiscale').fill(person.cf);
  await page.getByLabel('PIN', { exact: true }).fill(person.pin);
  await page.getByRole('button', { name: 'Accedi' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Accedi' })).toBeHidden();
}

export async function signIn(page, person, path = '/') {
  await page.goto(path);
  await fillSignIn(page, person);
}

/** No violations of WCAG 2.2 AA or of best practice, nothing wider than the screen. */
export async function accessible(page, screen) {
  await expect(page.locator('h1')).toHaveCount(1);
  // Content that is still appearing has no contrast of its own.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (tags) => {
    const result = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }, TAGS);
  expect(violations, `axe: ${screen}`).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const wide = await page.evaluate(() => {
    const edge = document.documentElement.clientWidth + 1;
    return [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > edge).map((one) => `${one.tagName}.${one.className}`);
  });
  expect(overflow, `${screen} scrolls sideways: ${wide.slice(0, 8).join(', ')}`).toBeLessThanOrEqual(0);
}

const CITIZEN = ['accesso', 'conto', 'inizio', 'quesiti', 'quesito', 'seguito', 'nuovo', 'inviato', 'allegati', 'contatti', 'domanda', 'salvataggio', 'presa', 'informazioni'];

/** Waits until this release is on the device, with these parts: those that a citizen opens, or others. */
export async function onDevice(page, areas = CITIZEN) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) location.reload();
  });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const whole = () => page.evaluate(async (areas) => {
    const { aree = {}, testi } = globalThis.cassetto ?? {};
    if (!testi) return false;
    const wanted = areas.flatMap((area) => aree[area] ?? []);
    const found = await Promise.all([...wanted, testi[document.documentElement.lang][0]].map((address) => caches.match(address)));
    return found.every(Boolean);
  }, areas);
  await expect.poll(whole, { timeout: 30_000 }).toBe(true);
}

/** Keeps a picture where SCHERMATE names a folder. */
export async function picture(page, name) {
  if (!process.env.SCHERMATE) return;
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${process.env.SCHERMATE}/${name}.png`, animations: 'disabled' });
}
