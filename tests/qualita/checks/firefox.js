// Firefox, by WebDriver BiDi: sign-in, home, list, the first step of a question; then axe on every screen.
import { axe, racconta } from '../lib/axe.js';
import { firefox as apriFirefox } from '../lib/browser.js';
import { pronta } from '../lib/gesti.js';
import { entra, viaggio } from '../lib/viaggio.js';
import { apri, finestra, indossa } from '../lib/visita.js';

export async function firefox({ origine, persone, esiti, schermate, programma }) {
  const browser = await apriFirefox(programma);
  console.log(`  ${await browser.version()}`);
  let [violations, screens] = [0, 0];
  try {
    const { page, chiudi } = await finestra(browser, { origine });
    await indossa(page, { dispositivo: 'telefono', tema: 'light' });
    const steps = await viaggio({ vai: (path) => page.goto(`${origine}${path}`), esegui: (script, ...args) => page.evaluate(script, ...args), pronta: () => pronta(page) }, persone.di('anna'));
    esiti.prova('Firefox: journey', steps);
    await chiudi();
    // Its cookies cannot be set from outside under their prefix: each person signs in, in a window of their own.
    for (const nome of new Set(schermate.map(({ persona }) => persona))) {
      const window = await finestra(browser, { origine });
      await indossa(window.page, { dispositivo: 'telefono', tema: 'light' });
      if (nome) {
        await window.page.goto(`${origine}/note-legali`);
        await window.page.evaluate(entra, persone.di(nome));
      }
      for (const schermata of schermate.filter(({ persona }) => persona === nome)) {
        try {
          await apri(window.page, schermata, { origine, persona: nome && (await persone.entra(nome)) });
          const found = esiti.senzaDeroga('axe', schermata.nome, await axe(window.page));
          violations += found.length;
          screens += 1;
          esiti.prova(`Firefox ${schermata.nome}`, found.map(racconta));
        } catch (error) {
          esiti.prova(`Firefox ${schermata.nome}`, [error.message]);
        }
      }
      await window.chiudi();
    }
  } finally {
    await browser.close();
  }
  esiti.figura('axe_firefox', violations, `${screens} screens`);
}
