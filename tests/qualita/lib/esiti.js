// What was found, what is waived, and the figures of the table.
import { readFileSync } from 'node:fs';

const data = (name) => JSON.parse(readFileSync(new URL(`../${name}.json`, import.meta.url)));
const limiti = data('limiti');
const deroghe = data('deroghe');

export class Esiti {
  passati = 0;
  falliti = [];
  #figure = new Map();
  #usate = new Set();
  #deroghe;

  /** `ignora`: nothing is waived. */
  constructor({ ignora = false } = {}) {
    this.#deroghe = ignora ? {} : deroghe;
    const mute = Object.values(deroghe).flat().filter(({ motivo }) => !motivo?.trim());
    this.prova('every waiver has its reason', mute.map((deroga) => JSON.stringify(deroga)));
  }

  /** Something that is right or wrong by itself, such as a screen in one of its faces. */
  prova(nome, difetti) {
    if (difetti.length === 0) {
      this.passati += 1;
      return;
    }
    this.falliti.push(nome);
    for (const difetto of difetti) console.log(`FAILED ${nome}: ${difetto}`);
  }

  #deroga(strumento, giusta) {
    const found = this.#deroghe[strumento]?.find(giusta);
    if (found) this.#usate.add(found);
    return found;
  }

  /** Those of the defects that nobody has given a reason for; `regola` and `dove` are those of deroghe.json. */
  senzaDeroga(strumento, schermata, difetti) {
    return difetti.filter(
      ({ regola, dove }) =>
        !this.#deroga(
          strumento,
          (deroga) => deroga.regola === regola && (dove ?? '').includes(deroga.dove ?? '') && (deroga.schermate ?? [schermata]).includes(schermata),
        ),
    );
  }

  /** How much of something a screen may have. */
  soglia(strumento, schermata, soglia, misura) {
    if (misura <= soglia) return soglia;
    return this.#deroga(strumento, ({ schermate }) => schermate.includes(schermata))?.fino_a ?? soglia;
  }

  /** Waivers that nothing needs any more. */
  derogheInutili(strumenti) {
    const unused = strumenti.flatMap((strumento) => (this.#deroghe[strumento] ?? []).filter((deroga) => !this.#usate.has(deroga)).map((deroga) => [strumento, deroga]));
    return unused.map(([strumento, { regola, figura, schermate }]) => `${strumento}: ${regola ?? figura ?? schermate}`);
  }

  /** A figure of the table. `undefined`: not measured this time. */
  figura(nome, misura, nota = '') {
    const limite = limiti[nome];
    if (!limite) throw new Error(`limiti.json lacks ${nome}`);
    const entro = (soglia) => (limite.verso === 'alto' ? misura >= soglia : typeof soglia === 'string' ? misura === soglia : misura <= soglia);
    const ok = entro(limite.deve);
    const deroga = !ok && limite.cancello ? this.#deroga('figure', (una) => una.figura === nome && entro(una.fino_a)) : undefined;
    this.#figure.set(nome, { ...limite, misura, nota, ok, mira_ok: entro(limite.mira), deroga: deroga?.motivo });
    if (limite.cancello) this.prova(limite.figura, ok || deroga ? [] : [`${misura} ${limite.unita}, must be ${limite.deve}${nota && `: ${nota}`}`]);
  }

  /** The table, in the order of limiti.json. */
  tabella() {
    const rows = [['figure', 'must', 'aim', 'measured', 'ok', '']];
    for (const nome of Object.keys(limiti)) {
      const figura = this.#figure.get(nome);
      if (!figura) continue;
      const { unita, deve, mira, misura, ok, mira_ok, cancello, deroga, nota } = figura;
      const verdict = ok ? (mira_ok ? 'ok, as aimed at' : 'ok') : deroga ? 'no (waived)' : cancello ? 'NO' : 'no (not a gate)';
      rows.push([figura.figura, `${deve} ${unita}`.trim(), `${mira} ${unita}`.trim(), `${misura} ${unita}`.trim(), verdict, nota]);
    }
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    return rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`).join('\n');
  }

  get rapporto() {
    return { passati: this.passati, falliti: this.falliti.length, quali: this.falliti, figure: Object.fromEntries(this.#figure) };
  }
}
