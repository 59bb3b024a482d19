// Somebody with forty employers, on a tablet: what waits, one of the employers, a delega from the request to its end.
import { accessible, allow, expect, heading, picture, signIn, someoneElse, status, test } from '../support/app.js';
import { associazione, datori, intermediario } from '../support/people.js';
import { chiedi } from '../support/quesiti.js';

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

test('a notice leads to where it says for whom, and back to the notices', async ({ page, browser }) => {
  let altrui;
  await someoneElse(browser, async (other) => {
    await signIn(other, datori[0]);
    await heading(other, /Ciao/);
    altrui = (await chiedi(other, '/api/quesiti')).voci[0].id;
  });
  await signIn(page, intermediario, '/avvisi');
  await heading(page, 'Avvisi');
  const avviso = page.locator('.cards a[href^="/quesiti/"]').first();
  const id = (await avviso.getAttribute('href')).split('/').at(-1);
  const before = await page.evaluate(() => history.length);
  await avviso.click();
  await expect(page).toHaveURL(new RegExp(`/datori/[a-z2-7]{26}/quesiti/${id}$`));
  await expect(page.getByText('Per conto di').first()).toBeVisible();
  await expect(page.getByTestId('sequenza')).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(before + 1);
  await accessible(page, 'da un avviso');
  await picture(page, 'da-un-avviso-tablet');
  await page.locator('nav.back a').click();
  await heading(page, 'Quesiti');
  await page.goBack();
  await page.goBack();
  await heading(page, 'Avvisi');
  // As from an e-mail.
  await page.goto(`/quesiti/${id}`);
  await expect(page).toHaveURL(/\/datori\//);
  await expect(page.getByText('Per conto di').first()).toBeVisible();

  allow(page, status(404));
  await page.goto(`/quesiti/${altrui}`);
  await expect(page.getByRole('heading', { level: 2, name: 'Non trovato' })).toHaveCount(1);
  await expect(page.locator('.split-list')).toHaveCount(0);
  await accessible(page, 'quesito di altri');
  await picture(page, 'quesito-di-altri-tablet');
});

test('who may only read finds no wizard at its address', async ({ page }) => {
  await signIn(page, associazione);
  await page.getByRole('link', { name: /Assaggio/ }).first().click();
  await expect(page.getByRole('heading', { name: 'Rapporti di lavoro' })).toBeVisible();
  const datore = new URL(page.url()).pathname;
  const { rapporti } = await chiedi(page, `/api/home?datore=${datore.split('/').at(-1)}`);
  const written = [];
  page.on('request', (request) => request.method() !== 'GET' && written.push(request.url()));
  for (const step of ['rapporto', 'controlla', `domanda#rapporto=${rapporti[0].codice}`]) {
    await page.goto('/privacy');
    await heading(page, /./);
    await page.goto(`${datore}/nuovo/${step}`);
    await heading(page, 'Fai una domanda');
    await expect(page.locator('.face').getByText('La tua delega permette solo di leggere.')).toBeVisible();
    await expect(page.getByRole('radio')).toHaveCount(0);
    await expect(page.getByRole('textbox')).toHaveCount(0);
  }
  await accessible(page, 'nuovo quesito in sola lettura');
  await picture(page, 'nuovo-sola-lettura-tablet');
  await page.getByRole('link', { name: 'Torna' }).click();
  await expect(page).toHaveURL(new RegExp(`${datore}$`));
  expect(written.filter((address) => !address.includes('/metriche'))).toEqual([]);
});

test('the focus does not get lost with what had it', async ({ page }) => {
  await signIn(page, intermediario);
  await heading(page, 'I tuoi datori di lavoro');
  const rows = page.locator('.link-list a');
  await expect(rows.first()).toBeVisible();
  const more = page.locator('.list-end', { has: page.getByText('datori') }).getByRole('button', { name: 'Mostra altri' });
  let shown = 0;
  while (await more.isVisible()) {
    shown = await rows.count();
    await more.click();
    await expect.poll(() => rows.count()).toBeGreaterThan(shown);
  }
  expect(shown).toBeGreaterThan(0);
  await expect(rows.nth(shown)).toBeFocused();
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
    await expect(other.getByRole('heading', { level: 1 })).toBeFocused();
    await picture(other, 'deleghe-datore');
  });
  // The page that was open says so by itself.
  allow(page, status(404));
  await expect(page.getByText("La delega non c'è più")).toBeVisible({ timeout: 70_000 });
  await accessible(page, 'delega finita');
});
