// What a citizen does on a correspondence that goes on: answers a request, adds a message, asks again, moves to another device.
import { accessible, allow, expect, heading, OFFLINE, picture, signIn, someoneElse, status, test } from '../support/app.js';
import { avviso, schermata } from '../support/files.js';
import { datori, deleganti } from '../support/people.js';

const [anna] = datori;

test('a requested document is answered from the first page', async ({ page }) => {
  await signIn(page, anna);
  const waiting = page.getByRole('region', { name: 'Tocca a te' });
  const card = waiting.getByRole('link', { name: /Contributi versati/ });
  await expect(waiting.getByText(/Invia il documento entro/).first()).toBeVisible();
  await card.click();
  const request = page.getByTestId('richiesta');
  await expect(request.getByText(/Il termine per la risposta è fermo/)).toBeVisible();
  await accessible(page, 'richiesta di documento');
  await picture(page, 'richiesta-telefono');
  await request.getByRole('button', { name: 'Rispondi con il documento' }).click();
  await expect(page.locator('#allegati-foto')).toHaveAttribute('capture', 'environment');
  await page.locator('#allegati-file').setInputFiles([schermata()]);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  await accessible(page, 'risposta con documento');
  await page.getByRole('button', { name: 'Invia il documento' }).click();
  const sent = page.getByTestId('messaggio-inviato');
  await expect(sent.getByTestId('numero-protocollo')).toHaveAttribute('data-numero', /^\d{7}$/);
  await expect(request).toHaveCount(0);
  await expect(page.getByText('In allegato il documento richiesto.')).toBeVisible();
  await expect(page.getByText('Risponde alla richiesta di documento')).toBeVisible();
  await page.getByRole('link', { name: 'Inizio' }).first().click();
  await heading(page, /Ciao/);
  await expect(card).toHaveCount(0);
});

test('one more message has its own number, and a closed quesito is followed by a linked one', async ({ page }) => {
  await signIn(page, anna, '/quesiti');
  await page.getByRole('main').getByRole('link', { name: 'Cambio di indirizzo' }).click();
  await page.getByRole('button', { name: 'Aggiungi un messaggio' }).click();
  await page.getByLabel('Il tuo messaggio').fill('Il nuovo indirizzo è lo stesso della residenza.');
  await page.locator('#allegati-file').setInputFiles([avviso()]);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  await accessible(page, 'messaggio in più');
  await page.getByRole('button', { name: 'Invia il messaggio' }).click();
  await expect(page.getByTestId('messaggio-inviato')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Ricevuta \d{7}$/ })).toHaveCount(2);

  await page.goto('/quesiti');
  await page.getByRole('main').getByRole('link', { name: /^Avviso bonario/ }).click();
  await accessible(page, 'quesito respinto');
  await page.getByRole('link', { name: 'Fai una domanda collegata' }).click();
  await heading(page, 'Scrivi la tua domanda');
  await expect(page.getByLabel('Oggetto')).toHaveValue(/^Re: Avviso bonario/);
  expect(new URL(page.url()).hash).toBe('');
});

test('a notice number binds the question and stays out of the address', async ({ page }) => {
  const numero = '301000000000000144';
  await signIn(page, deleganti[6], '/pagamenti');
  await heading(page, 'Pagamenti');
  await accessible(page, 'pagamenti');
  await picture(page, 'pagamenti-telefono');
  await page.getByLabel("Numero dell'avviso").fill('301000000000000145');
  await page.getByRole('button', { name: 'Chiedi su questo' }).click();
  await expect(page.getByText(/Una cifra non torna/)).toBeVisible();
  const addresses = [];
  page.on('request', (request) => addresses.push(request.url()));
  await page.getByLabel("Numero dell'avviso").fill(numero);
  await page.getByRole('button', { name: 'Chiedi su questo' }).click();
  await expect(page).toHaveURL(/\/quesiti\/nuovo\/[a-z]+$/);
  await page.goto('/');
  await expect(page.getByTestId('bozze').getByText(new RegExp(numero)).first()).toBeVisible();
  expect(addresses.filter((address) => address.includes(numero))).toEqual([]);
});

test('a link that binds a question leaves a draft that is nowhere else, until the person has said', async ({ page }) => {
  const bound = (oggetto) => `/quesiti/nuovo/domanda#${new URLSearchParams({ gestione: 'lavoro_domestico', categoria: 'mav', oggetto })}`;
  const follow = (oggetto) =>
    page.evaluate((href) => {
      const link = document.querySelector('main').appendChild(document.createElement('a'));
      link.href = href;
      link.click();
      link.remove();
    }, bound(oggetto));
  allow(page, OFFLINE);
  await page.route('**/api/bozze/*', (route) => (route.request().method() === 'POST' ? route.abort('internetdisconnected') : route.fallback()));
  await signIn(page, deleganti[34]);
  await heading(page, /Ciao/);
  await page.goto(bound('La prima'));
  await heading(page, /Scrivi la tua domanda/);
  await expect(page.getByLabel('Oggetto')).toHaveValue('La prima');
  await expect(page).toHaveURL(/\/domanda$/);
  await page.getByLabel('Testo').fill('Parole che stanno solo qui.');
  await follow('La seconda');
  await expect(page.getByText(/È solo su questo dispositivo/)).toBeVisible();
  await accessible(page, 'bozza che occupa');
  await page.getByRole('link', { name: 'Riprendi la bozza' }).click();
  await expect(page.getByLabel('Testo')).toHaveValue('Parole che stanno solo qui.');
  await expect(page.getByLabel('Oggetto')).toHaveValue('La prima');
  await follow('La seconda');
  await page.getByRole('button', { name: 'Elimina e comincia' }).click();
  await expect(page.getByLabel('Oggetto')).toHaveValue('La seconda');
  await expect(page.getByLabel('Testo')).toHaveValue('');
  await expect(page).toHaveURL(/\/domanda$/);
});

test('a draft goes on on another device, and two versions are never mixed', async ({ page, browser }) => {
  const person = deleganti[8];
  await signIn(page, person, '/quesiti/nuovo');
  const radio = page.getByRole('radio');
  await radio.first().check();
  await page.getByRole('button', { name: 'Continua' }).click();
  if ((await page.getByLabel('Testo').count()) === 0) {
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Continua' }).click();
  }
  await page.getByLabel('Oggetto').fill('Comincio dal telefono');
  await page.getByLabel('Testo').fill('Prima versione.');
  await expect(page.getByText(/La bozza è salvata/)).toBeVisible();
  await someoneElse(
    browser,
    async (tablet) => {
      await signIn(tablet, person);
      await tablet.getByRole('link', { name: /Riprendi la bozza/ }).click();
      await expect(tablet.getByLabel('Testo')).toHaveValue('Prima versione.');
      const saved = tablet.waitForResponse((response) => response.url().includes('/api/bozze/') && response.ok());
      await tablet.getByLabel('Testo').fill('Seconda versione, dal tablet.');
      await saved;
    },
    { viewport: { width: 820, height: 1180 } },
  );
  allow(page, status(409));
  await page.getByLabel('Testo').fill('Seconda versione, dal telefono.');
  await heading(page, 'Scrivi la tua domanda');
  await expect(page.getByText('La bozza è cambiata anche altrove')).toBeVisible();
  await accessible(page, 'due versioni della bozza');
  await picture(page, 'bozza-conflitto-telefono');
  await page.getByRole('button', { name: 'Usa quella' }).click();
  await expect(page.getByLabel('Testo')).toHaveValue('Seconda versione, dal tablet.');
});
