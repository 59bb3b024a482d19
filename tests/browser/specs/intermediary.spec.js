// Somebody with forty employers, on a tablet: finds one, reads, can't write.
import { accessible, expect, heading, picture, signIn, test } from '../support/app.js';
import { intermediario } from '../support/people.js';

test('finds an employer and reads on their behalf', async ({ page }) => {
  await signIn(page, intermediario);
  await heading(page, 'I tuoi datori di lavoro');
  await accessible(page, 'datori');
  await picture(page, 'datori-tablet');
  const more = page.getByRole('button', { name: 'Mostra altri' });
  await more.click();
  await expect(page.getByText('40 datori mostrati')).toBeVisible();
  await page.getByLabel('Cerca per cognome').fill('boz');
  await page.getByRole('link', { name: /Bozza/ }).first().click();
  await expect(page.getByText('Per conto di').first()).toBeVisible();
  await expect(page.getByText(/Puoi solo leggere/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Nuovo quesito' })).toHaveCount(0);
  await accessible(page, 'inizio per conto di');
  await picture(page, 'per-conto-tablet');
});
