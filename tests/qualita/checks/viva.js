// The checks themselves: a dead page, the sign-in page and one that isn't there must be told from the page meant.
import { altra, pronta, pronto } from '../lib/gesti.js';
import { finestra, intesa } from '../lib/visita.js';

export async function viva({ browser, origine, esiti }) {
  const { page, chiudi } = await finestra(browser, { origine });
  try {
    const wrong = [];
    await page.cdp.send('Network.enable');
    await page.cdp.send('Network.setBlockedURLs', { urls: ['*.wasm'] });
    await page.goto(origine, { waitUntil: 'networkidle0' });
    if (await page.evaluate(pronto)) wrong.push('a page whose program did not come is taken for one that is there');
    await page.cdp.send('Network.setBlockedURLs', { urls: [] });
    for (const [what, path] of [['the sign-in page', '/quesiti'], ['an address that leads nowhere', '/non-esiste']]) {
      await page.goto(`${origine}${path}`, { waitUntil: 'domcontentloaded' });
      await pronta(page);
      if (!(await page.evaluate(altra, intesa({}, path === '/quesiti', path)))) wrong.push(`${what} is taken for the page meant`);
    }
    esiti.prova('a page that is not there is not measured', wrong);
  } finally {
    await chiudi();
  }
}
