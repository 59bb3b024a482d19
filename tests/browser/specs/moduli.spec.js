// What a form keeps: the search of the quesiti open with its focus, a delega that was begun.
import { accessible, expect, heading, signIn, test } from '../support/app.js';
import { datori, deleganti } from '../support/people.js';
import { invia } from '../support/quesiti.js';

test('the search stays open, with the focus, when it is emptied', async ({ page }) => {
  await signIn(page, deleganti[16], '/quesiti');
  await heading(page, 'Quesiti');
  await invia(page, 'Contributi di luglio');
  await page.goto('/quesiti');
  await heading(page, 'Quesiti');
  const summary = page.locator('.filters > summary');
  const words = page.getByLabel("Parole dell'oggetto");
  const row = page.getByRole('link', { name: 'Contributi di luglio' }).first();
  await expect(row).toBeVisible();
  await summary.click();
  await words.fill('parola che non c’è');
  await words.press('Enter');
  // What was found lies right below.
  await expect(summary).toHaveText('Cerca e filtra (1)');
  await expect(summary).toBeFocused();
  await expect(words).toBeHidden();
  await expect(page.getByText('Nessun quesito con questi filtri')).toBeVisible();
  await accessible(page, 'quesiti cercati');
  await summary.click();
  await words.fill('');
  await words.press('Enter');
  await expect(row).toBeVisible();
  await expect(summary).toHaveText('Cerca e filtra');
  await expect(words).toBeVisible();
  await expect(words).toBeFocused();
});

test('a delega that was begun is there after a reload, and goes with the person', async ({ page }) => {
  const person = deleganti[17];
  const codice = page.locator('#codice_fiscale');
  await signIn(page, person, '/deleghe/nuova');
  await codice.fill(datori[0].cf);
  await page.locator('#cognome').fill('Rossi');
  await page.locator('#al').fill('2027-06-30');
  const kept = () =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          const open = indexedDB.open('cassetto');
          open.onsuccess = () => {
            const keys = open.result.transaction('bozze').objectStore('bozze').getAllKeys();
            keys.onsuccess = () => {
              open.result.close();
              resolve(keys.result.filter((key) => key.includes('delega')));
            };
          };
        }),
    );
  await expect.poll(kept).not.toEqual([]);
  await page.reload();
  await expect(codice).toHaveValue(datori[0].cf);
  await expect(page.locator('#cognome')).toHaveValue('Rossi');
  await expect(page.locator('#al')).toHaveValue('2027-06-30');
  await page.getByRole('button', { name: /account/i }).click();
  await page.getByRole('button', { name: 'Esci', exact: true }).click();
  await heading(page, 'Accedi');
  await expect(page.getByText('Uscita fatta.')).toBeVisible();
  await expect.poll(kept).toEqual([]);
  await signIn(page, deleganti[18], '/deleghe/nuova');
  await expect(codice).toHaveValue('');
});
