// Two operators on one quesito, and the office of another town.
import { accessible, expect, heading, signIn, someoneElse, test } from '../support/app.js';
import { operatori } from '../support/people.js';

test('the second operator gets a clear conflict and loses nothing typed', async ({ page, browser }) => {
  await signIn(page, operatori[0]);
  await heading(page, /Coda/);
  await page.getByRole('main').locator('a[href^="/quesiti/"]').first().click();
  await expect(page).toHaveURL(/\/quesiti\//);
  const address = page.url();
  await page.getByRole('radio', { name: /Commenta/ }).check();
  await page.getByLabel('Commento').fill('Il commento del primo operatore.');
  await someoneElse(browser, async (other) => {
    await signIn(other, operatori[1], address);
    await other.getByRole('radio', { name: /Prendi in carico/ }).check();
    await other.getByRole('button', { name: 'Prendi in carico' }).click();
    await expect(other.getByText('Preso in carico').first()).toBeVisible();
  });
  await page.getByRole('button', { name: 'Aggiungi il commento' }).click();
  await expect(page.getByText(/È cambiato nel frattempo/).first()).toBeVisible();
  await accessible(page, 'conflitto');
  await expect(page.getByLabel('Commento')).toHaveValue('Il commento del primo operatore.');
  await page.getByRole('button', { name: 'Ricarica' }).click();
  await expect(page.getByText('Preso in carico').first()).toBeVisible();
  await page.getByRole('button', { name: 'Aggiungi il commento' }).click();
  await expect(page.getByRole('listitem').getByText('Il commento del primo operatore.')).toBeVisible();
});

test('another sede finds nothing of it', async ({ page, browser }) => {
  let address;
  await someoneElse(browser, async (roma) => {
    await signIn(roma, operatori[0]);
    await roma.getByRole('main').locator('a[href^="/quesiti/"]').first().click();
    await expect(roma).toHaveURL(/\/quesiti\//);
    address = roma.url();
  });
  await signIn(page, operatori[2], address);
  await expect(page.getByText('Non trovato').first()).toBeVisible();
  await accessible(page, 'non trovato');
});
