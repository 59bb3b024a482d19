// What may be attached, what may not, and what the page says then.
import { accessible, allow, expect, OFFLINE, status, test } from '../support/app.js';
import { avviso, eseguibile, grande, ricevuta, schermata } from '../support/files.js';
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

test('a renamed program is refused by the office\'s check, on its own field', async ({ page }) => {
  await attachmentsPage(page, deleganti[12], 'Allegati');
  await page.locator('#allegati-file').setInputFiles([eseguibile()]);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  await page.getByRole('button', { name: /Continua/ }).click();
  allow(page, status(422));
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await expect(page.getByText(/solo PDF, JPEG, PNG o TIFF/).first()).toBeVisible();
  await accessible(page, 'errore su un allegato');
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
