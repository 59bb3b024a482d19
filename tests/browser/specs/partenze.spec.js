// A quesito that is left while a message of it is being sent: the message leaves once, or is said to have stayed.
import { allow, expect, heading, signIn, status, test } from '../support/app.js';
import { kept } from '../support/dispositivo.js';
import { avviso, rovinato, schermata } from '../support/files.js';
import { deleganti } from '../support/people.js';
import { chiedi, invia } from '../support/quesiti.js';

const MESSAGGIO = 'Vado di fretta.';

/** Holds back what the page asks for from now on at addresses like this, until `release`. */
async function holding(page) {
  await page.addInitScript(() => {
    const { fetch } = globalThis;
    const come = new Promise((resolve) => {
      globalThis.lascia = resolve;
    });
    globalThis.fetch = async (address, ...rest) => {
      const held = globalThis.ferma?.test(String(address.url ?? address));
      if (held) globalThis.fermate = (globalThis.fermate ?? 0) + 1;
      if (held) await come;
      return fetch(address, ...rest);
    };
  });
  return {
    hold: (pattern) => page.evaluate((source) => { globalThis.ferma = new RegExp(source); }, pattern.source),
    held: () => page.waitForFunction(() => globalThis.fermate > 0),
    release: () => page.evaluate(() => globalThis.lascia()),
  };
}

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
