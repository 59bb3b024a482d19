// What a first visit downloads, and each area that is loaded when it is opened.
import { pronta } from '../lib/gesti.js';
import { finestra } from '../lib/visita.js';

const WASM = /^\/assets\/.*\.(wasm|bin)$/;
const SHELL = /^\/assets\/app-[^/]*\.wasm$/;

/** Where to go within the app for each area. */
const AREE = [
  { persona: 'anna', da: '/', a: ['/quesiti', '/quesiti/nuovo/rapporto', '/pagamenti', '/deleghe', '/deleghe/nuova', '/contatti', '/avvisi', '/aiuto'] },
  { persona: 'intermediario', da: '/deleghe', a: ['/'] },
  { persona: 'operatore', da: '/accessibilita', a: ['/coda', '/persone'] },
  { persona: 'responsabile', da: '/accessibilita', a: ['/cruscotto', '/registri'] },
];

/** Sums what the page itself asks for; what the service worker keeps for later is its own and comes after. */
async function conta(page) {
  const open = new Map();
  const done = [];
  await page.cdp.send('Network.enable');
  await page.cdp.send('Network.setCacheDisabled', { cacheDisabled: false });
  page.cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith('http')) open.set(requestId, { path: new URL(request.url).pathname });
  });
  page.cdp.on('Network.responseReceived', ({ requestId, response }) => {
    const entry = open.get(requestId);
    if (entry) Object.assign(entry, { cached: response.fromDiskCache || response.fromServiceWorker, encoding: response.headers['content-encoding'] });
  });
  page.cdp.on('Network.requestServedFromCache', ({ requestId }) => open.delete(requestId));
  page.cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const entry = open.get(requestId);
    open.delete(requestId);
    if (entry && !entry.cached && encodedDataLength > 0) done.push({ ...entry, bytes: encodedDataLength });
  });
  return { done, fermo: () => page.waitForNetworkIdle({ idleTime: 700, timeout: 20_000 }).catch(() => {}) };
}

const somma = (entries) => entries.reduce((total, { bytes }) => total + bytes, 0);
const kb = (bytes) => Number((bytes / 1000).toFixed(1));

export async function pesi({ browser, ponte, persone, esiti }) {
  const { origine } = ponte;
  const anna = await persone.entra('anna');
  const first = await finestra(browser, { origine, persona: anna, serviceWorker: true });
  const count = await conta(first.page);
  await first.page.goto(origine, { waitUntil: 'domcontentloaded' });
  await pronta(first.page);
  await count.fermo();
  const visit = [...count.done];
  await first.chiudi();
  for (const { path, bytes, encoding } of visit) console.log(`  ${path.padEnd(56)} ${String(bytes).padStart(8)} ${encoding ?? ''}`);
  const shell = visit.filter(({ path }) => SHELL.test(path));
  const wasm = visit.filter(({ path }) => WASM.test(path));
  esiti.prova('compressed by brotli', visit.filter(({ path, encoding }) => /\.(wasm|bin|js|css|json)$/.test(path) && encoding !== 'br').map(({ path }) => path));
  esiti.figura('wasm_iniziale', kb(somma(wasm)), `${kb(somma(shell))} of them the shell, ${wasm.length - shell.length} pieces of the page`);
  esiti.figura('visita_peso', kb(somma(visit)), `${kb(somma(visit.filter(({ path }) => !WASM.test(path))))} of them not wasm`);
  esiti.figura('visita_richieste', visit.length, visit.map(({ path }) => path.split('/').at(-1).split('-')[0] || '/').join(' '));
  await aree({ browser, origine, persone, esiti });
}

async function aree({ browser, origine, persone, esiti }) {
  let [heaviest, most] = [{ bytes: 0, path: '-' }, { requests: 0, path: '-' }];
  for (const { persona, da, a } of AREE) {
    // Every area alone: what two share would be on the first one's bill only.
    for (const path of a) {
      const visit = await finestra(browser, { origine, persona: await persone.entra(persona) });
      const count = await conta(visit.page);
      await visit.page.goto(`${origine}${da}`, { waitUntil: 'domcontentloaded' });
      await pronta(visit.page);
      await count.fermo();
      const before = count.done.length;
      // As a link within the app: the router takes it.
      await visit.page.evaluate((href) => {
        const link = document.createElement('a');
        link.href = href;
        document.querySelector('main').append(link);
        link.click();
      }, path);
      await visit.page.waitForFunction((path) => location.pathname === path, { timeout: 10_000 }, path).catch(() => {});
      await pronta(visit.page);
      await count.fermo();
      const files = count.done.slice(before).filter(({ path }) => WASM.test(path));
      await visit.chiudi();
      const bytes = somma(files);
      console.log(`  area ${path.padEnd(28)} ${String(kb(bytes)).padStart(7)} KB, ${files.length} requests${files.length ? `: ${files.map(({ path }) => path.slice(8).replace(/-[0-9a-f]{16}.*/, '')).join(' ')}` : ''}`);
      if (bytes > heaviest.bytes) heaviest = { bytes, path };
      if (files.length > most.requests) most = { requests: files.length, path };
    }
  }
  esiti.figura('area_peso', kb(heaviest.bytes), heaviest.path);
  esiti.figura('area_richieste', most.requests, most.path);
}
