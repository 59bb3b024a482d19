// WebKitGTK, by plain WebDriver: the short journey, and axe on the screens that an address alone leads to. It has no push, badge or
// background sync, and shows what the app does without them.
import { esamina, racconta, sorgente, TAGS } from '../lib/axe.js';
import { altra, pronto } from '../lib/gesti.js';
import { entra, viaggio } from '../lib/viaggio.js';
import { indirizzo, intesa } from '../lib/visita.js';
import { webdriver } from '../lib/webdriver.js';

export async function webkit({ ponte, persone, esiti, schermate, programma }) {
  const browser = await webdriver(programma);
  console.log(`  ${browser.versione}`);
  let [violations, screens] = [0, 0];
  const pronta = async () => {
    for (let tries = 0; tries < 150; tries += 1) {
      const ready = await browser.esegui(pronto).catch(() => false);
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`not ready: ${await browser.esegui(() => `${location.pathname} ${document.body.innerText.slice(0, 120)}`)}`);
  };
  const vai = (path) => browser.vai(`${ponte.origine}${path}`);
  try {
    await browser.finestra(820, 1000);
    esiti.prova('WebKitGTK: journey', await viaggio({ vai, esegui: browser.esegui, pronta }, persone.di('anna')));
    for (const nome of new Set(schermate.map(({ persona }) => persona))) {
      await browser.esegui(() => fetch('/api/sessione', { method: 'DELETE' }).then(() => localStorage.removeItem('entrato')));
      if (nome) await browser.esegui(entra, persone.di(nome));
      const persona = nome && (await persone.entra(nome));
      for (const voluta of schermate.filter(({ persona, arriva }) => persona === nome && !arriva)) {
        const { nome: schermata } = voluta;
        try {
          const path = await indirizzo(voluta, persona);
          await vai(path);
          await pronta();
          const why = await browser.esegui(altra, intesa(voluta, persona, path));
          if (why) throw new Error(`not the page meant: ${why}`);
          await browser.esegui(sorgente);
          const found = esiti.senzaDeroga('axe', schermata, await browser.esegui(esamina, TAGS));
          violations += found.length;
          screens += 1;
          esiti.prova(`WebKitGTK ${schermata}`, found.map(racconta));
        } catch (error) {
          esiti.prova(`WebKitGTK ${schermata}`, [error.message]);
        }
      }
    }
  } finally {
    await browser.chiudi();
  }
  esiti.figura('axe_webkit', violations, `${screens} screens`);
}
