// The address bar and the links: as on any site, without the page loading again.
import { expect, heading, signIn, test } from '../support/app.js';
import { datori, deleganti } from '../support/people.js';
import { scrivi } from '../support/quesiti.js';

const [anna] = datori;

test('links, back and forward are those of any site', async ({ page, context }) => {
  await signIn(page, anna, '/quesiti');
  await heading(page, 'Quesiti');
  await page.evaluate(() => { globalThis.same = true; });
  const path = () => new URL(page.url()).pathname;
  const entries = () => page.evaluate(() => history.length);
  const pagamenti = page.locator('a[href="/pagamenti"]:visible').first();

  const before = await entries();
  await pagamenti.click();
  await expect.poll(path).toBe('/pagamenti');
  expect(await entries()).toBe(before + 1);
  // A link to where one is leads nowhere back.
  await pagamenti.click();
  expect(await entries()).toBe(before + 1);

  await page.goBack();
  await heading(page, 'Quesiti');
  expect(path()).toBe('/quesiti');
  await page.goForward();
  await expect.poll(path).toBe('/pagamenti');
  await expect(page.getByRole('heading', { level: 1, name: 'Quesiti' })).toHaveCount(0);

  // Another tab is the browser's, and so is what is saved.
  const [other] = await Promise.all([context.waitForEvent('page'), page.locator('a[href="/quesiti"]:visible').first().click({ modifiers: ['ControlOrMeta'] })]);
  await heading(other, 'Quesiti');
  await other.close();
  expect(path()).toBe('/pagamenti');
  expect(await page.evaluate(() => globalThis.same)).toBe(true);
});

test('a page that is opened is shown from its top', async ({ page }) => {
  await signIn(page, anna, '/quesiti');
  await heading(page, 'Quesiti');
  const top = () => page.evaluate(() => Math.round(scrollY));
  const thread = page.locator('main a[href^="/quesiti/"]:not([href*="nuovo"])').last();
  await thread.scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, 300));
  const left = await top();
  expect(left).toBeGreaterThan(0);
  await thread.click();
  await expect.poll(() => new URL(page.url()).pathname).not.toBe('/quesiti');
  await expect.poll(top).toBe(0);
});

/** Through the wizard to the number. */
async function domanda(page, oggetto) {
  await scrivi(page, oggetto);
  await page.getByRole('button', { name: 'Continua' }).click();
  await heading(page, 'Controlla e invia');
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await heading(page, 'Quesito inviato');
}

test('back from the number leads to before the question, not into an empty one', async ({ page }) => {
  await signIn(page, deleganti[1], '/');
  await heading(page, /Ciao/);
  await page.getByRole('link', { name: 'Fai una domanda' }).first().click();
  await domanda(page, 'Prima domanda');
  await page.goBack();
  await heading(page, /Ciao/);
  expect(new URL(page.url()).pathname).toBe('/');
  // A new one goes back page by page, as any.
  await page.getByRole('link', { name: 'Fai una domanda' }).first().click();
  await heading(page, /Di quale rapporto|Di che cosa si tratta/);
  const first = page.url();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Continua' }).click();
  await expect(page).not.toHaveURL(first);
  await page.goBack();
  await expect(page).toHaveURL(first);
  await heading(page, /Di quale rapporto|Di che cosa si tratta/);
});

test('back from the number leads home where nothing came before', async ({ page, context }) => {
  await signIn(page, deleganti[16], '/quesiti');
  await heading(page, 'Quesiti');
  // As a shortcut of the app opens it.
  const [opened] = await Promise.all([context.waitForEvent('page'), page.evaluate(() => { globalThis.open('/quesiti/nuovo'); })]);
  await domanda(opened, 'Dalla scorciatoia');
  await opened.evaluate(() => history.back());
  await heading(opened, /Ciao/);
  expect(new URL(opened.url()).pathname).toBe('/');
  await opened.close();
});
