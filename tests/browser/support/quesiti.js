// Quesiti that a journey needs and is not about: sent by the page's own session, without its form.

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
