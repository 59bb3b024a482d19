// Photographs of pages, made in the browser under test: as large, turned, located, blurred and dark as a journey needs.

/**
 * Draws pages and puts them in a file input as if they had been chosen. Each has `nome`, `larga` and `alta` (as stored), `verso`
 * (EXIF orientation), `sfocata` (standard deviation in pixels), `luce` (1 as it is), `grana` (0 to 255: makes it heavy), `qualita`, `tipo`,
 * `coda` (bytes of a second picture after the end) and `heic` (see below). Gives the sizes in bytes.
 */
export async function scegli(page, input, foto) {
  return page.evaluate(draw, { input, foto });
}

async function draw({ input, foto }) {
  const files = new DataTransfer();
  for (const una of foto) files.items.add(await photograph(una));
  const sizes = [...files.files].map(({ size }) => size);
  const field = document.querySelector(input);
  field.files = files.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  return sizes;

  async function photograph({ nome = 'IMG_1234.jpg', larga = 4032, alta = 3024, verso = 6, sfocata = 0, luce = 1, grana = 40, qualita = 0.95, tipo = 'image/jpeg', coda = false, heic = false }) {
    const canvas = new OffscreenCanvas(larga, alta);
    const context = canvas.getContext('2d');
    // The page stands as the camera's EXIF says; what is stored may lie on its side.
    const coricata = verso >= 5;
    const [w, h] = coricata ? [alta, larga] : [larga, alta];
    if (coricata) {
      context.translate(0, alta);
      context.rotate(-Math.PI / 2);
    }
    context.filter = `blur(${sfocata}px) brightness(${luce})`;
    const sheet = new OffscreenCanvas(w, h);
    write(sheet.getContext('2d'), w, h);
    context.drawImage(sheet, 0, 0);
    context.filter = 'none';
    if (grana) grain(context, w, h, grana);
    const blob = await canvas.convertToBlob({ type: tipo, quality: qualita });
    const parts = tipo === 'image/jpeg' ? withExif(new Uint8Array(await blob.arrayBuffer()), verso) : [blob];
    if (coda) parts.push(new Uint8Array([0xff, 0xd8, 0xff, 0xd9]));
    if (heic) return new File(['\0\0\0\x18ftypheic\0\0\0\0mif1heic', ...parts], nome, { type: 'image/heic' });
    return new File(parts, nome, { type: tipo });
  }

  // The top of the page is red: upright or not is seen in the corners of the outcome.
  function write(context, w, h) {
    context.fillStyle = '#e8e6e0';
    context.fillRect(0, 0, w, h);
    context.fillStyle = '#c02020';
    context.fillRect(0, 0, w, h * 0.04);
    context.fillStyle = '#222';
    const size = h / 85;
    context.font = `${size}px serif`;
    for (let y = h * 0.1; y < h * 0.95; y += size * 1.4) context.fillText('la comunicazione riguarda il rapporto di lavoro domestico e i contributi versati dal datore', w * 0.06, y, w * 0.88);
  }

  function grain(context, w, h, amount) {
    const tile = new OffscreenCanvas(512, 512);
    const paint = tile.getContext('2d');
    const data = paint.createImageData(512, 512);
    for (let i = 0; i < data.data.length; i += 4) {
      data.data[i] = data.data[i + 1] = data.data[i + 2] = Math.random() * 255;
      data.data[i + 3] = amount;
    }
    paint.putImageData(data, 0, 0);
    context.fillStyle = context.createPattern(tile, 'repeat');
    context.fillRect(0, 0, w, h);
  }

  // After the start of image: orientation and a position (GPS latitude north, longitude east).
  function withExif(jpeg, orientation) {
    const gps = [4, [1, 2, 2, 'N\0\0\0'], [2, 5, 3, 92], [3, 2, 2, 'E\0\0\0'], [4, 5, 3, 116]];
    const tiff = new DataView(new ArrayBuffer(140));
    const ascii = (at, text) => [...text].forEach((letter, i) => tiff.setUint8(at + i, letter.charCodeAt(0)));
    const entry = (at, [tag, type, count, value]) => {
      tiff.setUint16(at, tag);
      tiff.setUint16(at + 2, type);
      tiff.setUint32(at + 4, count);
      if (typeof value === 'string') ascii(at + 8, value);
      else if (type === 3) tiff.setUint16(at + 8, value);
      else tiff.setUint32(at + 8, value);
    };
    ascii(0, 'MM\0*');
    tiff.setUint32(4, 8);
    tiff.setUint16(8, 2);
    entry(10, [0x0112, 3, 1, orientation]);
    entry(22, [0x8825, 4, 1, 38]);
    // The directory of the position, then its degrees, minutes and seconds.
    tiff.setUint16(38, gps[0]);
    gps.slice(1).forEach((row, i) => entry(40 + 12 * i, row));
    [41, 1, 54, 1, 10, 1, 12, 1, 29, 1, 40, 1].forEach((number, i) => tiff.setUint32(92 + 4 * i, number));
    const head = new Uint8Array([0xff, 0xe1, 0, 2 + 6 + 140, 0x45, 0x78, 0x69, 0x66, 0, 0]);
    return [jpeg.subarray(0, 2), head, new Uint8Array(tiff.buffer), jpeg.subarray(2)];
  }
}

/**
 * Has the browser decode HEIC where photographs are made ready, as Safari does and Chromium does not: of the brand that `scegli` writes
 * before a picture with `heic`, it opens the picture. Before the page is there; nothing is asked of the worker until it can.
 */
export async function decodificaHeic(page) {
  await page.addInitScript(() => {
    const pronto = new Promise((resolve) => {
      window.heicPronto = resolve;
    });
    window.Worker = class extends Worker {
      postMessage(...message) {
        pronto.then(() => super.postMessage(...message));
      }
    };
  });
  page.on('worker', async (worker) => {
    await worker.evaluate(() => {
      const own = self.createImageBitmap;
      self.createImageBitmap = (source, ...options) => own(source.type === 'image/heic' ? source.slice(24, source.size, 'image/jpeg') : source, ...options);
    });
    await page.evaluate(() => window.heicPronto());
  });
}

/** The marker segments of a JPEG up to its first scan, by their second byte. */
export function segmenti(jpeg) {
  const found = [];
  for (let at = 2; at + 4 < jpeg.length && jpeg[at] === 0xff; at += 2 + jpeg.readUInt16BE(at + 2)) {
    found.push(jpeg[at + 1]);
    if (jpeg[at + 1] === 0xda) break;
  }
  return found;
}

/** Size of a picture as a browser shows it, and the colour near its top edge. */
export async function guarda(page, bytes) {
  return page.evaluate(async (base64) => {
    const blob = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return { larghezza: bitmap.width, altezza: bitmap.height, alto: [...context.getImageData(bitmap.width >> 1, 8, 1, 1).data] };
  }, bytes.toString('base64'));
}
