// Opens, measures, turns, crops and re-encodes photographs, away from the page. It decides nothing: src/foto/ says what to try next.
//
// A module worker; where a worker has no canvas the page loads the same file and speaks to it by events. Each message is
// { fai, porta, ... }: the answer goes back through its own port, as { ... } or { errore }.

/** Long side of the grey copy that is measured: A4 at about 100 dpi, where blur that spoils reading still shows and noise does not. */
const LATO_MISURA = 1200;
/** Pixels above which a photograph is decoded straight to a smaller size. */
const PIXEL_GRANDE = 24_000_000;
/** Long side of what is kept of those. */
const LATO_TENUTO = 4_096;
/** Tiles on each side of the grey copy; a page is seldom written all over. */
const TASSELLI = 8;
/** Standard deviation of grey below which a tile has nothing written in it: paper, shadow, noise. */
const SCARTO_VUOTO = 10;
/** Laplacian, in levels of grey, below which grain is looked for; and steps of each level. */
const RUMORE_MASSIMO = 32;
const RUMORE_PASSI = 8;

/** The photograph that is open: one at a time. */
let aperta = null;

const mestieri = { apri, misura, codifica };

/** Answers one message. */
export async function ascolta({ porta, ...richiesta }) {
  try {
    porta.postMessage(await mestieri[richiesta.fai](richiesta));
  } catch (motivo) {
    porta.postMessage({ errore: typeof motivo === 'string' ? motivo : 'non-si-apre' });
  }
}

async function apri({ file, pixel }) {
  aperta?.close?.();
  aperta = null;
  if (typeof document === 'undefined' && typeof OffscreenCanvas === 'undefined') throw 'senza-tela';
  const testata = leggi(new Uint8Array(await file.arrayBuffer()));
  const estensione = testata.larghezza * testata.altezza;
  if (estensione > pixel) throw 'enorme';
  aperta = await decodifica(file, testata, estensione > PIXEL_GRANDE);
  return { tipo: testata.tipo, pulita: testata.pulita, larghezza: aperta.width, altezza: aperta.height };
}

async function decodifica(file, testata, grande) {
  const opzioni = { imageOrientation: 'from-image' };
  if (grande) {
    // One side alone keeps the proportions, however a browser counts sides and turns.
    opzioni.resizeWidth = Math.round(testata.larghezza * Math.min(1, LATO_TENUTO / Math.max(testata.larghezza, testata.altezza)));
    opzioni.resizeQuality = 'high';
  }
  try {
    return await createImageBitmap(file, opzioni);
  } catch (motivo) {
    // Some browsers show in a page what they don't decode elsewhere.
    if (typeof document === 'undefined') throw motivo;
    const immagine = new Image();
    immagine.src = URL.createObjectURL(file);
    try {
      await immagine.decode();
      return await createImageBitmap(immagine);
    } finally {
      URL.revokeObjectURL(immagine.src);
    }
  }
}

async function misura({ giro, ritaglio }) {
  const { tela, contesto } = disegna(LATO_MISURA, giro, ritaglio);
  const { data } = contesto.getImageData(0, 0, tela.width, tela.height);
  return misure(data, tela.width, tela.height);
}

async function codifica({ lato, qualita, giro, ritaglio }) {
  const { tela } = disegna(lato, giro, ritaglio);
  const opzioni = { type: 'image/jpeg', quality: qualita / 100 };
  const blob = tela.convertToBlob
    ? await tela.convertToBlob(opzioni)
    : await new Promise((fatto) => tela.toBlob(fatto, opzioni.type, opzioni.quality));
  if (blob?.type !== opzioni.type) throw 'non-si-apre';
  return { blob, larghezza: tela.width, altezza: tela.height };
}

/** The open photograph turned by so many quarters to the right, then cut to the frame, at most `lato` long. */
function disegna(lato, giro, [x0, y0, x1, y1]) {
  const coricata = giro % 2 === 1;
  const intera = coricata ? [aperta.height, aperta.width] : [aperta.width, aperta.height];
  const [largo, alto] = [(x1 - x0) * intera[0], (y1 - y0) * intera[1]];
  const scala = Math.min(1, lato / Math.max(largo, alto));
  const misure = [Math.max(1, Math.round(largo * scala)), Math.max(1, Math.round(alto * scala))];
  const tela = typeof OffscreenCanvas === 'undefined' ? Object.assign(document.createElement('canvas'), { width: misure[0], height: misure[1] }) : new OffscreenCanvas(...misure);
  const contesto = tela.getContext('2d', { alpha: false });
  // What is transparent becomes paper.
  contesto.fillStyle = '#fff';
  contesto.fillRect(0, 0, ...misure);
  contesto.imageSmoothingQuality = 'high';
  contesto.scale(scala, scala);
  contesto.translate(-x0 * intera[0], -y0 * intera[1]);
  contesto.translate(giro === 1 || giro === 2 ? intera[0] : 0, giro >= 2 ? intera[1] : 0);
  contesto.rotate((giro * Math.PI) / 2);
  contesto.drawImage(aperta, 0, 0);
  return { tela, contesto };
}

/**
 * Sharpness: the variance of the Laplacian divided by the variance of grey, so that pale ink is not taken for blur, of the tile that
 * one in ten of those with something in them exceeds: a few lines on a page are enough, and the edge of the paper is not writing. Zero
 * when nothing stands out anywhere. Light: the grey that a tenth of the picture exceeds.
 */
export function misure(rgba, largo, alto) {
  const grigio = new Float32Array(largo * alto);
  const istogramma = new Uint32Array(256);
  for (let i = 0; i < grigio.length; i += 1) {
    const luce = 0.299 * rgba[4 * i] + 0.587 * rgba[4 * i + 1] + 0.114 * rgba[4 * i + 2];
    grigio[i] = luce;
    istogramma[luce | 0] += 1;
  }
  const nitidezze = [];
  for (let riga = 0; riga < TASSELLI; riga += 1) {
    for (let colonna = 0; colonna < TASSELLI; colonna += 1) {
      const nitidezza = tassello(grigio, largo, alto, colonna, riga);
      if (nitidezza !== null) nitidezze.push(nitidezza);
    }
  }
  nitidezze.sort((a, b) => a - b);
  let luce = 255;
  for (let sopra = istogramma[255]; luce > 0 && sopra < grigio.length / 10; sopra += istogramma[luce]) luce -= 1;
  return { nitidezza: nitidezze[Math.floor(nitidezze.length * 0.9)] ?? 0, luce };
}

function tassello(grigio, largo, alto, colonna, riga) {
  const da = (parte, tutto) => Math.max(1, Math.floor((parte * tutto) / TASSELLI));
  const a = (parte, tutto) => Math.min(tutto - 1, Math.floor(((parte + 1) * tutto) / TASSELLI));
  let [quanti, somma, quadrati, sommaL, quadratiL] = [0, 0, 0, 0, 0];
  const piccoli = new Uint32Array(RUMORE_MASSIMO * RUMORE_PASSI);
  for (let y = da(riga, alto); y < a(riga, alto); y += 1) {
    for (let x = da(colonna, largo); x < a(colonna, largo); x += 1) {
      const i = y * largo + x;
      const qui = grigio[i];
      const laplaciano = grigio[i - 1] + grigio[i + 1] + grigio[i - largo] + grigio[i + largo] - 4 * qui;
      quanti += 1;
      somma += qui;
      quadrati += qui * qui;
      sommaL += laplaciano;
      quadratiL += laplaciano * laplaciano;
      const grandezza = Math.abs(laplaciano) * RUMORE_PASSI;
      if (grandezza < piccoli.length) piccoli[grandezza | 0] += 1;
    }
  }
  if (!quanti) return null;
  const varianza = quadrati / quanti - (somma / quanti) ** 2;
  const grana = rumore(piccoli, quanti);
  if (varianza < SCARTO_VUOTO ** 2 + grana) return null;
  return Math.max(0, quadratiL / quanti - (sommaL / quanti) ** 2 - grana) / varianza;
}

/** The variance of the grain alone: a fifth of a tile, at least, is paper between the lines. */
function rumore(piccoli, quanti) {
  let [indice, sotto] = [0, 0];
  while (indice < piccoli.length && sotto < quanti / 5) sotto += piccoli[indice++];
  // A fifth of what is normally distributed is nearer to zero than 0.2533 standard deviations.
  return sotto < quanti / 5 || indice === 1 ? 0 : (indice / RUMORE_PASSI / 0.2533) ** 2;
}

/** Kind, size and whether nothing but the picture is in it. Sizes are zero where the head does not tell them simply. */
export function leggi(byte) {
  const testo = (da, lungo) => String.fromCharCode(...byte.subarray(da, da + lungo));
  if (byte[0] === 0xff && byte[1] === 0xd8) return { tipo: 'jpeg', ...leggiJpeg(byte, testo) };
  if (testo(1, 3) === 'PNG') return { tipo: 'png', ...leggiPng(byte, testo) };
  const larghezze = testo(0, 4) === 'RIFF' && testo(8, 4) === 'WEBP' ? leggiWebp(byte, testo(12, 4)) : [0, 0];
  return { tipo: 'altro', pulita: false, larghezza: larghezze[0], altezza: larghezze[1] };
}

/** Clean: baseline or progressive, with no segment but the usual colour ones and nothing after the end. */
function leggiJpeg(byte, testo) {
  const letta = { larghezza: 0, altezza: 0, pulita: false };
  let altro = false;
  let qui = 2;
  while (qui + 4 <= byte.length && byte[qui] === 0xff) {
    const segno = byte[qui + 1];
    if (segno === 0xff) {
      qui += 1;
      continue;
    }
    const lungo = (byte[qui + 2] << 8) | byte[qui + 3];
    const quadro = segno >= 0xc0 && segno <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(segno);
    if (quadro) {
      letta.altezza = (byte[qui + 5] << 8) | byte[qui + 6];
      letta.larghezza = (byte[qui + 7] << 8) | byte[qui + 8];
      altro ||= segno > 0xc2;
    }
    const colore = (segno === 0xe0 && testo(qui + 4, 4) === 'JFIF') || (segno === 0xe2 && testo(qui + 4, 11) === 'ICC_PROFILE') || segno === 0xee;
    altro ||= segno === 0xfe || (segno >= 0xe0 && segno <= 0xef && !colore);
    qui += 2 + lungo;
    if (segno === 0xda) {
      // Entropy-coded data: over stuffed bytes and restarts, up to the next real marker.
      while (qui < byte.length && !(byte[qui] === 0xff && byte[qui + 1] !== 0 && !(byte[qui + 1] >= 0xd0 && byte[qui + 1] <= 0xd7))) qui += 1;
      if (byte[qui + 1] === 0xd9) {
        letta.pulita = !altro && byte.subarray(qui + 2).every((uno) => uno === 0);
        return letta;
      }
    }
  }
  return letta;
}

/** Clean: whole, and without the chunk that cameras write. */
function leggiPng(byte, testo) {
  const numero = (da) => ((byte[da] << 24) | (byte[da + 1] << 16) | (byte[da + 2] << 8) | byte[da + 3]) >>> 0;
  const letta = { larghezza: numero(16), altezza: numero(20), pulita: true };
  for (let qui = 8; qui + 12 <= byte.length; qui += 12 + numero(qui)) {
    const nome = testo(qui + 4, 4);
    if (nome === 'eXIf') letta.pulita = false;
    if (nome === 'IEND') return letta;
  }
  return { ...letta, pulita: false };
}

function leggiWebp(byte, nome) {
  const [sedici, ventiquattro] = [(da) => byte[da] | (byte[da + 1] << 8), (da) => byte[da] | (byte[da + 1] << 8) | (byte[da + 2] << 16)];
  if (nome === 'VP8X') return [ventiquattro(24) + 1, ventiquattro(27) + 1];
  if (nome === 'VP8 ') return [sedici(26) & 0x3fff, sedici(28) & 0x3fff];
  if (nome === 'VP8L') return [(sedici(21) & 0x3fff) + 1, ((ventiquattro(22) >> 6) & 0x3fff) + 1];
  return [0, 0];
}

if (typeof document === 'undefined') addEventListener('message', ({ data }) => ascolta(data));
else addEventListener('lavoratore-foto', ({ detail }) => ascolta(detail));
