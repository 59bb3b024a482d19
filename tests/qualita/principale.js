// The proof of the pages: runs the checks against ORIGINE, prints the table, and fails when a gate does.
//
//   node principale.js tutto | rapido | ci | schermate [name…]
//
// tutto   every screen in every face, timings as medians of 5, the other engines
// rapido  the same with fewer faces, medians of 3, Chromium alone
// ci      what is the same at each run: no timings
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cammino } from './checks/cammino.js';
import { faro } from './checks/faro.js';
import { fotografie } from './checks/fotografie.js';
import { intestazioni } from './checks/intestazioni.js';
import { altriMotori } from './checks/motori.js';
import { pesi } from './checks/pesi.js';
import { spostamenti } from './checks/spostamenti.js';
import { tempi } from './checks/tempi.js';
import { viva } from './checks/viva.js';
import { vnu } from './checks/vnu.js';
import { chromium } from './lib/browser.js';
import { Esiti } from './lib/esiti.js';
import { complete, ridotte } from './lib/misure.js';
import { Persone } from './lib/persone.js';
import { ponte as alza } from './lib/ponte.js';
import { schermate } from './schermate.js';

const MODI = {
  tutto: { facce: complete, volte: 5, motori: true },
  rapido: { facce: ridotte, volte: 3, motori: false },
  ci: { facce: ridotte, volte: 0, motori: false },
};

const origine = process.env.ORIGINE;
const cartella = process.env.CARTELLA;
const [modo = 'rapido', ...nomi] = process.argv.slice(2);

async function qualita({ facce, volte, motori }) {
  mkdirSync(cartella, { recursive: true });
  const esiti = new Esiti({ ignora: Boolean(process.env.SENZA_DEROGHE) });
  const persone = new Persone(origine);
  const ponte = await alza(origine, join(cartella, 'tls'));
  const browser = await chromium({ spki: ponte.spki });
  const scelte = nomi.length ? schermate.filter(({ nome }) => nomi.includes(nome)) : schermate;
  const insieme = { browser, origine, ponte, persone, esiti, schermate: scelte };
  /** A check that breaks is a failure of its own, and the others still run. */
  const parte = async (nome, check) => {
    const started = Date.now();
    console.log(`\n-- ${nome}`);
    try {
      await check();
    } catch (error) {
      esiti.prova(nome, [error.message]);
    }
    console.log(`-- ${nome}: ${Math.round((Date.now() - started) / 1000)} s`);
  };
  await parte('the checks themselves', () => viva(insieme));
  // Sizes first: nobody has written a draft yet.
  await parte('sizes and requests', () => pesi(insieme));
  await parte('Lighthouse', () => faro({ ...insieme, volte }));
  if (volte) await parte('mark contenuto', () => tempi({ ...insieme, volte }));
  await parte('security headers', async () => {
    const { grade, score, lost } = await intestazioni(insieme);
    esiti.figura('intestazioni', grade, [`score ${score}`, ...lost].join(', '));
  });
  await parte('layout shift', () => spostamenti(insieme));
  await parte('screens: axe, pa11y, vnu', async () => {
    const found = await cammino({ ...insieme, facce });
    esiti.figura('axe', found.axe, `${scelte.length} screens, ${found.facce} faces`);
    esiti.figura('pa11y', found.pa11y, `${found.pagine.length} screens`);
    const index = { nome: 'index', html: await (await fetch(`${origine}/`)).text() };
    const pagine = [...found.pagine, index];
    esiti.figura('vnu', await vnu({ pagine, cartella, esiti }), `${pagine.length} pages`);
  });
  if (!nomi.length) {
    const inutili = esiti.derogheInutili(['axe', 'pa11y', 'vnu', 'larghezza', 'spostamenti', 'figure']);
    for (const una of inutili) console.log(`waived and not needed: ${una}`);
    // Whoever mends a page isn't stopped by it: the whole command is where it has to go.
    if (modo === 'tutto') esiti.prova('waivers are needed', inutili);
  }
  await browser.close();
  if (motori) await parte('other engines', () => altriMotori(insieme));
  ponte.chiudi();
  console.log(`\n${esiti.tabella()}\n`);
  for (const nome of esiti.falliti) console.log(`FAILED ${nome}`);
  console.log(`qualita: ${esiti.passati} passed, ${esiti.falliti.length} failed`);
  writeFileSync(join(cartella, 'esito.json'), JSON.stringify(esiti.rapporto, null, 1));
  return esiti.falliti.length === 0;
}

const buono = modo === 'schermate' ? await fotografie({ origine, nomi, schermate }) : await qualita(MODI[modo]);
process.exit(buono ? 0 : 1);
