// How a visit begins: what the first page wants is asked for while the app is on its way.
import { accessible, allow, expect, heading, picture, signIn, test } from '../support/app.js';
import { datori } from '../support/people.js';

// What the worker has, no test can hold back.
test.use({ serviceWorkers: 'block' });
test.beforeEach(({ page }) => allow(page, /Service Worker registration blocked/));

/** What is asked of the service from here on. */
function questions(page) {
  const asked = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(pathname);
  });
  return asked;
}

/** Starts again with the code held back until somebody lets it go. */
async function startHeld(page) {
  const held = [];
  await page.route(/\/assets\/app-[^/]*\.wasm$/, (route) => { held.push(route); });
  await page.reload({ waitUntil: 'commit' });
  await expect.poll(() => held.length).toBeGreaterThan(0);
  return () => Promise.all(held.map((route) => route.fallback()));
}

const ciao = ({ nome }) => `Ciao, ${nome.split(' ')[0]}`;
const first = (asked) => asked.filter((path) => path === '/api/sessione' || path === '/api/home').sort();

test('the first page and who is signed in are asked for before the app is here, and once', async ({ page }) => {
  await signIn(page, datori[0]);
  await heading(page, ciao(datori[0]));
  const asked = questions(page);
  const release = await startHeld(page);
  await expect.poll(() => first(asked)).toEqual(['/api/home', '/api/sessione']);
  await release();
  await expect(page.locator('main #recenti')).toBeVisible();
  expect(first(asked)).toEqual(['/api/home', '/api/sessione']);
});

test('nothing is asked for whoever has signed out', async ({ page }) => {
  await signIn(page, datori[1]);
  await heading(page, /Ciao/);
  await page.evaluate(() => localStorage.removeItem('entrato'));
  const asked = questions(page);
  const release = await startHeld(page);
  await release();
  await heading(page, 'Accedi');
  expect(first(asked)).toEqual([]);
});

test('somebody else has the session by now: they see their own page', async ({ page }) => {
  await signIn(page, datori[0]);
  await heading(page, ciao(datori[0]));
  const remembered = await page.evaluate(() => localStorage.getItem('entrato'));
  const { cf, pin } = datori[1];
  const answer = await page.request.post('/api/sessione', { data: { codice_fiscale: cf, pin } });
  expect(answer.ok()).toBe(true);
  expect(await page.evaluate(() => localStorage.getItem('entrato'))).toBe(remembered);
  await page.reload();
  await heading(page, ciao(datori[1]));
  await expect(page.getByText(datori[0].nome)).toHaveCount(0);
});

test('an app that has stopped says so, and goes on where it was once it is loaded again', async ({ page }) => {
  await signIn(page, datori[0], '/pagamenti');
  await heading(page, /Pagamenti/);
  const stopped = page.getByRole('alert').filter({ hasText: 'La pagina si è fermata' });
  await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new TypeError('of somebody else') })));
  await expect(stopped).toBeHidden();
  // As a fault inside the code, which nothing is known to make.
  await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })));
  await expect(stopped).toBeVisible();
  await accessible(page, 'fermo');
  await picture(page, 'fermo-telefono');
  const loaded = page.waitForEvent('load');
  await stopped.getByRole('link', { name: 'Ricarica' }).click();
  await loaded;
  await heading(page, /Pagamenti/);
  await expect(stopped).toBeHidden();
});
