// axe in a page, by the rules that the issue names.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export const sorgente = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Run in the page: `tags`. */
export async function esamina(tags) {
  const { violations } = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, target, failureSummary }) => ({ regola: id, dove: target.join(' '), html: html.slice(0, 160), perche: failureSummary.split('\n')[1]?.trim() })));
}

export async function axe(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(sorgente);
  return page.evaluate(esamina, TAGS);
}

export const racconta = ({ regola, dove, html, perche }) => `${regola} at ${dove}: ${perche ?? ''} ${html}`;
