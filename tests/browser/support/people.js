// The demo people of infra/local/src/demo/persone.json.
import { readFileSync } from 'node:fs';

const data = JSON.parse(readFileSync(new URL('../../../infra/local/src/demo/persone.json', import.meta.url)));
const person = ({ nome, cognome, codice_fiscale, pin }, fallback) => ({ nome: `${nome} ${cognome}`, cf: codice_fiscale, pin: pin ?? fallback });

export const datori = data.datori.map((datore) => person(datore));
export const deleganti = data.deleganti.map((datore) => person(datore, data.pin_dei_deleganti));
export const intermediario = person(data.intermediario);
/** Of kind 07, which reads only. */
export const associazione = person(data.associazione);
const ufficio = data.operatori.map((operatore) => ({ ...person(operatore), sede: operatore.sede, ruolo: operatore.ruolo ?? 'operatore' }));
export const operatori = ufficio.filter(({ ruolo }) => ruolo === 'operatore');
export const responsabile = ufficio.find(({ ruolo }) => ruolo === 'responsabile');
