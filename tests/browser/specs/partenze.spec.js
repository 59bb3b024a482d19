// A quesito that is left while a message of it is being sent: the message leaves once, or is said to have stayed.
import { allow, expect, heading, signIn, someoneElse, status, test } from '../support/app.js';
import { kept, subjects } from '../support/dispositivo.js';
import { holding } from '../support/ferma.js';
import { avviso, rovinato, schermata } from '../support/files.js';
import { deleganti, intermediario, operatori } from '../support/people.js';
import { chiedi, invia, scrivi } from '../support/quesiti.js';

const MESSAGGIO = 'Vado di fretta.';

/** Signs in and writes a message in a quesito that is sent for it. Its address. */
async function writing(page, person) {
  await signIn(page, person);
  await heading(page, /Ciao/);
  const { id } = await invia(page, 'Un quesito lasciato');
  // Loaded anew: nothing of what sends or uploads is there.
  await page.goto(`/quesiti/${id}`);
  await heading(page, 'Un quesito lasciato');
  await page.getByRole('button', { name: 'Aggiungi un messaggio' }).click();
  await page.getByLabel('Il tuo messaggio').fill(MESSAGGIO);
  return id;
}

const send = (page) => page.getByRole('button', { name: 'Invia il messaggio' }).click();

async function leave(page) {
  await page.getByRole('link', { name: 'Pagamenti', exact: true }).first().click();
  await heading(page, /Pagamenti/);
}

/** The messages that the service has, with the names of their documents. */
async function messages(page, id) {
  const { voci } = await chiedi(page, `/api/quesiti/${id}`);
  return voci.filter(({ tipo }) => tipo === 'messaggio').map(({ testo, allegati }) => [testo, ...allegati.map(({ nome }) => nome)]);
}

async function arrives(page, id, ...documents) {
  await expect.poll(async () => (await messages(page, id)).length, { timeout: 30_000 }).toBe(2);
  expect((await messages(page, id))[1]).toEqual([MESSAGGIO, ...documents]);
}

/** What was sent is no draft any more. */
async function nothingBegun(page, id) {
  await expect.poll(async () => (await kept(page)).keys.filter((key) => key.includes(`messaggi/${id}/`))).toEqual([]);
}

test('while the part that sends is on its way: it leaves with its document, and no draft of it stays', async ({ page }) => {
  const { hold, held, release } = await holding(page);
  const id = await writing(page, deleganti[30]);
  await page.locator('#allegati-file').setInputFiles([avviso()]);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  await hold(/area-spedizione-/);
  await send(page);
  await held();
  await leave(page);
  await release();
  await arrives(page, id, 'avviso.pdf');
  await nothingBegun(page, id);
});

test('while its document is being uploaded: the device has it, and it leaves', async ({ page }) => {
  const { hold, held, release } = await holding(page);
  const id = await writing(page, deleganti[31]);
  await hold(/api\/allegati/);
  await page.locator('#allegati-file').setInputFiles([avviso()]);
  await held();
  await send(page);
  await expect(page.getByRole('button', { name: /Invio in corso/ })).toBeVisible();
  await leave(page);
  await release();
  await arrives(page, id, 'avviso.pdf');
  await nothingBegun(page, id);
});

test('and the service does not take it: it waits to be corrected where what waits is shown', async ({ page }) => {
  const { hold, held, release } = await holding(page);
  const id = await writing(page, deleganti[32]);
  await page.locator('#allegati-file').setInputFiles([rovinato()]);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  await hold(/\/messaggi$/);
  allow(page, status(422));
  await send(page);
  await held();
  await leave(page);
  await release();
  await page.getByRole('link', { name: 'Inizio', exact: true }).first().click();
  await heading(page, /Ciao/);
  await expect(page.getByTestId('in-coda')).toContainText('Da correggere');
  expect(await messages(page, id)).toHaveLength(1);
  await page.goto(`/quesiti/${id}`);
  await page.getByTestId('messaggi-in-coda').getByRole('button', { name: /Correggi/ }).click();
  await expect(page.getByLabel('Il tuo messaggio')).toHaveValue(MESSAGGIO);
});

test('before a photo of it is ready: it says that it did not leave, and the words stay', async ({ page }) => {
  const { held, release } = await holding(page);
  // The form may ask for it before a photo is chosen.
  await page.addInitScript(() => { globalThis.ferma = /area-foto-/; });
  const id = await writing(page, deleganti[33]);
  await page.locator('#allegati-file').setInputFiles([schermata()]);
  await held();
  await send(page);
  await leave(page);
  await expect(page.getByText('Il messaggio non è partito')).toBeVisible();
  await release();
  expect(await messages(page, id)).toHaveLength(1);
  await page.goto(`/quesiti/${id}`);
  await page.getByRole('button', { name: 'Riprendi il messaggio' }).click();
  await expect(page.getByLabel('Il tuo messaggio')).toHaveValue(MESSAGGIO);
});

test('a quesito that is left before it is noted as read: the app goes on, and it is noted', async ({ page, browser }) => {
  const held = await holding(page);
  await signIn(page, deleganti[30]);
  await heading(page, /Ciao/);
  const oggetto = 'Letto di corsa';
  const { id, sede } = await invia(page, oggetto);
  const unread = async (who, path) => (await chiedi(who, path)).quesito.da_leggere;
  await someoneElse(browser, async (office) => {
    const desk = await holding(office);
    await signIn(office, operatori.find((operatore) => operatore.sede === sede.codice));
    await heading(office, /Coda/);
    await desk.hold(/\/lettura$/);
    await office.evaluate((path) => {
      history.pushState(null, '', path);
      dispatchEvent(new PopStateEvent('popstate'));
    }, `/quesiti/${id}`);
    await heading(office, oggetto);
    await desk.held();
    await office.getByRole('link', { name: 'Coda', exact: true }).first().click();
    await heading(office, /Coda/);
    await desk.release();
    await expect.poll(() => unread(office, `/api/quesiti/${id}`)).toBe(false);
    await office.getByRole('link', { name: 'Persone', exact: true }).first().click();
    await heading(office, /person/i);
    const headers = { 'content-type': 'application/json' };
    await office.evaluate(
      ({ path, options }) => fetch(path, options),
      { path: `/api/fascicolo/quesiti/${id}/presa-in-carico`, options: { method: 'POST', headers, body: JSON.stringify({ versione: 1 }) } },
    );
  });
  await held.hold(/\/lettura$/);
  await page.getByRole('link', { name: 'Quesiti', exact: true }).first().click();
  await page.getByRole('link', { name: oggetto }).first().click();
  await heading(page, oggetto);
  await held.held();
  await leave(page);
  await held.release();
  await expect.poll(() => unread(page, `/api/quesiti/${id}`)).toBe(false);
  await page.getByRole('link', { name: 'Inizio', exact: true }).first().click();
  await heading(page, /Ciao/);
});

test('a page that is left before the answer that it asked for: the app goes on', async ({ page }) => {
  const { hold, held, release } = await holding(page);
  await signIn(page, deleganti[30], '/contatti');
  await heading(page, 'Contatti');
  await page.getByRole('button', { name: /(Cambia|Aggiungi): Cellulare/ }).click();
  await page.locator('#contatto-valore').fill('12');
  allow(page, status(422));
  await hold(/api\/contatti$/);
  await page.getByRole('button', { name: 'Manda il codice' }).click();
  await held();
  await leave(page);
  const refused = page.waitForResponse((answer) => answer.status() === 422);
  await release();
  await refused;
  await page.getByRole('link', { name: 'Inizio', exact: true }).first().click();
  await heading(page, /Ciao/);
});

test('what is sent for one employer takes its own document, though another one is open by then', async ({ page }) => {
  const { hold, held, release } = await holding(page);
  await signIn(page, intermediario);
  await page.waitForFunction(() => document.querySelector('main a[href^="/datori/"]'));
  const { voci } = await page.evaluate(async () => (await fetch('/api/datori/ricerca', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).json());
  const [one, two] = voci.filter(({ diritti }) => diritti?.scrive !== false).map(({ id }) => id);
  const oggetto = `Per il primo ${Date.now().toString(36)}`;
  const write = async (datore, words) => {
    await page.goto(`/datori/${datore}/nuovo/rapporto`);
    await scrivi(page, words);
  };
  await write(two, 'Del secondo');
  await write(one, oggetto);
  await hold(/api\/allegati/);
  await page.locator('#allegati-file').setInputFiles([avviso()]);
  await held();
  await page.getByRole('button', { name: /^Continua/ }).click();
  await heading(page, 'Controlla e invia');
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await expect(page.getByRole('button', { name: /Invio in corso/ })).toBeVisible();
  // The other employer's, as its link opens it.
  await page.evaluate((path) => {
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `/datori/${two}/nuovo/domanda`);
  await expect(page.getByLabel('Oggetto')).toHaveValue('Del secondo');
  await release();
  const arrived = async () => (await chiedi(page, `/api/quesiti?datore=${one}`)).voci.find((voce) => voce.oggetto === oggetto)?.id;
  await expect.poll(arrived, { timeout: 30_000 }).toBeTruthy();
  expect(await messages(page, await arrived())).toEqual([['Allego i documenti.', 'avviso.pdf']]);
  await expect(page.getByLabel('Oggetto')).toHaveValue('Del secondo');
  await page.reload();
  await expect(page.getByLabel('Oggetto')).toHaveValue('Del secondo');
  await expect.poll(async () => (await subjects(page)).includes(oggetto)).toBe(false);
});
