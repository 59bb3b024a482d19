// Every screen, once: axe, pa11y, vnu, the pictures and the other engines all walk this list.
//
// nome      of its pictures, and in what is reported
// persona   who is signed in (lib/persone.js); nobody without
// percorso  its address, or how the address is found, given who is signed in
// arriva    what is done on the page before it is the screen meant: no texts, they change with the language
// foto      false: not in docs/schermate, since another screen shows the same
// mancante  it says that there is nothing at this address, and should

import { avanti, premi, scegli, scrivi } from './lib/gesti.js';

const quesito = (cerca) => async ({ get }) => {
  const { voci } = await get('/api/quesiti?limit=50');
  return `/quesiti/${(voci.find(cerca) ?? voci[0]).id}`;
};

const inCoda = (vista, prima = '/coda') => async ({ get }) => `${prima}/${(await get(`/api/fascicolo/quesiti?vista=${vista}`)).voci[0].quesito.id}`;

const delega = async ({ get }) => `/deleghe/${(await get('/api/deleghe')).voci[0].id}`;

const datore = (dopo = '') => async ({ get }) => `/datori/${(await get('/api/deleghe')).voci[0].datore.id}${dopo}`;

const persona = (dopo = '') => async ({ get }) => {
  const [{ quesito }] = (await get('/api/fascicolo/quesiti?vista=in_carico')).voci;
  return `/persone/${quesito.datore_id}${dopo}`;
};

/** From here on the API can't be asked, or does not answer well. */
const guasto = (page, come) =>
  page.evaluate((come) => {
    const { fetch } = globalThis;
    const problem = { headers: { 'content-type': 'application/problem+json' }, status: 500 };
    globalThis.fetch = (what, options) => {
      if (!String(what.url ?? what).includes('/api/')) return fetch(what, options);
      if (come === 'rete') return Promise.reject(new TypeError('Failed to fetch'));
      return Promise.resolve(new Response('{"type":"about:blank","title":"","status":500}', problem));
    };
    if (come !== 'rete') return;
    Object.defineProperty(navigator, 'onLine', { get: () => false });
    dispatchEvent(new Event('offline'));
  }, come);

/** The wizard from its first page: every step takes what the one before has given. */
async function domanda(page) {
  await scegli(page);
  await avanti(page);
  await scegli(page);
  await avanti(page);
}

/** Also where a draft of the service has come. */
async function senzaOggetto(page) {
  await domanda(page);
  await scrivi(page, '#oggetto', '');
  await avanti(page, { errore: true });
}

async function controlla(page) {
  await allegati(page);
  await avanti(page);
}

/** Sent while the service can't be reached: it waits on the device. */
async function inCodaQui(page) {
  await controlla(page);
  await guasto(page, 'rete');
  await avanti(page);
}

async function allegati(page) {
  await domanda(page);
  await scrivi(page, '#oggetto', 'Bollettino non arrivato');
  await scrivi(page, '#testo', 'Non ho ricevuto il bollettino del terzo trimestre. Come posso pagare?');
  await avanti(page);
}

const cittadino = [
  { nome: 'inizio', persona: 'anna', percorso: '/' },
  { nome: 'inizio-vuoto', persona: 'bruno', percorso: '/' },
  { nome: 'account', persona: 'bruno', percorso: '/', arriva: (page) => premi(page, '#account') },
  {
    nome: 'inizio-bozza',
    persona: 'scrivente',
    percorso: '/quesiti/nuovo/rapporto',
    arriva: async (page) => {
      await allegati(page);
      await premi(page, 'nav a[href="/"]');
      await page.waitForSelector('[data-testid="bozze"]');
    },
  },
  { nome: 'quesiti', persona: 'anna', percorso: '/quesiti' },
  { nome: 'quesiti-vuoto', persona: 'bruno', percorso: '/quesiti' },
  { nome: 'quesiti-filtri', persona: 'anna', percorso: '/quesiti', arriva: (page) => premi(page, '.filters summary') },
  { nome: 'quesiti-nessuno', persona: 'anna', percorso: '/quesiti?stato=chiusa&dal=2100-01-01' },
  { nome: 'quesito', persona: 'anna', percorso: quesito(({ oggetto }) => oggetto.startsWith('Contributi versati')) },
  { nome: 'quesito-chiuso', persona: 'anna', percorso: quesito(({ oggetto }) => oggetto === 'MAV non arrivato') },
  {
    nome: 'quesito-rispondi',
    persona: 'anna',
    percorso: quesito(({ oggetto }) => oggetto.startsWith('Contributi versati')),
    arriva: (page) => premi(page, '.request .btn-primary'),
  },
  { nome: 'conferma', persona: 'anna', percorso: async (chi) => `${await quesito(({ oggetto }) => oggetto === 'Cambio di indirizzo')(chi)}/inviato` },
  { nome: 'pagamenti', persona: 'anna', percorso: '/pagamenti' },
  { nome: 'pagamenti-errore', persona: 'anna', percorso: '/', arriva: async (page) => { await guasto(page); await premi(page, 'nav a[href="/pagamenti"]'); } },
  { nome: 'fuori-rete', persona: 'anna', percorso: '/', arriva: async (page) => { await guasto(page, 'rete'); await premi(page, 'nav a[href="/deleghe"]'); } },
  { nome: 'contatti', persona: 'anna', percorso: '/contatti' },
  { nome: 'contatto', persona: 'bruno', percorso: '/contatti', arriva: (page) => premi(page, '.contacts .btn-outline-primary') },
  { nome: 'avvisi', persona: 'anna', percorso: '/avvisi' },
  { nome: 'deleghe', persona: 'scrivente', percorso: '/deleghe' },
  { nome: 'delega', persona: 'scrivente', percorso: delega },
  { nome: 'delega-revoca', persona: 'scrivente', percorso: delega, arriva: (page) => premi(page, '.delega .btn-outline-danger') },
  { nome: 'delega-nuova', persona: 'bruno', percorso: '/deleghe/nuova' },
  { nome: 'delega-errore', persona: 'bruno', percorso: '/deleghe/nuova', arriva: (page) => avanti(page, { errore: true }) },
];

const procedura = [
  { nome: 'nuovo-gestione', persona: 'marta', percorso: '/quesiti/nuovo/gestione' },
  { nome: 'nuovo-rapporto', persona: 'scrivente', percorso: '/quesiti/nuovo/rapporto' },
  { nome: 'nuovo-argomento', persona: 'scrivente', percorso: '/quesiti/nuovo/rapporto', arriva: async (page) => { await scegli(page); await avanti(page); } },
  { nome: 'nuovo-domanda', persona: 'scrivente', percorso: '/quesiti/nuovo/rapporto', arriva: domanda },
  { nome: 'nuovo-errore', persona: 'scrivente', percorso: '/quesiti/nuovo/rapporto', arriva: senzaOggetto },
  { nome: 'nuovo-allegati', persona: 'scrivente', percorso: '/quesiti/nuovo/rapporto', arriva: allegati },
  { nome: 'nuovo-controlla', persona: 'scrivente', percorso: '/quesiti/nuovo/rapporto', arriva: controlla },
  { nome: 'in-coda', persona: 'scrivente', percorso: '/quesiti/nuovo/rapporto', arriva: inCodaQui },
  { nome: 'in-coda-vuota', persona: 'scrivente', percorso: '/quesiti/in-coda', foto: false },
];

const intermediario = [
  { nome: 'datori', persona: 'intermediario', percorso: '/' },
  { nome: 'per-conto', persona: 'intermediario', percorso: datore() },
  { nome: 'per-conto-quesiti', persona: 'intermediario', percorso: datore('/quesiti') },
  { nome: 'per-conto-pagamenti', persona: 'intermediario', percorso: datore('/pagamenti'), foto: false },
  { nome: 'deleghe-intermediario', persona: 'intermediario', percorso: '/deleghe' },
  { nome: 'delega-chiedi', persona: 'intermediario', percorso: '/deleghe/nuova' },
  { nome: 'sola-lettura', persona: 'associazione', percorso: datore() },
];

const ufficio = [
  { nome: 'coda', persona: 'operatore', percorso: '/coda?vista=in_carico' },
  { nome: 'coda-vuota', persona: 'operatore', percorso: '/coda?vista=in_attesa&categoria=regolarizzazioni' },
  { nome: 'coda-assegna', persona: 'operatore', percorso: '/coda', arriva: async (page) => { await premi(page, '#coda-tutti'); await premi(page, '.queue-select .btn'); } },
  { nome: 'coda-tasti', persona: 'operatore', percorso: '/coda', arriva: (page) => page.keyboard.press('?') },
  { nome: 'fascicolo', persona: 'operatore', percorso: inCoda('in_carico') },
  { nome: 'fascicolo-chiudi', persona: 'operatore', percorso: inCoda('mie'), arriva: (page) => premi(page, '#comando-chiudi') },
  { nome: 'fascicolo-oscura', persona: 'operatore', percorso: inCoda('mie'), arriva: async (page) => { await premi(page, '.more-actions summary'); await premi(page, '.more-actions .btn-row button'); } },
  { nome: 'fascicolo-intero', persona: 'operatore', percorso: inCoda('in_carico', '/quesiti'), foto: false },
  { nome: 'persone', persona: 'operatore', percorso: '/persone' },
  { nome: 'persone-trovata', persona: 'operatore', percorso: '/persone', arriva: async (page) => { await scrivi(page, 'main input', 'SMPNNA68D52H501Q'); await premi(page, 'main button[type="submit"]'); await page.waitForSelector('main .card a'); } },
  { nome: 'persona', persona: 'operatore', percorso: persona() },
  { nome: 'scrivi-per-primo', persona: 'operatore', percorso: persona('/scrivi') },
  { nome: 'cruscotto', persona: 'responsabile', percorso: '/cruscotto' },
  { nome: 'registri', persona: 'responsabile', percorso: '/registri' },
];

const chiunque = [
  { nome: 'accesso', percorso: '/' },
  { nome: 'accesso-errore', percorso: '/', arriva: (page) => avanti(page, { errore: true }) },
  { nome: 'aiuto', percorso: '/aiuto' },
  { nome: 'privacy', percorso: '/privacy' },
  { nome: 'accessibilita', percorso: '/accessibilita' },
  { nome: 'note-legali', percorso: '/note-legali' },
  { nome: 'galleria', percorso: '/galleria' },
  { nome: 'non-trovata', percorso: '/non-esiste', mancante: true },
];

/** `ufficio`: used on a desktop first. */
export const schermate = [...chiunque, ...cittadino, ...procedura, ...intermediario, ...ufficio.map((schermata) => ({ ...schermata, ufficio: true }))];
