// The W3C's checker of HTML, on what the app has made of each page and on index.html.
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import jar from 'vnu-jar';

/** `pagine`: name and markup. Gives the number of errors. */
export async function vnu({ pagine, cartella, esiti }) {
  const folder = join(cartella, 'html');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { nome, html } of pagine) writeFileSync(join(folder, `${nome}.html`), html.startsWith('<!DOCTYPE') ? html : `<!DOCTYPE html>\n${html}`);
  const { messages } = await java(['-Xss4m', '-jar', String(jar), '--format', 'json', '--stdout', '--exit-zero-always', folder]);
  let total = 0;
  for (const { nome } of pagine) {
    const mine = messages.filter(({ url, type }) => url?.endsWith(`/${nome}.html`) && type !== 'info');
    const found = esiti.senzaDeroga('vnu', nome, mine.map(({ message, extract }) => ({ regola: message, dove: extract })));
    total += found.length;
    esiti.prova(`vnu ${nome}`, found.map(({ regola, dove }) => `${regola} in ${dove?.trim()}`));
  }
  return total;
}

function java(args) {
  return new Promise((resolve, reject) => {
    execFile('java', args, { maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`vnu: ${error.message} ${stderr.slice(0, 400)}`));
      else resolve(JSON.parse(stdout));
    });
  });
}
