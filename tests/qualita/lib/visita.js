// A window of somebody, in a language, on a device; and a screen opened in it.
import { altra, pronta } from './gesti.js';
import { dispositivi } from './misure.js';

/** Size, touch and colours of the window: no reload. */
export async function indossa(page, { dispositivo, tema }, scale = 1) {
  const { width, height, mobile } = dispositivi[dispositivo];
  const features = [{ name: 'prefers-color-scheme', value: tema }, { name: 'prefers-reduced-motion', value: 'reduce' }];
  if (page.cdp) {
    await page.cdp.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile });
    await page.cdp.send('Emulation.setEmulatedMedia', { features });
  } else {
    await page.setViewport({ width, height });
  }
}

/** What the device remembers of an earlier visit: the language, and that somebody is signed in. */
async function ricorda(page, { lingua = 'it', persona }) {
  const remembered = { lingua, ...(persona && { entrato: '1' }) };
  await page.evaluateOnNewDocument((entries) => {
    try {
      for (const [key, value] of entries) if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
    } catch {
      // Not the app's own page yet.
    }
  }, Object.entries(remembered));
}

/** A fresh profile: nothing is remembered of an earlier screen. */
export async function finestra(browser, { origine, persona, lingua = 'it', serviceWorker = false }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.errori = [];
  page.on('pageerror', (error) => page.errori.push(error.message));
  if ((await browser.version()).startsWith('Chrome')) {
    page.cdp = await page.createCDPSession();
    if (persona) await page.cdp.send('Network.setCookie', { ...persona.cookie, url: origine });
    await page.cdp.send('Emulation.setTimezoneOverride', { timezoneId: 'Europe/Rome' });
    if (!serviceWorker) await page.cdp.send('Network.setBypassServiceWorker', { bypass: true }).catch(() => {});
  }
  await ricorda(page, { lingua, persona });
  return { page, chiudi: () => context.close() };
}

/** The address of a screen, for whoever is signed in. */
export async function indirizzo({ nome, percorso }, persona) {
  const path = typeof percorso === 'function' ? await percorso(persona) : percorso;
  if (path.includes('undefined')) throw new Error(`${nome} has no address`);
  return path;
}

/** What `altra` of gesti.js is told of a screen. */
export const intesa = ({ mancante = false }, persona, path) => ({ percorso: path.split('?')[0], entrato: Boolean(persona), mancante });

/** Opens the screen, makes sure that it is the one meant, and waits until it can be looked at. */
export async function apri(page, schermata, { origine, persona }) {
  const path = await indirizzo(schermata, persona);
  // Drafts of an earlier visit would be offered again.
  if (path.startsWith('/quesiti/nuovo')) await persona.dimentica();
  await page.goto(`${origine}${path}`, { waitUntil: 'domcontentloaded' });
  await pronta(page);
  const why = await page.evaluate(altra, intesa(schermata, persona, path));
  if (why) throw new Error(`not the page meant: ${why}`);
  await schermata.arriva?.(page);
  await pronta(page);
}
