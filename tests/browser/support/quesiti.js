// Quesiti that a journey needs and is not about: sent by the page's own session, without its form, or written up to a page of it.
import { heading, signIn } from './app.js';

/** Sends one, and gives its id, number and sede. */
export function invia(page, oggetto, testo = `Testo di: ${oggetto}`) {
  return page.evaluate(
    async ({ oggetto, testo }) => {
      const ask = async (path, options) => (await fetch(path, options)).json();
      const { rapporti } = await ask('/api/home');
      const body = { rapporto: rapporti[0].codice, categoria: 'mav', versione_categorie: 2, oggetto, testo };
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      return ask('/api/quesiti', { method: 'POST', headers, body: JSON.stringify(body) });
    },
    { oggetto, testo },
  );
}

/** Asks the API as the page would. */
export const chiedi = (page, path) => page.evaluate(async (address) => (await fetch(address)).json(), path);

/** Writes a quesito from the wizard's first page, which is open, up to the page of its documents. */
export async function scrivi(page, oggetto, testo = 'Allego i documenti.') {
  await heading(page, /Di quale rapporto|Di che cosa si tratta/);
  if (await page.getByRole('heading', { name: /Di quale rapporto/ }).isVisible()) {
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Continua' }).click();
    await heading(page, 'Di che cosa si tratta?');
  }
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Continua' }).click();
  await page.getByLabel('Oggetto').fill(oggetto);
  await page.getByLabel('Testo').fill(testo);
  await page.getByRole('button', { name: 'Continua' }).click();
  await heading(page, 'Vuoi allegare dei documenti?');
}

/** Signs in and writes a quesito up to the page of its documents. */
export async function attachmentsPage(page, person, oggetto) {
  await signIn(page, person, '/quesiti/nuovo/rapporto');
  await scrivi(page, oggetto);
}
