// How one is reached: a contact confirmed by its code, the channels, what was told; push messages where the browser has them.
import { accessible, allow, expect, heading, signIn, status, test } from '../support/app.js';
import { deleganti } from '../support/people.js';

/** The last message to an address or number, as the local system keeps it. */
async function code(page, to) {
  const find = async () => {
    const { sms, email } = await (await page.request.get('/locale/avvisi.json')).json();
    const message = [...sms.filter(({ numero }) => numero === to), ...email.filter(({ destinatario }) => destinatario === to)][0];
    return message?.testo.match(/\b\d{6}\b/)?.[0] ?? '';
  };
  await expect.poll(find).not.toBe('');
  return find();
}

test('a new mobile number counts once its code is back', async ({ page }, { project }) => {
  const person = deleganti[{ telefono: 8, tablet: 9, desktop: 10 }[project.name] ?? 11];
  const number = `+3933300000${10 + Math.floor(Math.random() * 89)}`;
  await signIn(page, person, '/contatti');
  await heading(page, 'Contatti');
  await accessible(page, 'contatti');
  await page.getByRole('button', { name: /(Cambia|Aggiungi): Cellulare/ }).click();
  allow(page, status(422));
  await page.locator('#contatto-valore').fill('12');
  await page.getByRole('button', { name: 'Manda il codice' }).click();
  await expect(page.locator('#contatto-valore-errore')).toBeVisible();
  await expect(page.locator('#contatto-valore')).toBeFocused();
  await page.locator('#contatto-valore').fill(number);
  await page.getByRole('button', { name: 'Manda il codice' }).click();
  await expect(page.getByText(`Abbiamo mandato un codice a ${number}`)).toBeVisible();
  await accessible(page, 'contatti, in attesa del codice');
  await page.getByLabel('Codice di 6 cifre').fill('000000');
  await page.getByRole('button', { name: 'Conferma' }).click();
  await expect(page.getByText('Il codice non è quello che hai ricevuto')).toBeVisible();
  await expect(page.getByLabel('Codice di 6 cifre')).toBeFocused();
  await page.getByLabel('Codice di 6 cifre').fill(await code(page, number));
  await page.getByRole('button', { name: 'Conferma' }).click();
  await expect(page.locator('.contact-value', { hasText: number })).toBeVisible();
  await expect(page.getByText('Confermato con il codice', { exact: true })).toBeVisible();
  const change = page.getByRole('button', { name: 'Cambia: Cellulare' });
  await expect(change).toBeFocused();
  await change.click();
  await page.getByRole('button', { name: 'Annulla', exact: true }).click();
  await expect(change).toBeFocused();

  // Channels: at least one for each kind.
  const group = page.getByRole('group', { name: 'Quando un quesito va avanti' });
  await group.getByLabel('SMS').uncheck();
  await group.getByLabel('E-mail').uncheck();
  await page.getByRole('button', { name: 'Salva le scelte' }).click();
  await expect(page.getByText('Scegli almeno un modo')).toBeVisible();
  await group.getByLabel('SMS').check();
  await page.getByRole('button', { name: 'Salva le scelte' }).click();
  await expect(page.getByText('Scelte salvate.')).toBeVisible();

  await page.getByRole('main').getByRole('link', { name: 'I tuoi avvisi' }).click();
  await heading(page, 'I tuoi avvisi');
  await expect(page.getByText('Codice di conferma').first()).toBeVisible();
  await expect(page.getByText(/SMS: inviato a/).first()).toBeVisible();
  await accessible(page, 'avvisi');
});
