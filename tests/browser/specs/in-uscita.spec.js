// The outbox: whatever happens to the network, what was sent arrives once, and nothing typed is lost.
import { otherRelease } from '../support/altra-versione.js';
import { accessible, allow, expect, fillSignIn, heading, OFFLINE, onDevice, picture, signIn, someoneElse, status, test } from '../support/app.js';
import { subjects } from '../support/dispositivo.js';
import { avviso, grande, rovinato, schermata } from '../support/files.js';
import { datori, deleganti } from '../support/people.js';
import { hangsUp } from '../support/taglio.js';

/** A subject that no other run has used: what is counted at the service is this run's. */
const subject = (words) => `${words} ${RUN}`;
const RUN = Date.now().toString(36);

const telefono = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

const STEPS = ['rapporto', 'argomento', 'domanda', 'allegati', 'controlla'];

/** Walks through the wizard from the page that is open; before each step `at[step]` happens. */
async function write(page, oggetto, { file, at = {}, until = 'controlla' } = {}) {
  // The page may have been loaded again since it was opened.
  await heading(page, /Di quale rapporto|Di che cosa si tratta/);
  for (const step of STEPS) {
    if (step === 'rapporto' && (await page.getByRole('heading', { level: 1, name: /Di quale rapporto/ }).count()) === 0) continue;
    await at[step]?.();
    if (step === until) return;
    if (step === 'rapporto') {
      await page.getByRole('radio').first().check();
    } else if (step === 'argomento') {
      await heading(page, 'Di che cosa si tratta?');
      await page.getByRole('radio', { name: /Avviso pagoPA/ }).check();
    } else if (step === 'domanda') {
      await page.getByLabel('Oggetto').fill(oggetto);
      await page.getByLabel('Testo').fill(`Testo di: ${oggetto}`);
    } else if (step === 'allegati') {
      await heading(page, 'Vuoi allegare dei documenti?');
      if (file) {
        await page.locator('#allegati-file').setInputFiles([file]);
        await expect(page.getByText(/^1 file su 3/).first()).toBeVisible();
      }
    }
    await page.getByRole('button', { name: /^Continua/ }).click();
  }
  await heading(page, 'Controlla e invia');
}

async function begin(page, person) {
  await signIn(page, person);
  await heading(page, /Ciao/);
  await page.getByRole('link', { name: 'Fai una domanda' }).first().click();
  await heading(page, /Di quale rapporto|Di che cosa si tratta/);
}

/** Asks the API as the page would. */
const ask = (page, path) => page.evaluate(async (address) => (await fetch(address)).json(), path);

/** What the service has of this subject: exactly one, with its text and the names of its documents. */
async function sent(page, oggetto) {
  const { voci } = await ask(page, '/api/quesiti');
  const found = voci.filter((voce) => voce.oggetto === oggetto);
  expect(found, oggetto).toHaveLength(1);
  const dettaglio = await ask(page, `/api/quesiti/${found[0].id}`);
  const [messaggio] = dettaglio.voci.filter(({ tipo }) => tipo === 'messaggio');
  expect(messaggio.testo).toBe(`Testo di: ${oggetto}`);
  return messaggio.allegati.map(({ nome }) => nome);
}

async function none(page, oggetto) {
  const { voci } = await ask(page, '/api/quesiti');
  expect(voci.filter((voce) => voce.oggetto === oggetto)).toHaveLength(0);
}

const queue = (page) => page.getByRole('main').locator('.uscita-item');

async function queued(page, oggetto) {
  await heading(page, 'In coda');
  await expect(queue(page).filter({ hasText: oggetto })).toContainText('In coda');
}

async function arrived(page, oggetto) {
  const entry = queue(page).filter({ hasText: oggetto });
  await expect(entry).toContainText('Protocollato', { timeout: 30_000 });
  await expect(entry.getByTestId('in-coda-numero')).toHaveText(/^\d{7}$/);
}

for (const [index, step] of STEPS.entries()) {
  test(`airplane mode at the step ${step}: it waits, leaves by itself, arrives once`, async ({ page, context }) => {
    const person = step === 'rapporto' ? datori[0] : deleganti[15 + index];
    const oggetto = subject(`In aereo: ${step}`);
    await begin(page, person);
    allow(page, OFFLINE);
    await write(page, oggetto, { file: avviso(), at: { [step]: () => context.setOffline(true) } });
    await expect(page.getByText('parte da solo quando la rete torna').first()).toBeVisible();
    await page.getByRole('button', { name: 'Metti in coda' }).click();
    await queued(page, oggetto);
    await accessible(page, 'in coda');
    if (step === 'domanda') await picture(page, 'in-coda-telefono');
    await context.setOffline(false);
    await arrived(page, oggetto);
    expect(await sent(page, oggetto)).toEqual(['avviso.pdf']);
    await page.getByRole('link', { name: /Vedi la conferma/ }).click();
    await heading(page, 'Quesito inviato');
  });
}

test('airplane mode in the middle of an upload', async ({ page, context }) => {
  const oggetto = subject('In aereo: caricamento');
  await begin(page, deleganti[20]);
  allow(page, OFFLINE);
  let cut;
  const reached = new Promise((resolve) => {
    cut = resolve;
  });
  await page.route(/\/pending\//, async (route) => {
    await context.setOffline(true);
    await route.abort('internetdisconnected');
    cut();
  });
  await write(page, oggetto, { file: grande(1_400_000) });
  await reached;
  await page.unroute(/\/pending\//);
  await page.getByRole('button', { name: 'Metti in coda' }).click();
  await queued(page, oggetto);
  await context.setOffline(false);
  await arrived(page, oggetto);
  expect(await sent(page, oggetto)).toEqual(['grande.png']);
});

test('the network goes with half of the bytes on their way', async ({ page, context }) => {
  const oggetto = subject('Tagliato a metà');
  const size = 2_800_000;
  await begin(page, deleganti[35]);
  allow(page, /ERR_(CONNECTION|EMPTY|NETWORK|SOCKET|INTERNET)/);
  await write(page, oggetto, { until: 'allegati' });
  // Slow enough for the bytes to leave one after the other.
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1_400_000 });
  await hangsUp(0.5, async (origin, arrivedBytes) => {
    await page.route(/\/pending\//, (route) => route.continue({ url: `${origin}/` }));
    await page.locator('#allegati-file').setInputFiles([grande(size)]);
    await expect(page.getByText(/^Caricamento fermo al \d\d%: la rete è caduta/).first()).toBeVisible();
    expect(arrivedBytes() / size).toBeCloseTo(0.5, 1);
    await page.unroute(/\/pending\//);
  });
  await network.detach();
  await accessible(page, 'caricamento tagliato');
  await page.getByRole('button', { name: /Riprova/ }).first().click();
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  await page.getByRole('button', { name: /^Continua/ }).click();
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await heading(page, 'Quesito inviato');
  expect(await sent(page, oggetto)).toEqual(['grande.png']);
});

test('a new release is taken while something waits: it is still there, and leaves once', async ({ browser, baseURL }) => {
  const oggetto = subject('Durante un aggiornamento');
  await otherRelease(baseURL, async (base, change) => {
    await someoneElse(browser, async (page) => {
      await begin(page, deleganti[32]);
      await onDevice(page);
      allow(page, OFFLINE, /ERR_FAILED/);
      let dead = true;
      let posts = 0;
      await page.context().route('**/api/**', (route) => {
        if (route.request().method() === 'POST' && route.request().url().endsWith('/api/quesiti')) posts += dead ? 0 : 1;
        return dead ? route.abort('internetdisconnected') : route.fallback();
      });
      dead = false;
      await write(page, oggetto);
      dead = true;
      await page.getByRole('button', { name: /^(Invia il quesito|Metti in coda)$/ }).click();
      await heading(page, 'In coda');
      await expect(queue(page)).toContainText(oggetto);
      // The files of the app come, the service does not answer.
      change((text) => text.replace(/VERSION = '[^']*'/, "VERSION = 'nuova'"));
      await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
      const banner = page.getByRole('status').filter({ has: page.locator('.banner-info') });
      await page.evaluate(() => { self.before = true; });
      await banner.getByRole('button').click();
      await page.waitForFunction(() => !self.before);
      await heading(page, 'In coda');
      await expect(queue(page)).toContainText(oggetto);
      expect(await page.evaluate(() => caches.keys())).toContain('cassetto-nuova');
      dead = false;
      await arrived(page, oggetto);
      expect(posts).toBe(1);
      expect(await sent(page, oggetto)).toEqual([]);
    }, { ...telefono, baseURL: base });
  });
});

test('the answer is lost: it stays in the queue, and the repetition finds the first', async ({ page }) => {
  const oggetto = subject('Risposta persa in aereo');
  await begin(page, deleganti[21]);
  await write(page, oggetto, { file: schermata() });
  allow(page, OFFLINE);
  const bodies = [];
  let lost = false;
  await page.route('**/api/quesiti', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    bodies.push([route.request().headers()['idempotency-key'], route.request().postData()]);
    if (lost) return route.fallback();
    lost = true;
    await route.fetch();
    return route.abort('internetdisconnected');
  });
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await heading(page, 'In coda');
  await expect(page.getByText(/Forse è già arrivato/)).toBeVisible();
  await accessible(page, 'in coda senza risposta');
  // Asking to change it asks the service first: it had arrived.
  await page.getByRole('button', { name: /Modifica/ }).click();
  await arrived(page, oggetto);
  expect(await sent(page, oggetto)).toEqual(['schermata.png']);
  expect(bodies).toHaveLength(2);
  expect(bodies[0]).toEqual(bodies[1]);
});

test('the parts that upload and send do not come at first: it waits, and leaves once', async ({ page }) => {
  const oggetto = subject('Parti in ritardo');
  await page.addInitScript(() => {
    globalThis.ferme = /area-(carico|spedizione)-/;
    const { fetch } = globalThis;
    globalThis.fetch = (address, ...rest) =>
      globalThis.ferme?.test(address) ? Promise.reject(new TypeError('no network')) : fetch(address, ...rest);
  });
  await begin(page, deleganti[19]);
  await write(page, oggetto, { until: 'allegati' });
  await page.locator('#allegati-file').setInputFiles([avviso()]);
  const again = page.getByRole('button', { name: 'Riprova avviso.pdf' });
  await expect(again).toBeVisible();
  await page.evaluate(() => {
    globalThis.ferme = /area-spedizione-/;
  });
  await again.click();
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  await page.getByRole('button', { name: /^Continua/ }).click();
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await queued(page, oggetto);
  await page.evaluate(() => {
    globalThis.ferme = null;
  });
  await queue(page).getByRole('button', { name: /Prova/ }).click();
  await arrived(page, oggetto);
  expect(await sent(page, oggetto)).toEqual(['avviso.pdf']);
});

test('a queued quesito leaves after the app was closed and opened again', async ({ page, context }) => {
  const oggetto = subject('Chiudo e riapro');
  await begin(page, deleganti[22]);
  await write(page, oggetto, { file: avviso() });
  allow(page, OFFLINE);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Metti in coda' }).click();
  await queued(page, oggetto);
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  // A page that knows nothing of it.
  await again.goto('/contatti');
  await heading(again, 'Contatti');
  await expect(again.getByText(new RegExp(`Inviato: ${oggetto}`))).toBeVisible({ timeout: 30_000 });
  expect(await sent(again, oggetto)).toEqual(['avviso.pdf']);
  await again.goto('/');
  const waiting = again.getByTestId('in-coda');
  await expect(waiting).toContainText('Protocollato');
  await accessible(again, 'inizio con la coda');
  await waiting.getByRole('button', { name: /Togli da qui/ }).click();
  await expect(waiting).toHaveCount(0);
});

test('what waits can be changed, thrown away and taken back', async ({ page, context }) => {
  const oggetto = subject('Ci ripenso');
  const prima = subject('Prima versione');
  const send = page.getByRole('button', { name: /^(Invia il quesito|Metti in coda)$/ });
  await begin(page, deleganti[23]);
  allow(page, OFFLINE);
  // A network that takes no documents: until they are there, nothing goes out.
  await context.route('**/api/allegati', (route) => route.abort('internetdisconnected'));
  await write(page, prima, { file: avviso() });
  await send.click();
  await queued(page, prima);
  await page.getByRole('button', { name: /Modifica/ }).click();
  await heading(page, 'Controlla e invia');
  await expect(page.getByText('avviso.pdf')).toBeVisible();
  await page.getByRole('link', { name: /Cambia Oggetto/ }).click();
  await page.getByLabel('Oggetto').fill(oggetto);
  await page.getByLabel('Testo').fill(`Testo di: ${oggetto}`);
  await page.getByRole('button', { name: 'Continua' }).click();
  await send.click();
  await queued(page, oggetto);
  await expect(queue(page)).toHaveCount(1);
  await page.getByRole('button', { name: /Elimina/ }).click();
  await expect(page.getByText('Non c\'è nulla in coda')).toBeVisible();
  await accessible(page, 'coda vuota');
  await page.getByRole('button', { name: 'Annulla' }).click();
  await queued(page, oggetto);
  // Nothing more is asked of the person.
  await context.unroute('**/api/allegati');
  await arrived(page, oggetto);
  expect(await sent(page, oggetto)).toEqual(['avviso.pdf']);
  await none(page, prima);
});

test('two tabs send it once, and both know', async ({ page, context }) => {
  const oggetto = subject('Due schede');
  await begin(page, deleganti[24]);
  const other = await context.newPage();
  await other.goto('/');
  await heading(other, /Ciao/);
  await onDevice(other);
  await write(page, oggetto, { file: avviso() });
  allow(page, OFFLINE);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Metti in coda' }).click();
  await queued(page, oggetto);
  await expect(other.getByTestId('in-coda')).toContainText(oggetto);
  let posts = 0;
  await context.route('**/api/quesiti', (route) => {
    if (route.request().method() === 'POST') posts += 1;
    return route.fallback();
  });
  await context.setOffline(false);
  await arrived(page, oggetto);
  await expect(other.getByTestId('in-coda')).toContainText('Protocollato');
  expect(posts).toBe(1);
  expect(await sent(page, oggetto)).toEqual(['avviso.pdf']);
});

test('a session that ended meanwhile: it leaves when the same person is back', async ({ page, context }) => {
  const oggetto = subject('Sessione finita in coda');
  const person = deleganti[25];
  await begin(page, person);
  await write(page, oggetto, { file: avviso() });
  allow(page, OFFLINE, status(401));
  await page.route('**/api/quesiti', (route) => route.abort('internetdisconnected'));
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await queued(page, oggetto);
  await context.clearCookies();
  await page.unroute('**/api/quesiti');
  // What happens by itself leads nobody to the sign-in page.
  await expect(queue(page)).toContainText('Accedi per inviare', { timeout: 30_000 });
  await accessible(page, 'in coda senza sessione');
  await page.getByRole('button', { name: /Accedi e invia/ }).click();
  await fillSignIn(page, person);
  await arrived(page, oggetto);
  expect(await sent(page, oggetto)).toEqual(['avviso.pdf']);
});

test('what the service does not take comes back to be corrected', async ({ page, context }) => {
  const oggetto = subject('Da correggere dopo');
  await begin(page, deleganti[26]);
  await write(page, oggetto, { file: rovinato() });
  allow(page, OFFLINE, status(422));
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Metti in coda' }).click();
  await queued(page, oggetto);
  await context.setOffline(false);
  await expect(queue(page)).toContainText('Da correggere');
  await expect(page.getByText(/L'invio non è andato a buon fine/)).toBeVisible();
  await accessible(page, 'da correggere');
  await none(page, oggetto);
  await page.getByRole('button', { name: /Correggi/ }).click();
  await heading(page, 'Vuoi allegare dei documenti?');
  await expect(page.getByText(/incompleto|rovinato/).first()).toBeVisible();
  await page.getByRole('button', { name: /Rimuovi fattura/ }).click();
  await page.getByRole('button', { name: /Continua/ }).click();
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await heading(page, 'Quesito inviato');
  expect(await sent(page, oggetto)).toEqual([]);
  await page.goto('/');
  await heading(page, /Ciao/);
  await expect(page.getByTestId('in-coda')).toHaveCount(0);
  await expect(page.getByTestId('bozze')).toHaveCount(0);
});

test('at most nine taps from the first page to the number', async ({ page }) => {
  const oggetto = subject('Nove tocchi');
  await signIn(page, datori[0]);
  await heading(page, /Ciao/);
  let taps = 0;
  const tap = async (target) => {
    taps += 1;
    await target.tap();
  };
  await tap(page.getByRole('link', { name: 'Fai una domanda' }).first());
  await heading(page, /Di quale rapporto/);
  await expect(page.getByText('Passo 1 di 5')).toBeVisible();
  // What was asked about last is chosen already.
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(1);
  await tap(page.getByRole('button', { name: 'Continua' }));
  await tap(page.getByText('Avviso pagoPA', { exact: false }).first());
  await tap(page.getByRole('button', { name: 'Continua' }));
  await tap(page.getByLabel('Oggetto'));
  await page.keyboard.type(oggetto);
  await tap(page.getByLabel('Testo'));
  await page.keyboard.type(`Testo di: ${oggetto}`);
  await tap(page.getByRole('button', { name: 'Continua' }));
  await tap(page.getByRole('button', { name: 'Continua senza allegati' }));
  await expect(page.getByText('Passo 5 di 5')).toBeVisible();
  await tap(page.getByRole('button', { name: 'Invia il quesito' }));
  await expect(page.getByTestId('numero-protocollo')).toHaveAttribute('data-numero', /^\d{7}$/);
  expect(taps).toBeLessThanOrEqual(9);
  expect(await sent(page, oggetto)).toEqual([]);
});

test('a message of a thread waits and leaves as a quesito does', async ({ page, context }) => {
  const oggetto = subject('Con un seguito');
  await begin(page, deleganti[27]);
  await write(page, oggetto);
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await heading(page, 'Quesito inviato');
  await page.getByRole('link', { name: 'Vedi il quesito' }).click();
  await heading(page, oggetto);
  await page.getByRole('button', { name: 'Aggiungi un messaggio' }).click();
  allow(page, OFFLINE);
  await context.setOffline(true);
  await page.getByLabel('Il tuo messaggio').fill('Aggiungo una cosa.');
  await page.locator('#allegati-file').setInputFiles([avviso()]);
  await expect(page.getByText('Il messaggio parte da solo quando la rete torna')).toBeVisible();
  await page.getByRole('button', { name: 'Metti in coda' }).click();
  const waiting = page.getByTestId('messaggi-in-coda');
  await expect(waiting).toContainText('In coda');
  await accessible(page, 'messaggio in coda');
  await waiting.getByRole('button', { name: /Modifica/ }).click();
  await expect(page.getByLabel('Il tuo messaggio')).toHaveValue('Aggiungo una cosa.');
  await page.getByLabel('Il tuo messaggio').fill('Aggiungo due cose.');
  await page.getByRole('button', { name: 'Metti in coda' }).click();
  await expect(waiting).toContainText('In coda');
  await context.setOffline(false);
  await expect(page.getByText('Aggiungo due cose.').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('link', { name: /^Ricevuta \d{7}$/ })).toHaveCount(2);
  const id = new URL(page.url()).pathname.split('/').pop();
  const dettaglio = await ask(page, `/api/quesiti/${id}`);
  const messaggi = dettaglio.voci.filter(({ tipo }) => tipo === 'messaggio');
  expect(messaggi.map(({ testo }) => testo)).toEqual([`Testo di: ${oggetto}`, 'Aggiungo due cose.']);
  expect(messaggi[1].allegati.map(({ nome }) => nome)).toEqual(['avviso.pdf']);
});

test('a draft in two tabs is the same draft', async ({ page, context }) => {
  const oggetto = subject('Dalla seconda scheda');
  await begin(page, deleganti[28]);
  await write(page, 'Dalla prima scheda', { until: 'allegati' });
  await page.locator('#allegati-file').setInputFiles([avviso()]);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  const other = await context.newPage();
  await other.goto('/quesiti/nuovo/domanda');
  await expect(other.getByLabel('Oggetto')).toHaveValue('Dalla prima scheda');
  await other.getByLabel('Oggetto').fill(oggetto);
  await page.bringToFront();
  await page.getByRole('link', { name: 'Indietro' }).click();
  await expect(page.getByLabel('Oggetto')).toHaveValue(oggetto);
  await expect(page.getByText(/aperta in un'altra scheda/)).toBeVisible();
  await page.getByLabel('Testo').fill(`Testo di: ${oggetto}`);
  await expect(other.getByLabel('Testo')).toHaveValue(`Testo di: ${oggetto}`);
  await other.close();
  await page.getByRole('button', { name: 'Continua' }).click();
  await expect(page.getByText('avviso.pdf').first()).toBeVisible();
  await page.getByRole('button', { name: /Continua/ }).click();
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await heading(page, 'Quesito inviato');
  expect(await sent(page, oggetto)).toEqual(['avviso.pdf']);
});

/** A draft that the service has, on the page of its question. */
async function bozza(page, oggetto) {
  await begin(page, deleganti[31]);
  await write(page, oggetto, { until: 'allegati' });
  await page.getByRole('link', { name: 'Indietro' }).click();
  await expect(page.getByText('La bozza è salvata.').first()).toBeVisible();
}

test('what is typed in one tab stays, though another one was saving the draft', async ({ page, context }) => {
  await bozza(page, 'Dalla prima scheda');
  const other = await context.newPage();
  // It hears late what the first one writes, as a tab that has much to do.
  await other.addInitScript(() => {
    window.BroadcastChannel = class extends BroadcastChannel {
      addEventListener() {}
    };
  });
  await other.goto('/quesiti/nuovo/domanda');
  await expect(other.getByLabel('Oggetto')).toHaveValue('Dalla prima scheda');
  const drafts = /\/api\/bozze\//;
  await page.route(drafts, (route) => (route.request().method() === 'POST' ? undefined : route.fallback()));
  let saved;
  const release = new Promise((resolve) => {
    saved = resolve;
  });
  let answered;
  const answer = new Promise((resolve) => {
    answered = resolve;
  });
  await other.route(drafts, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    const response = await route.fetch();
    answered();
    await release;
    return route.fulfill({ response });
  });
  await other.getByLabel('Oggetto').fill('Dalla seconda scheda');
  await answer;
  await expect(page.getByLabel('Oggetto')).toHaveValue('Dalla seconda scheda');
  await page.getByLabel('Oggetto').fill('Dalla prima scheda, dopo la seconda');
  await expect.poll(() => subjects(page)).toContain('Dalla prima scheda, dopo la seconda');
  saved();
  await expect(other.getByLabel('Oggetto')).toHaveValue('Dalla prima scheda, dopo la seconda');
  await expect(page.getByLabel('Oggetto')).toHaveValue('Dalla prima scheda, dopo la seconda');
});

test('what is typed while another tab takes up the draft stays, and is there too', async ({ page, context }) => {
  await bozza(page, 'Da sola');
  const other = await context.newPage();
  // It hears late what its device says, as a tab that has much to do.
  await other.addInitScript(() => {
    const { get } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.get = function (key) {
      const request = get.call(this, key);
      if (String(key).endsWith('/nuovo/testo')) request.addEventListener('success', () => { globalThis.letta = true; });
      return request;
    };
    Object.defineProperty(IDBRequest.prototype, 'onsuccess', {
      set(heard) {
        this.addEventListener('success', (event) => setTimeout(() => heard.call(this, event), 400));
      },
    });
  });
  await other.goto('/quesiti/nuovo/domanda');
  await other.waitForFunction(() => globalThis.letta);
  await page.getByLabel('Oggetto').fill('Da sola, e poi in due');
  await expect(other.getByLabel('Oggetto')).toHaveValue('Da sola, e poi in due');
  await expect(page.getByLabel('Oggetto')).toHaveValue('Da sola, e poi in due');
  expect(await subjects(page)).toContain('Da sola, e poi in due');
});

/** The draft's page, once the device has it; and what waits for the service to be told of a subject. */
async function asked(page) {
  await bozza(page, 'Dalla memoria');
  return (testo) => page.waitForResponse((answer) => answer.url().includes('/api/bozze/') && answer.request().postDataJSON()?.contenuto?.oggetto === testo);
}

test('what is typed while the device is asked for its draft stays', async ({ page }) => {
  const saved = await asked(page);
  const oggetto = page.getByLabel('Oggetto');
  await page.evaluate(() => {
    const { get } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.get = function (key) {
      const request = get.call(this, key);
      const field = document.querySelector('#oggetto');
      if (String(key).endsWith('/testo') && field.value === 'Prima parola') {
        field.value = 'Prima parola, e la seconda';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      return request;
    };
  });
  const both = saved('Prima parola, e la seconda');
  await oggetto.fill('Prima parola');
  await both;
  await expect(oggetto).toHaveValue('Prima parola, e la seconda');
});

test('what a device has no room for is not undone by what it keeps', async ({ page }) => {
  const saved = await asked(page);
  const oggetto = page.getByLabel('Oggetto');
  await page.evaluate(() => {
    const { get } = IDBObjectStore.prototype;
    window.risposte = 0;
    IDBObjectStore.prototype.get = function (key) {
      const request = get.call(this, key);
      if (String(key).endsWith('/testo')) request.addEventListener('success', () => (window.risposte += 1));
      return request;
    };
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });
  const without = saved('Senza posto sul dispositivo');
  await oggetto.fill('Senza posto sul dispositivo');
  await without;
  await expect.poll(() => page.evaluate(() => window.risposte)).toBeGreaterThan(0);
  await expect(page.getByText('La bozza è salvata.').first()).toBeVisible();
  await expect(oggetto).toHaveValue('Senza posto sul dispositivo');
});

test('a draft that was thrown away comes back with its documents', async ({ page }) => {
  await begin(page, deleganti[29]);
  await write(page, 'Buttata per sbaglio', { until: 'allegati' });
  await page.locator('#allegati-file').setInputFiles([avviso()]);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  await page.goto('/');
  const drafts = page.getByTestId('bozze');
  await expect(drafts).toContainText('Buttata per sbaglio');
  await drafts.getByRole('button', { name: /Elimina/ }).click();
  await expect(drafts).toHaveCount(0);
  await accessible(page, 'bozza eliminata');
  await page.getByRole('button', { name: 'Annulla' }).click();
  await page.getByRole('link', { name: /Riprendi la bozza/ }).click();
  await expect(page.getByText('avviso.pdf').first()).toBeVisible();
});
