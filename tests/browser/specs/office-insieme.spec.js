// Two operators on one quesito at once: what one writes outlives what the other does; and an answer that is not finished is not sent.
import { accessible, allow, expect, heading, OFFLINE, picture, signIn, someoneElse, status, test } from '../support/app.js';
import { avviso } from '../support/files.js';
import { deleganti, operatori } from '../support/people.js';
import { invia } from '../support/quesiti.js';

const [roma, collega] = operatori;

/** A quesito sent a moment ago, open on the page of an operator. */
async function aperto(page, browser, person, oggetto) {
  let inviato;
  await someoneElse(browser, async (citizen) => {
    await signIn(citizen, person);
    await heading(citizen, /Ciao/);
    inviato = await invia(citizen, oggetto);
  });
  await signIn(page, roma, `/coda/${inviato.id}`);
  await expect(page.getByRole('heading', { level: 2, name: oggetto })).toBeVisible();
  return inviato;
}

const scegli = (page, nome) => page.getByRole('radio', { name: nome }).check();

async function prendi(page) {
  await scegli(page, /Prendi in carico/);
  await page.getByRole('button', { name: 'Prendi in carico' }).click();
  await expect(page.getByRole('radio', { name: /Rispondi/ })).toBeChecked();
}

async function chiudi(page) {
  await scegli(page, /Chiudi/);
  await page.getByRole('radio', { name: 'Accolta' }).check();
  await page.getByLabel("Motivo dell'esito").fill('Fatto per telefono.');
  await page.getByRole('button', { name: 'Chiudi il quesito' }).click();
  await page.getByRole('button', { name: 'Conferma la chiusura' }).click();
  await expect(page.getByText('Quesito chiuso.')).toBeVisible();
}

/** What a colleague does to it meanwhile. */
const intanto = (browser, { id }, fa) => someoneElse(browser, async (other) => {
  await signIn(other, collega, `/coda/${id}`);
  await fa(other);
});

const cambiato = (page) => page.getByRole('alert').filter({ hasText: 'Il quesito è cambiato nel frattempo' });
/** What the page finds by itself takes some seconds. */
const DA_SOLO = { timeout: 20_000 };

test('what is being typed stays when a colleague closes the quesito, and its letters are no keys', async ({ page, browser, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const inviato = await aperto(page, browser, deleganti[36], 'Chiuso mentre si risponde');
  await prendi(page);
  const risposta = page.getByLabel('Risposta al datore di lavoro');
  await risposta.click();
  await page.keyboard.type('Gentile signora, ');
  await intanto(browser, inviato, chiudi);
  await expect(page.getByText('Chiuso: richiesta accolta').first()).toBeVisible(DA_SOLO);
  await page.keyboard.type('ardcf tra poco.');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(risposta).toBeFocused();
  await expect(risposta).toHaveValue('Gentile signora, ardcf tra poco.');
  await expect(cambiato(page)).toContainText('Rispondi: adesso non è possibile.');
  await expect(page.getByRole('button', { name: 'Invia la risposta' })).toBeHidden();
  await accessible(page, 'chiuso mentre si risponde');
  await picture(page, 'fascicolo-rimasto');

  // It is found again on this device, and goes when it is not wanted any more.
  await page.reload();
  await expect(cambiato(page)).toBeVisible();
  await expect(risposta).toHaveValue('Gentile signora, ardcf tra poco.');
  await page.getByRole('button', { name: 'Copia', exact: true }).click();
  await expect(page.getByText('Testo copiato.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Gentile signora, ardcf tra poco.');
  await page.getByRole('button', { name: 'Elimina' }).click();
  await expect(risposta).toHaveCount(0);
  await expect(cambiato(page)).toHaveCount(0);
  await expect(page.getByText('Non ci sono altre azioni.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Che cosa vuoi fare?' })).toBeFocused();
});

test('a field that nothing is written in yet does not go from under the fingers', async ({ page, browser }) => {
  const inviato = await aperto(page, browser, deleganti[37], 'Rilasciato mentre si comincia');
  await prendi(page);
  const risposta = page.getByLabel('Risposta al datore di lavoro');
  await risposta.click();
  await intanto(browser, inviato, async (other) => {
    await scegli(other, /Rilascia/);
    await other.getByRole('button', { name: 'Rilascia il quesito' }).click();
    await expect(other.getByText('Quesito rilasciato.')).toBeVisible();
  });
  await expect(page.getByText('Rimesso nella coda').first()).toBeVisible(DA_SOLO);
  await page.keyboard.type('Assicuriamo.');
  await expect(risposta).toHaveValue('Assicuriamo.');
  // Taken again, it can be sent.
  await prendi(page);
  await expect(cambiato(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Invia la risposta' }).click();
  await expect(page.getByText('Risposta inviata e protocollata.')).toBeVisible();
});

test('after a conflict the words go on in a comment', async ({ page, browser }) => {
  // The first has it as it was, however long the second takes.
  const quesito = /\/api\/quesiti\/[a-z2-7]{26}$/;
  let shown;
  await page.route(quesito, async (route) => {
    shown ??= await route.fetch();
    return route.fulfill({ response: shown });
  });
  const inviato = await aperto(page, browser, deleganti[38], 'Preso da un altro');
  const presa = page.getByLabel('Commento (facoltativo)');
  await presa.fill('Chiamo io il datore.');
  await intanto(browser, inviato, prendi);
  allow(page, status(409));
  await page.getByRole('button', { name: 'Prendi in carico' }).click();
  await expect(page.locator('#azioni-rifiuto')).toBeVisible();
  await page.unroute(quesito);
  await page.getByRole('button', { name: 'Ricarica' }).click();
  await expect(cambiato(page)).toBeVisible();
  await expect(presa).toHaveValue('Chiamo io il datore.');
  await accessible(page, 'dopo il conflitto');
  await picture(page, 'fascicolo-dopo-conflitto');
  await page.getByRole('button', { name: 'Mettilo in un commento' }).click();
  await expect(page.getByLabel('Commento')).toBeFocused();
  await expect(page.getByLabel('Commento')).toHaveValue('Chiamo io il datore.');
  await page.getByRole('button', { name: 'Aggiungi il commento' }).click();
  await expect(page.getByTestId('sequenza').getByText('Chiamo io il datore.')).toBeVisible();
  await expect(page.getByRole('radio', { name: /Rispondi/ })).toBeChecked();
  await expect(cambiato(page)).toHaveCount(0);
});

test('a ready-made answer is finished before it is sent', async ({ page, browser }) => {
  await aperto(page, browser, deleganti[34], 'Risposta da finire');
  await prendi(page);
  await page.getByLabel('Risposte pronte').selectOption({ label: 'Richiesta accolta' });
  await page.getByRole('button', { name: 'Usa il testo' }).click();
  const risposta = page.getByLabel('Risposta al datore di lavoro');
  await expect(risposta).toBeFocused();
  await expect(risposta).toHaveValue(/\[Indicare/);
  await page.getByRole('button', { name: 'Invia la risposta' }).click();
  const errori = page.getByRole('alert').filter({ hasText: 'parentesi quadre' });
  await expect(errori).toBeFocused();
  await expect(errori.getByRole('link')).toHaveText(/^Risposta al datore di lavoro: /);
  await accessible(page, 'risposta da finire');
  await picture(page, 'fascicolo-segnaposto');
  // What is to be written takes the place of what asks for it.
  await risposta.fill('');
  await page.getByRole('button', { name: 'Usa il testo' }).click();
  await expect.poll(() => risposta.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd))).toMatch(/^\[Indicare.*\]$/);
  await page.keyboard.type('Abbiamo corretto le ore.');
  await page.getByRole('button', { name: 'Invia la risposta' }).click();
  await expect(page.getByText('Risposta inviata e protocollata.')).toBeVisible();
});

test('letters meant for a field that has gone with its quesito are no keys', async ({ page, browser }) => {
  const inviato = await aperto(page, browser, deleganti[36], 'Trasferito mentre si scrive');
  await scegli(page, /Commenta/);
  const commento = page.getByLabel('Commento');
  await commento.click();
  await intanto(browser, inviato, async (other) => {
    await scegli(other, /Trasferisci/);
    await other.locator('select#sede').selectOption({ label: 'Milano' });
    await other.getByLabel('Motivo').fill('Lo segue Milano.');
    await other.getByRole('button', { name: 'Trasferisci il quesito' }).click();
    await expect(other.getByText(/passa alla sede di Milano/)).toBeVisible();
  });
  allow(page, status(404));
  await expect(async () => {
    await page.keyboard.type('a');
    expect(await commento.count()).toBe(0);
  }).toPass({ ...DA_SOLO, intervals: [200] });
  await page.keyboard.type('/?j');
  await expect(page.getByText('Non trovato').first()).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await heading(page, /Coda/);
  await expect(page.locator('.queue-list a:focus')).toHaveCount(0);
});

/** Leaves the desk before the answer to what is sent from it at `path`: the answer comes, or the network goes. */
async function lasciato(page, path, { arriva }, invia) {
  let open;
  const gate = new Promise((resolve) => {
    open = resolve;
  });
  const asked = page.waitForRequest((request) => path.test(request.url()) && request.method() === 'POST');
  await page.route(path, async (route) => {
    await gate;
    await (arriva ? route.fallback() : route.abort('internetdisconnected'));
  });
  await invia();
  await asked;
  await page.getByRole('link', { name: 'Persone', exact: true }).first().click();
  await heading(page, /person/i);
  open();
}

test('a desk that is left while its answer is sent: it is sent once, or its words stay', async ({ page, browser }) => {
  const inviato = await aperto(page, browser, deleganti[38], 'Lasciato mentre si invia');
  await prendi(page);
  const risposta = page.getByLabel('Risposta al datore di lavoro');
  await risposta.fill('Le scriviamo presto.');
  await page.locator('#allegati-file').setInputFiles([avviso()]);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  const send = () => page.getByRole('button', { name: 'Invia la risposta' }).click();
  const back = async () => {
    await page.goto(`/coda/${inviato.id}`);
    await scegli(page, /Rispondi/);
  };
  allow(page, OFFLINE);
  await lasciato(page, /\/messaggi$/, { arriva: false }, send);
  await expect(page.locator('.toast-container')).toContainText('Il servizio non risponde');
  await page.unrouteAll();
  await back();
  await expect(risposta).toHaveValue('Le scriviamo presto.');
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  await lasciato(page, /\/messaggi$/, { arriva: true }, send);
  await expect(page.getByText('Risposta inviata e protocollata.')).toBeVisible();
  await back();
  await expect(risposta).toHaveValue('');
  await expect(page.getByText('avviso.pdf')).toHaveCount(1);
  // To another sede, and then nobody is led anywhere.
  await scegli(page, /Trasferisci/);
  await page.locator('select#sede').selectOption({ index: 1 });
  await page.getByLabel('Motivo').fill('Non è di questa sede.');
  await lasciato(page, /\/trasferimento$/, { arriva: true }, () => page.getByRole('button', { name: 'Trasferisci il quesito' }).click());
  await expect(page.locator('.toast-container')).toContainText('protocollo n.');
  await expect(page).toHaveURL(/\/persone/);
});
