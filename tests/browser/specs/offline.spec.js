// Without network: what was seen can be read, what was not says so, and nothing stays of who has left.
import { readFileSync } from 'node:fs';

import { otherRelease } from '../support/altra-versione.js';
import { accessible, allow, expect, fillSignIn, heading, onDevice, OFFLINE, picture, signIn, someoneElse, status, test } from '../support/app.js';
import { kept } from '../support/dispositivo.js';
import { grande, schermata } from '../support/files.js';
import { datori, deleganti, intermediario } from '../support/people.js';

const telefono = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Everything is in the cache, and the worker answers this page. */
const installed = onDevice;

/** From here on there is no network. */
async function unplug(page) {
  allow(page, OFFLINE, /ERR_FAILED/);
  await page.context().setOffline(true);
}

const plug = (page) => page.context().setOffline(false);

/** Chooses what there is to choose: who has a single rapporto is not asked for it. */
async function toTheQuestion(page) {
  const which = page.getByRole('heading', { level: 1, name: /^(Di quale rapporto|Di che cosa)/ });
  const question = page.getByRole('heading', { level: 1, name: 'Scrivi la tua domanda' });
  for (;;) {
    await which.or(question).waitFor();
    if (await question.isVisible()) return;
    const before = await which.textContent();
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Continua' }).click();
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(before);
  }
}

async function write(page, oggetto) {
  await page.goto('/quesiti/nuovo/rapporto');
  await toTheQuestion(page);
  await page.getByLabel('Oggetto').fill(oggetto);
  await page.getByLabel('Testo').fill('Una domanda che non si deve perdere.');
}

const seen = (page) => page.getByTestId('visto').first();

test('what was seen is read without network', async ({ page }) => {
  await signIn(page, datori[0]);
  await heading(page, /Ciao/);
  await page.goto('/quesiti');
  const first = page.getByRole('main').locator('a[href^="/quesiti/"]:not([href*="nuovo"])').first();
  await first.click();
  await expect(page.getByTestId('sequenza')).toBeVisible();
  const thread = page.url();
  const title = (await page.getByRole('heading', { level: 1 }).textContent()).trim();
  const receipt = page.locator('a[download][href$="/ricevuta"]');
  const online = page.waitForEvent('download');
  await receipt.click();
  const name = (await online).suggestedFilename();
  expect(name).toMatch(/\.pdf$/);
  await installed(page);
  await expect.poll(async () => (await kept(page)).keys.filter((key) => key.includes('/letto/cosa/') && key.endsWith('/ricevuta')).length).toBe(1);

  await unplug(page);
  await page.goto('/');
  await heading(page, /Ciao/);
  await expect(page.getByText(/^Sei senza rete\./)).toBeVisible();
  await expect(seen(page)).toContainText(/Visto l'ultima volta alle \d\d:\d\d del \d+ \p{L}+\./u);
  const marks = await page.evaluate(() => performance.getEntriesByName('contenuto').map(({ startTime }) => startTime));
  expect(marks).toHaveLength(1);
  console.log(`  contenuto without network: ${Math.round(marks[0])} ms`);
  await accessible(page, 'inizio senza rete');
  await picture(page, 'senza-rete-inizio');
  await page.getByRole('link', { name: 'Quesiti', exact: true }).first().click();
  await heading(page, 'Quesiti');
  await expect(page.getByRole('main').locator(`a[href="${new URL(thread).pathname}"]`)).toHaveCount(1);
  await page.goto(thread);
  await heading(page, title);
  await expect(seen(page)).toBeVisible();
  await accessible(page, 'quesito senza rete');
  const offline = page.waitForEvent('download');
  await receipt.click();
  const download = await offline;
  expect(download.suggestedFilename()).toBe(name);
  expect(readFileSync(await download.path()).subarray(0, 5).toString()).toBe('%PDF-');

  await page.goto('/avvisi');
  await expect(page.getByRole('alert').filter({ hasText: 'Senza rete questa pagina non c\'è' })).toBeVisible();
  await accessible(page, 'pagina mai vista');
  await picture(page, 'senza-rete-mai-vista');
  await plug(page);
  // It opens by itself.
  await expect(page.getByRole('alert').filter({ hasText: 'Senza rete' })).toHaveCount(0);
  await expect(page.getByText(/^Sei senza rete\./)).toHaveCount(0);
  await heading(page, 'Avvisi');
});

test('a network that answers nothing is no network', async ({ page }) => {
  await signIn(page, deleganti[10]);
  await heading(page, /Ciao/);
  allow(page, /ERR_FAILED/, /ERR_TIMED_OUT/);
  let dead = true;
  await page.route('**/api/**', (route) => (dead ? route.abort('timedout') : route.fallback()));
  await page.reload();
  await heading(page, /Ciao/);
  await expect(seen(page)).toBeVisible();
  await expect(page.getByText(/^Sei senza rete\./)).toBeVisible();
  dead = false;
  await expect(page.getByText(/^Sei senza rete\./)).toHaveCount(0, { timeout: 30_000 });
  await expect(seen(page)).toHaveCount(0);
});

test('an answer that takes long is shown as it was meanwhile', async ({ page }) => {
  await signIn(page, deleganti[11]);
  await page.goto('/quesiti');
  await heading(page, 'Quesiti');
  // It is shown a moment before it is kept.
  const read = (key) => key.includes('/letto/cosa/') && /\/api\/quesiti(\?|$)/.test(key);
  await expect.poll(async () => (await kept(page)).keys.some(read)).toBe(true);
  const held = [];
  await page.route(/\/api\/quesiti(\?|$)/, (route) => { held.push(route); });
  await page.reload();
  await expect(seen(page)).toBeVisible();
  await page.unroute(/\/api\/quesiti(\?|$)/);
  for (const route of held) await route.fallback();
  await expect(seen(page)).toHaveCount(0);
});

test('what another visit has read is shown once the service has said who it is, and not before', async ({ page, context }) => {
  await signIn(page, datori[0]);
  const content = page.locator('main #recenti');
  await expect(content).toBeVisible();
  /** Starts again; the question who is signed in, and the first page, wait for an answer. */
  const again = async () => {
    const [chi, home] = [[], []];
    await page.route('**/api/sessione', (route) => { chi.push(route); });
    await page.route(/\/api\/home/, (route) => { home.push(route); });
    await page.reload();
    await expect.poll(() => Math.min(chi.length, home.length)).toBeGreaterThan(0);
    // What is kept is at hand well before this has been done.
    await page.evaluate(async () => {
      for (let time = 0; time < 5; time += 1) {
        await indexedDB.databases();
        await new Promise(requestAnimationFrame);
      }
    });
    expect(await content.count()).toBe(0);
    return { chi: () => Promise.all(chi.map((route) => route.fallback())), home: () => Promise.all(home.map((route) => route.fallback())) };
  };

  let held = await again();
  await held.chi();
  await expect(content).toBeVisible();
  await held.home();
  await page.unrouteAll();

  await context.clearCookies();
  allow(page, status(401));
  held = await again();
  await held.chi();
  await heading(page, 'Accedi');
  await expect(content).toHaveCount(0);
  await held.home();
});

test('signing out leaves nothing on the device, in any tab', async ({ page, context }) => {
  const person = deleganti[12];
  await signIn(page, person);
  await write(page, 'Non deve restare');
  await page.getByRole('button', { name: 'Continua' }).click();
  await page.locator('#allegati-file').setInputFiles([schermata()]);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  await installed(page);
  const other = await context.newPage();
  await other.goto('/quesiti');
  await heading(other, 'Quesiti');
  const before = await kept(page);
  expect(before.keys.length).toBeGreaterThan(3);
  await page.getByRole('button', { name: /account/i }).click();
  await page.getByRole('button', { name: 'Esci', exact: true }).click();
  const leave = page.getByRole('button', { name: 'Esci e cancella' });
  await leave.or(page.getByRole('heading', { level: 1, name: 'Accedi' })).first().waitFor();
  if (await leave.isVisible()) await leave.click();
  await heading(page, 'Accedi');
  await heading(other, 'Accedi');
  await expect.poll(async () => (await kept(page)).keys).toEqual([]);
  const after = await kept(page);
  expect(after.local.filter((key) => key !== 'lingua')).toEqual([]);
  expect(after.session).toEqual([]);
  expect(after.caches.filter((path) => path.startsWith('/api') || path.includes('condivi'))).toEqual([]);
  // Going back shows nothing either, with or without network.
  await unplug(page);
  await page.goto('/quesiti');
  await heading(page, 'Accedi');
  await expect(page.getByText('Per accedere serve la rete')).toBeVisible();
  await accessible(page, 'accesso senza rete');
  await picture(page, 'senza-rete-accesso');
});

test('signing out without network forgets at once and ends the session later', async ({ page, context, request }) => {
  const person = deleganti[13];
  await signIn(page, person);
  await heading(page, /Ciao/);
  await installed(page);
  const cookie = (await context.cookies()).find(({ name }) => name === '__Host-sessione');
  await unplug(page);
  await page.getByRole('button', { name: /account/i }).click();
  await page.getByRole('button', { name: 'Esci', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('Vuoi uscire anche senza rete?');
  await accessible(page, 'uscita senza rete');
  await picture(page, 'senza-rete-uscita');
  await page.getByRole('dialog').getByRole('button', { name: 'Esci', exact: true }).click();
  await heading(page, 'Accedi');
  await expect.poll(async () => (await kept(page)).keys).toEqual([]);
  await page.goto('/');
  await heading(page, 'Accedi');
  const alive = () => request.get('/api/sessione', { headers: { cookie: `__Host-sessione=${cookie.value}` } }).then((answer) => answer.status());
  expect(await alive()).toBe(200);
  await plug(page);
  await expect.poll(alive).toBe(401);
  await expect.poll(async () => (await kept(page)).local.filter((key) => key !== 'lingua')).toEqual([]);
  await fillSignIn(page, person);
  await heading(page, /Ciao/);
});

test('who signs in next sees nothing of who was there before', async ({ page, context }) => {
  const [first, second] = [deleganti[14], deleganti[15]];
  await signIn(page, first);
  await page.goto('/pagamenti');
  await heading(page, /Pagamenti/);
  await installed(page);
  const mine = (await kept(page)).keys.filter((key) => key.includes('/letto/'));
  expect(mine.length).toBeGreaterThan(0);
  // The session ends by itself, without a sign-out.
  await context.clearCookies();
  allow(page, status(401));
  await page.goto('/');
  await fillSignIn(page, second);
  await heading(page, new RegExp(second.nome.split(' ')[0]));
  await expect.poll(async () => (await kept(page)).keys.filter((key) => mine.includes(key))).toEqual([]);
  await unplug(page);
  await page.goto('/pagamenti');
  await expect(page.getByRole('alert').filter({ hasText: 'Senza rete questa pagina non c\'è' })).toBeVisible();
});

test('who signs in in one tab is who every tab shows', async ({ page, context }) => {
  const [first, second] = [deleganti[14], deleganti[15]];
  await signIn(page, first);
  await page.goto('/pagamenti');
  await heading(page, /Pagamenti/);
  await context.clearCookies();
  allow(page, status(401));
  const other = await context.newPage();
  await other.goto('/');
  await fillSignIn(other, second);
  await heading(other, new RegExp(second.nome));
  await expect(page.locator('.account-name').first()).toHaveText(second.nome);
  await heading(page, /Pagamenti/);
});

test('what is kept has bounds', async ({ page }) => {
  await signIn(page, deleganti[10]);
  await heading(page, /Ciao/);
  const one = (await kept(page)).keys.find((key) => key.includes('/letto/quando/'));
  await page.evaluate(async (persona) => {
    const open = indexedDB.open('cassetto', 1);
    const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
    const transaction = database.transaction('bozze', 'readwrite');
    const store = transaction.objectStore('bozze');
    const put = (name, when, bytes) => {
      store.put([when, bytes], `${persona}/letto/quando/${name}`);
      store.put('{}', `${persona}/letto/cosa/${name}`);
    };
    for (let n = 0; n < 320; n += 1) put(`/api/prova/${n}`, Date.now() - (n + 1) * 60_000, 10);
    put('/api/vecchia', Date.now() - 40 * 86_400_000, 10);
    put('/api/enorme', Date.now() - 400 * 60_000, 30 * 1024 * 1024);
    await new Promise((resolve) => { transaction.oncomplete = resolve; });
    database.close();
  }, one.split('/')[0]);
  await page.reload();
  await heading(page, /Ciao/);
  const answers = async () => (await kept(page)).keys.filter((key) => key.includes('/letto/cosa/'));
  await expect.poll(async () => (await answers()).length).toBeLessThanOrEqual(302);
  const left = await answers();
  expect(left.length).toBeGreaterThan(290);
  expect(left.filter((key) => /vecchia|enorme|prova\/319$/.test(key))).toEqual([]);
  expect(left.filter((key) => key.endsWith('/api/prova/0'))).toHaveLength(1);
});

test('the number on the icon is what waits, and goes with the person', async ({ page }) => {
  await page.addInitScript(() => {
    self.badge = [];
    navigator.setAppBadge = async (n) => { self.badge.push(n); };
    navigator.clearAppBadge = async () => { self.badge.push(0); };
  });
  await signIn(page, datori[0]);
  await heading(page, /Ciao/);
  const waiting = await page.evaluate(async () => (await (await fetch('/api/home')).json()).totale_tocca_a_te);
  const last = () => page.evaluate(() => self.badge.at(-1));
  await expect.poll(last).toBe(waiting);
  await page.getByRole('button', { name: /account/i }).click();
  await page.getByRole('button', { name: 'Esci', exact: true }).click();
  await heading(page, 'Accedi');
  await expect.poll(last).toBe(0);
});

test('a session that has ended opens nothing without network, whatever the clock says', async ({ page }) => {
  await signIn(page, deleganti[16]);
  await heading(page, /Ciao/);
  await installed(page);
  await unplug(page);
  // Two hours later it is still open.
  await page.clock.setFixedTime(Date.now() + 2 * HOUR);
  await page.reload();
  await heading(page, /Ciao/);
  // Set back, it tells nothing: who it is has to be said again.
  await page.clock.setFixedTime(Date.now() - 2 * HOUR);
  await page.reload();
  await heading(page, 'Accedi');
});

test('a session ends without network when its time is over', async ({ page }) => {
  await signIn(page, deleganti[16]);
  await heading(page, /Ciao/);
  await installed(page);
  await unplug(page);
  await page.goto('about:blank');
  await page.clock.setFixedTime(Date.now() + 30 * HOUR);
  await page.goto('/');
  await heading(page, 'Accedi');
  await expect(page.getByText('La sessione è finita.')).toBeVisible();
});

test('a phone whose clock is wrong keeps its session', async ({ page }) => {
  // Two days ahead from the beginning: the service's own time is what counts.
  await page.clock.install({ time: Date.now() + 48 * HOUR });
  await signIn(page, deleganti[17]);
  await heading(page, /Ciao/);
  await expect(page.getByTestId('scadenza')).toHaveCount(0);
  await installed(page);
  await unplug(page);
  await page.reload();
  await heading(page, /Ciao/);
  await expect(seen(page)).toBeVisible();
});

/** Has the session that the page is told of end in `minutes`. */
async function ending(page, minutes) {
  await page.route('**/api/sessione', async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const answer = await route.fetch();
    const body = await answer.json();
    if (answer.ok()) body.scade = new Date(Date.now() + minutes * MINUTE).toISOString();
    await route.fulfill({ response: answer, json: body });
  });
}

test('the end of a session is said before, and going on keeps the page in both tabs', async ({ page, context }) => {
  const person = deleganti[18];
  // Two tabs may save the same draft at once: the second is told, and looks.
  allow(page, status(409));
  await signIn(page, person);
  await write(page, 'Prima della scadenza');
  await page.unrouteAll();
  await ending(page, 4);
  await page.reload();
  const warning = page.getByTestId('scadenza');
  await expect(warning).toContainText('la sessione finisce');
  const other = await context.newPage();
  await ending(other, 4);
  await other.goto('/quesiti?q=niente');
  await expect(other.getByTestId('scadenza')).toBeVisible();
  const address = other.url();
  await page.getByLabel('Oggetto').fill('Prima della scadenza, dopo');
  await accessible(page, 'avviso di scadenza');
  await picture(page, 'scadenza-avviso');
  await page.unrouteAll();
  await other.unrouteAll();
  await warning.getByRole('button', { name: 'Accedi di nuovo' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await picture(page, 'scadenza-accedi');
  await dialog.getByLabel('Codice fiscale').fill(person.cf);
  await dialog.getByLabel('PIN', { exact: true }).fill(person.pin);
  await dialog.getByRole('button', { name: 'Accedi' }).click();
  await expect(dialog).toBeHidden();
  await expect(warning).toHaveCount(0);
  await expect(page.getByLabel('Oggetto')).toHaveValue('Prima della scadenza, dopo');
  await expect(other.getByTestId('scadenza')).toHaveCount(0);
  expect(other.url()).toBe(address);
});

test('the page asked for survives an ended session, filters included', async ({ page, context }) => {
  const person = datori[0];
  await signIn(page, person);
  await page.goto('/quesiti?stato=chiusa');
  await heading(page, 'Quesiti');
  const address = page.url();
  await context.clearCookies();
  allow(page, status(401));
  await page.reload();
  await fillSignIn(page, person);
  await heading(page, 'Quesiti');
  expect(page.url()).toBe(address);
});

test('a new release waits for a tap, and the draft is still there', async ({ browser, baseURL }) => {
  await otherRelease(baseURL, async (base, change) => {
    await someoneElse(browser, async (page) => {
      await signIn(page, deleganti[20]);
      await installed(page);
      await write(page, 'Durante un aggiornamento');
      change((text) => text.replace(/VERSION = '[^']*'/, "VERSION = 'nuova'"));
      await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
      const banner = page.getByRole('status').filter({ has: page.locator('.banner-info') });
      await expect(banner).toBeVisible();
      await expect(page.getByLabel('Oggetto')).toHaveValue('Durante un aggiornamento');
      const names = () => page.evaluate(() => caches.keys());
      expect(await names()).toContain('cassetto-nuova');
      await page.evaluate(() => { self.before = true; });
      await banner.getByRole('button').click();
      await page.waitForFunction(() => !self.before);
      await heading(page, 'Scrivi la tua domanda');
      await expect(page.getByLabel('Oggetto')).toHaveValue('Durante un aggiornamento');
      // The parts of the release before stay for a page that is still open.
      expect((await names()).filter((name) => name.startsWith('cassetto-'))).toHaveLength(2);
      // Of the one before that nothing does.
      change((text) => text.replace(/VERSION = '[^']*'/, "VERSION = 'nuovissima'"));
      await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
      await page.evaluate(() => { self.before = true; });
      await banner.getByRole('button').click();
      await page.waitForFunction(() => !self.before);
      await heading(page, 'Scrivi la tua domanda');
      await expect.poll(names).toEqual(['cassetto-nuova', 'cassetto-nuovissima']);
    }, { ...telefono, baseURL: base });
  });
});

test('parts are kept from their first use on, and when the page asks for it', async ({ page }) => {
  await signIn(page, deleganti[21]);
  await installed(page);
  const parts = await page.evaluate(async () => {
    const all = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const path = new URL(request.url).pathname;
        if (/^\/assets\/app-.*\.(css|js)$/.test(path)) {
          await cache.delete(request);
          all.push(path);
        }
      }
    }
    return all;
  });
  expect(parts.length).toBeGreaterThan(1);
  const [used, asked] = parts;
  await page.evaluate((path) => fetch(path), used);
  await page.evaluate((path) => navigator.serviceWorker.controller.postMessage({ tipo: 'tieni', indirizzi: [path, '/api/home'] }), asked);
  await expect.poll(async () => (await kept(page)).caches).toEqual(expect.arrayContaining([used, asked]));
  expect((await kept(page)).caches.filter((path) => path.startsWith('/api'))).toEqual([]);
});

test('a device without room says so once, and goes on', async ({ page, context }) => {
  await page.goto('/');
  const session = await context.newCDPSession(page);
  const quota = (quotaSize) => session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize });
  // Little from the beginning: the browser reckons with the room that it knew of for half a minute, unless something larger comes.
  await quota(2_000_000);
  await fillSignIn(page, deleganti[22]);
  await heading(page, /Ciao/);
  await write(page, 'Senza spazio');
  expect((await kept(page)).keys.filter((key) => key.includes('/letto/')).length).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Continua' }).click();
  await heading(page, 'Vuoi allegare dei documenti?');
  await quota(1);
  await page.locator('#allegati-file').setInputFiles([grande(2_500_000)]);
  const banner = page.getByTestId('senza-spazio');
  await expect(banner).toBeVisible();
  // What can be read again has given way.
  await expect.poll(async () => (await kept(page)).keys.filter((key) => key.includes('/letto/'))).toEqual([]);
  await accessible(page, 'senza spazio');
  await picture(page, 'senza-spazio');
  await banner.getByRole('button', { name: 'Ho capito' }).click();
  await page.getByRole('link', { name: 'Indietro' }).click();
  await page.getByLabel('Testo').fill('y'.repeat(3000));
  await expect(banner).toHaveCount(0);
  // It can be sent all the same.
  await page.getByRole('button', { name: 'Continua' }).click();
  await expect(page.getByText('grande.png').first()).toBeVisible();
  await page.getByRole('button', { name: /Continua/ }).click();
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await heading(page, 'Quesito inviato');
});

/** What a phone does when a photo is shared into the app. */
async function share(page, file) {
  await page.evaluate(({ name, type, bytes }) => {
    const form = document.createElement('form');
    Object.assign(form, { method: 'POST', action: '/condividi', enctype: 'multipart/form-data' });
    const input = Object.assign(document.createElement('input'), { type: 'file', name: 'file' });
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(bytes)], name, { type }));
    input.files = transfer.files;
    form.append(input);
    document.body.append(form);
    form.submit();
  }, { name: file.name, type: file.mimeType, bytes: [...file.buffer] });
}

test('a shared photo waits for the sign-in and goes into a new quesito', async ({ page }) => {
  const person = deleganti[23];
  await page.goto('/');
  await installed(page);
  await share(page, schermata());
  await page.waitForURL(/condiviso=1/);
  await fillSignIn(page, person);
  await expect(page.getByText('Abbiamo messo 1 documento nel quesito.')).toBeVisible();
  await toTheQuestion(page);
  await page.getByLabel('Oggetto').fill('Una foto condivisa');
  await page.getByLabel('Testo').fill('Ecco la foto.');
  await page.getByRole('button', { name: 'Continua' }).click();
  await expect(page.getByText('schermata.png').first()).toBeVisible();
  expect((await kept(page)).keys.filter((key) => key.startsWith('condivisi/'))).toEqual([]);
});

test('who acts for others says first for whom a shared photo is', async ({ page }) => {
  await signIn(page, intermediario);
  await installed(page);
  await share(page, schermata());
  await heading(page, 'Documenti condivisi');
  await accessible(page, 'condivisi');
  await picture(page, 'condivisi-per-chi');
  await page.getByRole('link', { name: 'Scegli il datore di lavoro' }).click();
  await heading(page, 'I tuoi datori di lavoro');
  await page.locator('.delegati-who').getByRole('button', { name: 'Mostra tutti i datori' }).click();
  await page.locator('.delegati-who a[href^="/datori/"]').first().click();
  await page.getByRole('main').locator('a[href*="/nuovo/"]').first().click();
  await expect(page.getByText('Abbiamo messo 1 documento nel quesito.')).toBeVisible();
});

test('the hint to install comes after something was sent, and goes for good', async ({ page }) => {
  const person = datori[1];
  await signIn(page, person);
  await heading(page, /Ciao/);
  const sent = await page.evaluate(async () => (await (await fetch('/api/quesiti')).json()).voci);
  if (sent.length === 0) {
    await page.goto('/quesiti/nuovo');
    await page.getByRole('radio', { name: /Avviso pagoPA/ }).check();
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByLabel('Oggetto').fill('Prima domanda');
    await page.getByLabel('Testo').fill('La prima domanda di tutte.');
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByRole('button', { name: /Continua/ }).click();
    await page.getByRole('button', { name: 'Invia il quesito' }).click();
    await heading(page, 'Quesito inviato');
  } else {
    await page.goto(`/quesiti/${sent[0].id}/inviato`);
    await heading(page, 'Quesito inviato');
  }
  const hint = page.getByTestId('installa');
  await page.evaluate(() => {
    const event = new Event('beforeinstallprompt', { cancelable: true });
    event.prompt = () => { self.asked = true; };
    dispatchEvent(event);
  });
  await expect(hint).toBeVisible();
  await accessible(page, 'invito a installare');
  await hint.scrollIntoViewIfNeeded();
  if (process.env.SCHERMATE) await hint.screenshot({ path: `${process.env.SCHERMATE}/installa.png` });
  await hint.getByRole('button', { name: 'Metti sulla schermata' }).click();
  expect(await page.evaluate(() => self.asked)).toBe(true);
  await expect(hint).toHaveCount(0);
  await page.addInitScript(() => { Object.defineProperty(navigator, 'standalone', { value: false }); });
  await page.reload();
  await expect(hint).toContainText('Aggiungi alla schermata Home');
  if (process.env.SCHERMATE) await hint.screenshot({ path: `${process.env.SCHERMATE}/installa-ios.png` });
  await hint.getByRole('button', { name: 'No, grazie' }).click();
  await page.reload();
  await heading(page, 'Quesito inviato');
  await expect(hint).toHaveCount(0);
});
