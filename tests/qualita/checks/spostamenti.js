// Layout shift while the answers are slow: skeletons must be as high as what takes their place.
import { fila } from '../lib/fila.js';
import { pronta } from '../lib/gesti.js';
import { finestra, indirizzo, indossa } from '../lib/visita.js';

const ATTESA = 600;

/** What a screen may move, on a phone or on a desktop. */
const SOGLIA = 0.05;

/** Each of the screens that are read from the API at once, on a phone; those of the office on a desktop too. */
export async function spostamenti({ browser, ponte, persone, esiti, schermate }) {
  let worst = { cls: 0, nome: '-' };
  const una = async (schermata, dispositivo) => {
    const nome = `${schermata.nome} ${dispositivo}`;
    const persona = schermata.persona && (await persone.entra(schermata.persona));
    const { page, chiudi } = await finestra(browser, { origine: ponte.origine, persona });
    try {
      const { cls, chi } = await misura(page, { dispositivo, url: `${ponte.origine}${await indirizzo(schermata, persona)}` });
      const soglia = esiti.soglia('spostamenti', schermata.nome, SOGLIA, cls);
      esiti.prova(`CLS ${nome}`, cls > soglia ? [`${cls.toFixed(3)}: ${chi}`] : []);
      if (cls > 0.02) console.log(`  CLS ${nome}: ${cls.toFixed(3)}: ${chi}`);
      const waived = cls > SOGLIA && cls <= soglia;
      if (!waived && cls > worst.cls) worst = { cls, nome };
    } catch (error) {
      esiti.prova(`CLS ${nome}`, [error.message]);
    } finally {
      await chiudi();
    }
  };
  ponte.rallenta(ATTESA);
  await fila(schermate.filter(({ arriva }) => !arriva), async (schermata) => {
    await una(schermata, 'telefono');
    if (schermata.ufficio) await una(schermata, 'desktop');
  });
  ponte.rallenta(0);
  esiti.figura('cls', Number(worst.cls.toFixed(3)), `the worst: ${worst.nome}`);
}

async function misura(page, { dispositivo, url }) {
  await indossa(page, { dispositivo, tema: 'light' });
  await page.evaluateOnNewDocument(() => {
    globalThis.salti = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.salti.push({ value: entry.value, chi: entry.sources.map(({ node }) => node?.className || node?.nodeName).join(' ') });
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await pronta(page);
  // What the last answer has moved is observed a frame later.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100)))));
  const shifts = await page.evaluate(() => globalThis.salti);
  return { cls: shifts.reduce((total, { value }) => total + value, 0), chi: shifts.map(({ chi }) => chi).join(' | ').slice(0, 160) };
}
