// What may be attached, what may not, and what the page says then.
import { accessible, allow, expect, heading, OFFLINE, signIn, status, test } from '../support/app.js';
import { avviso, eseguibile, grande, ricevuta, rinominato, rovinato, schermata } from '../support/files.js';
import { deleganti } from '../support/people.js';
import { attachmentsPage } from '../support/quesiti.js';

test('a fourth file, too many bytes and other types are refused where they are chosen', async ({ page }) => {
  await attachmentsPage(page, deleganti[10], 'Allegati');
  const input = page.locator('#allegati-file');
  await input.setInputFiles([{ name: 'lettera.docx', mimeType: 'application/msword', buffer: Buffer.from('x') }]);
  await expect(page.getByText(/PDF, JPEG, PNG o TIFF/).first()).toBeVisible();
  await input.setInputFiles([{ name: 'scansione.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(3 * 1024 * 1024 + 1, 7) }]);
  await expect(page.getByText(/superano 3 MB/).first()).toBeVisible();
  await accessible(page, 'allegati rifiutati');
  await input.setInputFiles([avviso(), schermata(), ricevuta()]);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(3);
  await expect(page.getByText(/Hai già 3 file/)).toBeVisible();
  await page.getByRole('button', { name: /Rimuovi schermata/ }).click();
  await expect(page.getByText(/^2 file su 3/).first()).toBeVisible();
});

test('a broken PDF is refused by the office\'s check, on its own field', async ({ page }) => {
  await attachmentsPage(page, deleganti[12], 'Allegati');
  await page.locator('#allegati-file').setInputFiles([rovinato()]);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  await page.getByRole('button', { name: /Continua/ }).click();
  allow(page, status(422));
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await expect(page.getByRole('link', { name: /^fattura\.pdf: .*(incompleto|rovinato)/ })).toBeVisible();
  await expect(page.locator('.uploader-row .uploader-state')).toHaveText(/incompleto|rovinato/);
  await accessible(page, 'errore su un allegato');
});

test('what only calls itself a PDF is refused where it is chosen, by name', async ({ page }) => {
  await attachmentsPage(page, deleganti[13], 'Rinominato');
  await page.locator('#allegati-file').setInputFiles([rinominato(), eseguibile(), avviso()]);
  const row = (name) => page.locator('.uploader-row').filter({ hasText: name });
  for (const name of ['busta paga.pdf', 'fattura.pdf']) {
    await expect(row(name).locator('.uploader-state')).toContainText('non è un vero PDF');
  }
  await expect(row('avviso.pdf')).toContainText('Caricato');
  await accessible(page, 'un finto PDF');
  await page.getByRole('button', { name: 'Continua' }).click();
  await expect(page.getByRole('link', { name: /busta paga\.pdf.*rimuovi il file/ })).toBeVisible();
  for (const name of ['busta paga.pdf', 'fattura.pdf']) await page.getByRole('button', { name: `Rimuovi ${name}` }).click();
  await page.getByRole('button', { name: 'Continua' }).click();
  await heading(page, /Controlla/);
});

test('what was left out is said once, a name too long is shortened, one that turns around stays in its place', async ({ page }) => {
  await attachmentsPage(page, deleganti[15], 'Nomi');
  const input = page.locator('#allegati-file');
  await input.setInputFiles([{ name: 'foto\u202Egpj.docx', mimeType: 'application/msword', buffer: Buffer.from('x') }]);
  const refused = page.locator('.callout-danger', { hasText: 'File non aggiunti' });
  await expect(refused.locator('bdi')).toHaveCount(1);
  // Left and come back to.
  await page.getByRole('button', { name: /Continua/ }).click();
  await page.goBack();
  await heading(page, 'Vuoi allegare dei documenti?');
  await expect(page.locator('#allegati-scegli')).toBeVisible();
  await expect(refused).toHaveCount(0);
  await input.setInputFiles([{ ...avviso(), name: `${'a'.repeat(140)}.pdf` }]);
  await expect(page.locator('.uploader-name')).toContainText(`${'a'.repeat(110)}.pdf`);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
});

test('an upload shows how far it is and can be tried again', async ({ page }) => {
  await attachmentsPage(page, deleganti[14], 'Allegati');
  let cut = true;
  allow(page, OFFLINE);
  await page.route(/\/pending\//, (route) => (cut ? route.abort('internetdisconnected') : route.fallback()));
  await page.locator('#allegati-file').setInputFiles([grande(1_400_000)]);
  await expect(page.getByRole('button', { name: /Riprova/ }).first()).toBeVisible();
  await expect(page.getByText(/1 file su 3 · 1,4 MB su 3/).first()).toBeVisible();
  cut = false;
  await page.getByRole('button', { name: /Riprova/ }).first().click();
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
});

/** Holds back the part that uploads; `release` lets it come, or fail. */
async function withoutUploads(page) {
  await page.addInitScript(() => {
    const { fetch } = globalThis;
    globalThis.trattenute = [];
    globalThis.fetch = async (address, ...rest) => {
      if (/area-carico-/.test(address)) {
        const comes = globalThis.esito ?? (await new Promise((resolve) => globalThis.trattenute.push(resolve)));
        if (!comes) throw new TypeError('no network');
      }
      return fetch(address, ...rest);
    };
  });
  return (comes) =>
    page.evaluate(async (comes) => {
      globalThis.esito = comes;
      for (const end of globalThis.trattenute) end(comes);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, comes);
}

test('a document that was stopped while the part that uploads was on its way stays so', async ({ page }) => {
  const release = await withoutUploads(page);
  await attachmentsPage(page, deleganti[7], 'Fermato');
  await page.locator('#allegati-file').setInputFiles([avviso()]);
  await page.getByRole('button', { name: 'Annulla avviso.pdf' }).click();
  const row = page.locator('.uploader-row').filter({ hasText: 'avviso.pdf' });
  await expect(row).toContainText('Caricamento annullato');
  // The loader says what did not come, and then tells the app.
  const told = page.waitForEvent('console', (message) => message.type() === 'info');
  await release(false);
  await told;
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await expect(row).toContainText('Caricamento annullato');
});

test('a page that is left while the part that uploads is on its way takes nothing with it', async ({ page }) => {
  const release = await withoutUploads(page);
  await signIn(page, deleganti[9], '/deleghe/nuova');
  await page.locator('#allegati-file').setInputFiles([avviso()]);
  await expect(page.getByText('avviso.pdf').first()).toBeVisible();
  await page.getByRole('link', { name: 'Inizio', exact: true }).first().click();
  await heading(page, /Ciao/);
  await release(true);
  await page.getByRole('link', { name: 'Quesiti', exact: true }).first().click();
  await heading(page, 'Quesiti');
});
