// Every screen of the list, walked once: axe in every face of it, pa11y and vnu on one.
import { axe, racconta } from '../lib/axe.js';
import { fila } from '../lib/fila.js';
import { pronta } from '../lib/gesti.js';
import { apri, finestra, indossa } from '../lib/visita.js';
import { pa11y } from './pa11y.js';

/** Walks; gives the markup of each screen, for vnu. */
export async function cammino({ browser, origine, persone, esiti, schermate, facce }) {
  const totali = { axe: 0, pa11y: 0, facce: 0 };
  const pagine = [];
  await fila(schermate, async (schermata) => {
    try {
      await una({ browser, origine, esiti, schermata, facce, totali, pagine, persona: schermata.persona && (await persone.entra(schermata.persona)) });
    } catch (error) {
      esiti.prova(`schermata ${schermata.nome}`, [error.message]);
    }
  });
  return { ...totali, pagine };
}

async function una({ browser, origine, esiti, schermata, facce, totali, pagine, persona }) {
  const { nome } = schermata;
  for (const [lingua, combinazioni] of Object.entries(facce)) {
    const { page, chiudi } = await finestra(browser, { origine, persona, lingua });
    try {
      await indossa(page, combinazioni[0]);
      await apri(page, schermata, { origine, persona });
      for (const faccia of combinazioni) {
        await indossa(page, faccia);
        await pronta(page);
        const found = esiti.senzaDeroga('axe', nome, await axe(page));
        totali.axe += found.length;
        totali.facce += 1;
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        const overflow = wide > esiti.soglia('larghezza', nome, 0, wide) ? [`${wide} px wider than the screen`] : [];
        const broken = [...found.map(racconta), ...overflow, ...page.errori.splice(0)];
        esiti.prova(`axe ${nome} ${faccia.dispositivo} ${lingua} ${faccia.tema}`, broken);
      }
      if (lingua !== 'it') continue;
      await indossa(page, combinazioni[0]);
      pagine.push({ nome, html: await page.content() });
      const found = esiti.senzaDeroga('pa11y', nome, await pa11y(browser, page));
      totali.pa11y += found.length;
      esiti.prova(`pa11y ${nome}`, found.map(({ regola, dove, testo }) => `${regola} at ${dove}: ${testo}`));
    } finally {
      await chiudi();
    }
  }
}
