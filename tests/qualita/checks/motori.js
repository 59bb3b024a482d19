// Firefox and WebKitGTK, where they are installed: a short journey, and axe on every screen that they can reach.
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { firefox } from './firefox.js';
import { webkit } from './webkit.js';

async function trova(names) {
  for (const folder of process.env.PATH.split(delimiter)) {
    for (const name of names) {
      const file = join(folder, name);
      if (await access(file).then(() => true, () => false)) return file;
    }
  }
  return undefined;
}

export async function altriMotori(insieme) {
  const browsers = [
    { nome: 'Firefox', programmi: ['firefox-esr', 'firefox'], pacchetto: 'firefox-esr', prova: firefox },
    { nome: 'WebKitGTK', programmi: ['WebKitWebDriver'], pacchetto: 'webkit2gtk-driver xvfb', prova: webkit },
  ];
  for (const { nome, programmi, pacchetto, prova } of browsers) {
    const programma = await trova(programmi);
    if (!programma) {
      console.log(`  ${nome}: skipped, not installed (Debian: ${pacchetto})`);
      continue;
    }
    try {
      await prova({ ...insieme, programma });
    } catch (error) {
      insieme.esiti.prova(nome, [error.message]);
    }
  }
}
