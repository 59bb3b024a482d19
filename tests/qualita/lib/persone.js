// One sign-in for each person, whose cookie every check uses again.
import { associazione, datori, deleganti, intermediario, operatori, responsabile } from '../../browser/support/people.js';

const persone = {
  anna: datori[0],
  bruno: datori[1],
  marta: datori[2],
  // Whoever writes in a check leaves drafts behind: nobody looks at this home.
  scrivente: deleganti[0],
  intermediario,
  associazione,
  operatore: operatori[0],
  responsabile,
};

export class Persone {
  #origine;
  #entrate = new Map();

  constructor(origine) {
    this.#origine = origine;
  }

  /** What they type to sign in. */
  di(chi) {
    const { cf, pin } = persone[chi];
    return { cf, pin };
  }

  /** Signed in: `cookie` for a browser, `get` for the ids that addresses need, `dimentica` for the drafts. */
  entra(chi) {
    if (!this.#entrate.has(chi)) this.#entrate.set(chi, this.#entra(persone[chi]));
    return this.#entrate.get(chi);
  }

  async #entra({ cf, pin }) {
    const answer = await fetch(`${this.#origine}/api/sessione`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#origine },
      body: JSON.stringify({ codice_fiscale: cf, pin }),
    });
    if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
    const [pair] = answer.headers.getSetCookie()[0].split(';');
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const call = async (path, options = {}) => {
      const answer = await fetch(`${this.#origine}${path}`, { ...options, headers: { ...options.headers, cookie: pair, origin: this.#origine } });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.status === 204 ? undefined : answer.json();
    };
    const get = (path) => call(path);
    const dimentica = async () => {
      const { voci } = await get('/api/bozze');
      await Promise.all(voci.map(({ id }) => call(`/api/bozze/${id}`, { method: 'DELETE' })));
    };
    return { header: pair, cookie: { name, value, path: '/', secure: true, httpOnly: true, sameSite: 'Strict' }, get, dimentica };
  }
}
