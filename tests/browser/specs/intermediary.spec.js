// Somebody with forty employers, on a tablet: what waits, one of the employers, a delega from the request to its end.
import { accessible, allow, expect, heading, picture, signIn, someoneElse, status, test } from '../support/app.js';
import { associazione, datori, intermediario } from '../support/people.js';

test('finds an employer and looks on their behalf', async ({ page }) => {
  await signIn(page, intermediario);
  await heading(page, 'I tuoi datori di lavoro');
  await expect(page.getByRole('heading', { name: 'Quesiti dei tuoi datori' })).toBeVisible();
  await accessible(page, 'datori');
  await picture(page, 'datori-tablet');
  await page.getByRole('link', { name: 'Aperte' }).click();
  await expect(page.getByText(/Per conto di/).first()).toBeVisible();
  await page.getByLabel('Cerca per nome o codice').fill('boz');
  await page.getByRole('link', { name: /Bozza/ }).first().click();
  await expect(page.getByText('Per conto di').first()).toBeVisible();
  await accessible(page, 'inizio per conto di');
  await picture(page, 'per-conto-tablet');
});

test('who may only read is told so and is offered nothing to write', async ({ page }) => {
  await signIn(page, associazione);
  await page.getByRole('link', { name: /Assaggio/ }).first().click();
  await expect(page.getByText('La tua delega permette solo di leggere.').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Rapporti di lavoro' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Chiedi su questo|Fai una domanda/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Pagamenti' }).first().click();
  await heading(page, 'Pagamenti');
  await expect(page.getByText('La tua delega permette solo di leggere.').first()).toBeVisible();
  await expect(page.getByLabel("Numero dell'avviso")).toHaveCount(0);
  await accessible(page, 'pagamenti in sola lettura');
  await picture(page, 'sola-lettura-tablet');
});

const UNO_SOLO = /\b(\d{6})\b/;

/** The intermediary's, of the demo people. */
const CELLULARE = '+393000000003';

test('is given a delega, accepts it with the code, and loses it', async ({ page, browser }) => {
  const [, bruno] = datori;
  await someoneElse(browser, async (other) => {
    await signIn(other, bruno, '/deleghe/nuova');
    await heading(other, 'Dai una delega');
    await accessible(other, 'nuova delega');
    await other.getByLabel('Codice fiscale di chi agirà per te').fill(intermediario.cf);
    await other.getByLabel('Cognome o denominazione').fill(intermediario.nome.split(' ')[1]);
    await other.setInputFiles('#allegati-file', '../../infra/local/src/demo/avviso.pdf');
    await expect(other.getByText(/1 file su 1/)).toBeVisible();
    await other.getByRole('button', { name: 'Manda la delega' }).click();
    await expect(other.getByText('Richiesta mandata.').first()).toBeVisible();
    await accessible(other, 'delega data');

    await signIn(page, intermediario, '/deleghe?gruppo=richieste');
    await page.getByRole('link', { name: new RegExp(bruno.nome) }).click();
    await accessible(page, 'richiesta di delega');
    await picture(page, 'delega-richiesta-tablet');
    await page.getByRole('button', { name: 'Mandami il codice' }).click();
    let codice;
    await expect(async () => {
      const { sms } = await (await page.request.get('/locale/avvisi.json')).json();
      // Others get codes on this system too.
      codice = sms.filter(({ numero }) => numero === CELLULARE).map(({ testo }) => testo.match(UNO_SOLO)?.[1]).findLast(Boolean);
      expect(codice).toBeTruthy();
    }).toPass();
    await page.getByLabel('Codice ricevuto').fill(codice);
    await page.getByLabel('Sede o filiale che seguirà il datore').fill('Roma Prati');
    await page.getByRole('button', { name: 'Accetta la delega' }).click();
    await expect(page.getByText('Delega accettata.').first()).toBeVisible();
    await accessible(page, 'delega attiva');
    await picture(page, 'deleghe-tablet');
    await page.getByRole('link', { name: /Apri il cassetto di/ }).click();
    await heading(page, bruno.nome);

    await other.goto('/deleghe');
    await other.getByRole('link', { name: new RegExp(intermediario.nome) }).click();
    await other.getByRole('button', { name: 'Revoca la delega' }).click();
    await accessible(other, 'revoca');
    await other.getByRole('button', { name: 'Sì, revoca' }).click();
    await expect(other.getByText('Revocata').first()).toBeVisible();
    await picture(other, 'deleghe-datore');
  });
  // The page that was open says so by itself.
  allow(page, status(404));
  await expect(page.getByText("La delega non c'è più")).toBeVisible({ timeout: 70_000 });
  await accessible(page, 'delega finita');
});
