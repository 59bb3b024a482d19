// Pictures of every screen at three sizes, into DESTINAZIONE.
import { execFile } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { chromium } from '../lib/browser.js';
import { pronta } from '../lib/gesti.js';
import { dispositivi } from '../lib/misure.js';
import { Persone } from '../lib/persone.js';
import { apri, finestra, indossa } from '../lib/visita.js';

const run = promisify(execFile);

export async function fotografie({ origine, nomi, schermate }) {
  const destinazione = process.env.DESTINAZIONE;
  mkdirSync(destinazione, { recursive: true });
  const persone = new Persone(origine);
  const browser = await chromium();
  let good = true;
  for (const schermata of schermate.filter(({ nome, foto }) => (nomi.length ? nomi.includes(nome) : foto !== false))) {
    const persona = schermata.persona && (await persone.entra(schermata.persona));
    for (const [dispositivo, { width, height, foto: scale }] of Object.entries(dispositivi).filter(([, { foto }]) => foto)) {
      const { page, chiudi } = await finestra(browser, { origine, persona });
      const file = join(destinazione, `${schermata.nome}-${dispositivo}.png`);
      try {
        await indossa(page, { dispositivo, tema: 'light' }, scale);
        await apri(page, schermata, { origine, persona });
        await pronta(page);
        // The caret blinks, and a focused heading was scrolled to.
        await page.evaluate(() => {
          document.activeElement?.blur();
          scrollTo(0, 0);
        });
        await page.cdp.send('Emulation.setScrollbarsHidden', { hidden: true });
        const shot = await page.cdp.send('Page.captureScreenshot', { format: 'png', clip: { x: 0, y: 0, width, height, scale: 1 } });
        await stringi(Buffer.from(shot.data, 'base64'), file);
        console.log(`${file.split('/').at(-1).padEnd(40)} ${statSync(file).size}`);
      } catch (error) {
        console.log(`FAILED ${schermata.nome} ${dispositivo}: ${error.message}`);
        good = false;
      } finally {
        await chiudi();
      }
    }
  }
  await browser.close();
  return good;
}

/** A palette of 256 colours is a third of the size, and no eye sees it on flat pages. */
async function stringi(png, file) {
  const child = run('pngquant', ['--force', '--strip', '--speed', '1', '--quality', '60-95', '--output', file, '-']);
  child.child.stdin.end(png);
  await child;
}
