// The app's own mark: when the first page has its content, over slow 4G with a processor four times slower.
import { mediana } from '../lib/mediana.js';
import { finestra } from '../lib/visita.js';

const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };

async function mark(page, url) {
  await page.cdp.send('Network.emulateNetworkConditions', SLOW_4G);
  await page.cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 60_000 });
  const found = await page.waitForFunction(() => performance.getEntriesByName('contenuto')[0]?.startTime, { timeout: 60_000, polling: 50 });
  const millis = await found.jsonValue();
  await page.cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  return millis;
}

/** Cold, then again when the service worker has kept everything. */
export async function tempi({ browser, ponte, persone, esiti, volte }) {
  const persona = await persone.entra('anna');
  const [cold, warm] = [[], []];
  for (let time = 0; time < volte; time += 1) {
    const { page, chiudi } = await finestra(browser, { origine: ponte.origine, persona, serviceWorker: true });
    try {
      await page.cdp.send('Network.enable');
      cold.push(await mark(page, ponte.origine));
      await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated', { timeout: 60_000, polling: 200 });
      await page.goto('about:blank');
      warm.push(await mark(page, ponte.origine));
    } finally {
      await chiudi();
    }
  }
  const seconds = (values) => Number((mediana(values) / 1000).toFixed(2));
  esiti.figura('contenuto_freddo', seconds(cold), `median of ${volte}`);
  esiti.figura('contenuto_caldo', seconds(warm), `median of ${volte}`);
}
