// Documents to attach: small valid ones, and some that must be refused.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const demo = (name) => readFileSync(fileURLToPath(new URL(`../../../infra/local/src/demo/${name}`, import.meta.url)));

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type, data) {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}

/** The demo's screenshot made exactly `size` bytes long by a private chunk before IEND. */
export function png(size) {
  const small = demo('schermata.png');
  if (!size) return small;
  const end = small.length - 12;
  const filler = Buffer.alloc(size - small.length - 12, 7);
  return Buffer.concat([small.subarray(0, end), chunk('prVt', filler), small.subarray(end)]);
}

export const avviso = () => ({ name: 'avviso.pdf', mimeType: 'application/pdf', buffer: demo('avviso.pdf') });
export const ricevuta = () => ({ name: 'ricevuta di pagamento.pdf', mimeType: 'application/pdf', buffer: demo('ricevuta.pdf') });
export const schermata = () => ({ name: 'schermata.png', mimeType: 'image/png', buffer: png() });
export const grande = (size) => ({ name: 'grande.png', mimeType: 'image/png', buffer: png(size) });
export const eseguibile = () => ({ name: 'fattura.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ' + '\0'.repeat(200)) });
/** Begins as a PDF and is none: only the office's check finds it. */
export const rovinato = () => ({ name: 'fattura.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n' + '\0'.repeat(200)) });
export const rinominato = () => ({ name: 'busta paga.pdf', mimeType: 'application/pdf', buffer: Buffer.from('Ciao, sono un testo.') });
