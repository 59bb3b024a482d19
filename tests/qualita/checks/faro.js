// Lighthouse on a phone: accessibility, best practices and SEO of several pages; performance of the first visit, over simulated slow 4G with
// a processor four times slower, as medians.
import lighthouse from 'lighthouse';

import { pronta } from '../lib/gesti.js';
import { mediana } from '../lib/mediana.js';
import { finestra } from '../lib/visita.js';

/** What doesn't depend on the machine's speed. */
const CATEGORIE = { lh_accessibilita: 'accessibility', lh_pratiche: 'best-practices', lh_seo: 'seo' };

const PAGINE = [
  { nome: 'accesso', percorso: '/', tempi: true },
  { nome: 'inizio', persona: 'anna', percorso: '/', tempi: true },
  { nome: 'nuovo', persona: 'scrivente', percorso: '/quesiti/nuovo/rapporto' },
  { nome: 'coda', persona: 'operatore', percorso: '/coda' },
];

/** Its own failure to record a page says nothing of the page: it is asked once more. */
async function una(visita) {
  try {
    return await volta(visita);
  } catch (error) {
    console.log(`  ${error.message}`);
    return volta(visita);
  }
}

async function volta({ browser, url, persona, categorie, senzaRete }) {
  const { page, chiudi } = await finestra(browser, { origine: new URL(url).origin, persona, serviceWorker: true });
  try {
    const throttling = senzaRete ? { throttlingMethod: 'provided' } : {};
    const flags = { output: 'json', logLevel: 'error', locale: 'en', disableStorageReset: true, onlyCategories: categorie, disableFullPageScreenshot: true, ...throttling };
    const { lhr } = await lighthouse(url, flags, undefined, page);
    if (lhr.runtimeError) throw new Error(`lighthouse: ${lhr.runtimeError.message}`);
    // It looked at what is still there: a dead page has good marks too.
    await pronta(page);
    return lhr;
  } finally {
    await chiudi();
  }
}

/** The worst of the pages; whatever Lighthouse found is printed. `volte` 0: no timings. */
export async function faro({ browser, ponte, persone, esiti, volte }) {
  const worst = new Map();
  const keep = (nome, value, pagina, worse) => {
    const last = worst.get(nome);
    if (!last || worse(last.value, value)) worst.set(nome, { value, pagina });
  };
  const lower = (last, value) => value < last;
  const higher = (last, value) => value > last;
  for (const { nome, persona, percorso, tempi } of PAGINE) {
    const visit = { browser, url: `${ponte.origine}${percorso}`, persona: persona && (await persone.entra(persona)) };
    const { categories, audits } = await una({ ...visit, categorie: Object.values(CATEGORIE), senzaRete: true });
    for (const [figura, categoria] of Object.entries(CATEGORIE)) keep(figura, categories[categoria].score, nome, lower);
    console.log(`  ${nome}: ${Object.values(CATEGORIE).map((categoria) => `${categoria} ${categories[categoria].score}`).join(', ')}`);
    const failed = Object.values(audits).filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0);
    for (const { id, title, details } of failed) console.log(`    ${id}: ${title} ${JSON.stringify(details?.items?.slice(0, 3) ?? '').slice(0, 300)}`);
    if (!volte || !tempi) continue;
    const runs = [];
    for (let time = 0; time < volte; time += 1) runs.push(await una({ ...visit, categorie: ['performance'] }));
    const performance = mediana(runs.map(({ categories }) => categories.performance.score));
    const lcp = mediana(runs.map(({ audits }) => audits['largest-contentful-paint'].numericValue));
    keep('prestazioni', performance, nome, lower);
    keep('lcp', lcp, nome, higher);
    const millis = (audit) => Math.round(mediana(runs.map(({ audits }) => audits[audit].numericValue)));
    const parts = { FCP: 'first-contentful-paint', LCP: 'largest-contentful-paint', TBT: 'total-blocking-time', SI: 'speed-index' };
    console.log(`  ${nome}: performance ${performance}; ${Object.entries(parts).map(([name, audit]) => `${name} ${millis(audit)} ms`).join(', ')}`);
  }
  for (const [figura, { value, pagina }] of worst) {
    const timed = figura === 'lcp' || figura === 'prestazioni';
    esiti.figura(figura, figura === 'lcp' ? Number((value / 1000).toFixed(2)) : value, `the worst: ${pagina}${timed ? `; median of ${volte}` : ''}`);
  }
}
