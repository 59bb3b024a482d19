// A photograph of a page, taken with a phone: it goes in upright, small, without its position, and the office takes it.
import { accessible, allow, expect, heading, picture, test } from '../support/app.js';
import { avviso } from '../support/files.js';
import { decodificaHeic, guarda, scegli, segmenti } from '../support/foto.js';
import { deleganti } from '../support/people.js';
import { attachmentsPage } from '../support/quesiti.js';

const FILE = '#allegati-file';
const MIB = 1024 * 1024;

const caricati = (page, n) => expect(page.getByText('Caricato', { exact: true })).toHaveCount(n, { timeout: 60_000 });

/** Sends the question and gives the documents as the office has them. */
async function send(page) {
  await page.getByRole('button', { name: /Continua/ }).click();
  await heading(page, 'Controlla e invia');
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await heading(page, 'Quesito inviato');
  await page.getByRole('link', { name: 'Vedi il quesito' }).click();
  await heading(page, /./);
  const id = new URL(page.url()).pathname.split('/').pop();
  return page.evaluate(async (id) => {
    const quesito = await (await fetch(`/api/quesiti/${id}`)).json();
    const found = [];
    JSON.stringify(quesito, (key, value) => {
      if (key === 'allegati' && Array.isArray(value)) found.push(...value);
      return value;
    });
    return Promise.all(
      found.map(async ({ id: allegato, nome, tipo }) => {
        const { url } = await (await fetch(`/api/quesiti/${id}/allegati/${allegato}`)).json();
        const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
        let text = '';
        for (const byte of bytes) text += String.fromCharCode(byte);
        return { nome, tipo, base64: btoa(text) };
      }),
    );
  }, id).then((all) => all.map(({ base64, ...rest }) => ({ ...rest, bytes: Buffer.from(base64, 'base64') })));
}

test('a 12-megapixel photo goes in upright, smaller and without its position', async ({ page }) => {
  await attachmentsPage(page, deleganti[20], 'Foto di dodici megapixel');
  await expect(page.locator(FILE)).toHaveAttribute('accept', /image\/heic.*image\/webp/);
  const [prima] = await scegli(page, FILE, [{ nome: 'IMG_1234.JPEG', coda: true }]);
  expect(prima).toBeGreaterThan(3 * MIB);
  await caricati(page, 1);
  await expect(page.getByText(/^Foto ridotta da [\d,]+ MB a [\d,]+ (MB|KB), senza posizione\.$/)).toBeVisible();
  await expect(page.getByText('Forse non si legge bene')).toHaveCount(0);
  await accessible(page, 'foto pronta');
  await picture(page, 'foto-pronta-telefono');
  const [foto] = await send(page);
  expect(foto.nome).toBe('IMG_1234.JPEG');
  expect(foto.bytes.length).toBeLessThanOrEqual(MIB);
  expect(segmenti(foto.bytes), 'EXIF').not.toContain(0xe1);
  expect(foto.bytes.includes('Exif')).toBe(false);
  const { larghezza, altezza, alto } = await guarda(page, foto.bytes);
  expect(altezza / larghezza).toBeCloseTo(4 / 3, 1);
  expect(altezza).toBeGreaterThanOrEqual(1754);
  expect(alto[0], 'the red edge is at the top').toBeGreaterThan(alto[1] + 60);
});

test('other formats become JPEG, what the browser cannot open is said, a file that fits stays as it is', async ({ page }) => {
  await attachmentsPage(page, deleganti[21], 'Formati di foto');
  await scegli(page, FILE, [{ nome: 'scontrino.webp', tipo: 'image/webp', larga: 1600, alta: 2000, verso: 1, grana: 0 }]);
  await caricati(page, 1);
  await expect(page.getByText('scontrino.jpg', { exact: true })).toBeVisible();
  await page.locator(FILE).setInputFiles([{ name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic') }]);
  await expect(page.getByText('Il browser non sa aprire questa foto. Salvala in JPEG e scegli quella.').first()).toBeVisible();
  await accessible(page, 'foto che non si apre');
  await picture(page, 'foto-non-si-apre-telefono');
  // Not to be left behind unnoticed.
  await page.getByRole('button', { name: 'Continua' }).click();
  await expect(page.getByRole('heading', { name: 'Vuoi allegare dei documenti?' })).toBeVisible();
  await page.getByRole('button', { name: 'Rimuovi IMG_0001.HEIC' }).click();
  await expect(page.getByRole('button', { name: 'Rimuovi IMG_0001.HEIC' })).toHaveCount(0);
});

test('where the browser decodes HEIC, it goes in as an upright JPEG without its position', async ({ page }) => {
  await decodificaHeic(page);
  await attachmentsPage(page, deleganti[39], 'Foto di un iPhone');
  const [prima] = await scegli(page, FILE, [{ nome: 'IMG_0042.HEIC', coda: true, heic: true }]);
  expect(prima).toBeGreaterThan(3 * MIB);
  await caricati(page, 1);
  await expect(page.getByText(/^Foto ridotta da [\d,]+ MB a [\d,]+ (MB|KB), senza posizione\.$/)).toBeVisible();
  const [foto] = await send(page);
  expect([foto.nome, foto.tipo]).toEqual(['IMG_0042.jpg', 'jpeg']);
  expect(foto.bytes.length).toBeLessThanOrEqual(2 * MIB);
  expect(segmenti(foto.bytes), 'EXIF').not.toContain(0xe1);
  const { larghezza, altezza, alto } = await guarda(page, foto.bytes);
  expect(altezza / larghezza).toBeCloseTo(4 / 3, 1);
  expect(alto[0], 'the red edge is at the top').toBeGreaterThan(alto[1] + 60);
});

test('a 30 MB photo works, and one too large for the device is refused in words', async ({ page }) => {
  test.setTimeout(180_000);
  await attachmentsPage(page, deleganti[22], 'Foto di trenta megabyte');
  const [prima] = await scegli(page, FILE, [{ nome: 'enorme.jpg', larga: 8064, alta: 6048, grana: 150, qualita: 0.97 }]);
  expect(prima).toBeGreaterThan(30 * MIB);
  // The page goes on answering meanwhile: turns of its own come before the photo is ready.
  const pronta = page.getByText(/^Foto ridotta da 3\d(,\d)? MB a/);
  let turns = 0;
  while ((await pronta.count()) === 0) {
    await page.evaluate(() => new Promise((done) => setTimeout(done)));
    turns += 1;
  }
  expect(turns, 'turns of the page while the photo is worked on').toBeGreaterThan(3);
  await caricati(page, 1);
  await expect(page.getByText(/^Foto ridotta da 3\d(,\d)? MB a/)).toBeVisible();
  // A head that says 20 000 by 20 000, and nothing that has to be decoded.
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0x4e, 0x20, 0x4e, 0x20, 1, 1, 0x11, 0, 0xff, 0xd9]);
  await page.locator(FILE).setInputFiles([{ name: 'quattrocento.jpg', mimeType: 'image/jpeg', buffer: head }]);
  await expect(page.getByText(/troppo grande per questo telefono/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Rimuovi quattrocento.jpg' }).click();
  const [foto] = await send(page);
  expect(foto.bytes.length).toBeLessThanOrEqual(3 * MIB);
  expect((await guarda(page, foto.bytes)).altezza).toBeGreaterThanOrEqual(1754);
});

test('a blurred or dark photo is said to be so, and can be kept', async ({ page }) => {
  await attachmentsPage(page, deleganti[23], 'Foto poco leggibile');
  await scegli(page, FILE, [{ nome: 'mossa.jpg', sfocata: 14 }]);
  await caricati(page, 1);
  await expect(page.getByText(/La foto sembra sfocata/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rifai la foto mossa.jpg' })).toBeVisible();
  await accessible(page, 'foto sfocata');
  await picture(page, 'foto-sfocata-telefono');
  await page.getByRole('button', { name: 'Tieni così mossa.jpg' }).click();
  await expect(page.getByText(/La foto sembra sfocata/)).toHaveCount(0);
  await scegli(page, FILE, [{ nome: 'scura.jpg', luce: 0.25, grana: 10 }]);
  await expect(page.getByText(/La foto sembra troppo scura/)).toBeVisible({ timeout: 60_000 });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Rifai la foto scura.jpg' }).click();
  await chooser;
  await expect(page.getByText('scura.jpg')).toHaveCount(0);
  await scegli(page, FILE, [{ nome: 'piccola.jpg', larga: 800, alta: 600, verso: 1, grana: 0 }]);
  await expect(page.getByText(/La foto ha pochi dettagli/)).toBeVisible({ timeout: 60_000 });
});

test('several pages become one PDF, in order, and the office takes it', async ({ page }) => {
  test.setTimeout(180_000);
  await attachmentsPage(page, deleganti[24], 'Pagine in un PDF');
  // Five photographs where three files may go.
  await scegli(page, FILE, [1, 2, 3, 4, 5].map((n) => ({ nome: `pagina-${n}.jpg`, larga: 2400, alta: 1800, grana: 20 })));
  await caricati(page, 3);
  await expect(page.getByText('Troppe foto')).toBeVisible();
  await page.getByRole('button', { name: 'Unisci più foto in un PDF' }).click();
  const window = page.getByRole('dialog', { name: 'Più foto in un PDF' });
  await expect(window.getByRole('listitem')).toHaveCount(5);
  await expect(window.locator('img.anteprima')).toHaveCount(5, { timeout: 60_000 });
  await accessible(page, 'pagine di un PDF');
  await picture(page, 'foto-pagine-telefono');
  await window.getByRole('button', { name: 'Sposta su Pagina 3' }).click();
  await expect(window.getByRole('listitem').nth(1)).toContainText('pagina-3.jpg');
  await expect(window.getByText('Ora è la pagina 2.')).toHaveCount(1);
  await window.getByRole('button', { name: 'Ritaglia Pagina 2' }).click();
  const cut = page.getByRole('dialog', { name: 'Ritaglia o gira la foto' });
  await cut.getByRole('button', { name: 'Gira a destra' }).click();
  await cut.getByRole('button', { name: 'Usa questa foto' }).click();
  await expect(cut).toBeHidden();
  await expect(window.getByRole('listitem').nth(1)).toContainText('pagina-3.jpg');
  await expect(window.locator('img.anteprima')).toHaveCount(5, { timeout: 60_000 });
  await window.getByRole('button', { name: 'Rimuovi Pagina 5' }).click();
  await expect(window.getByRole('listitem')).toHaveCount(4);
  await scegli(page, '#pagine-file', [{ nome: 'aggiunta.jpg', larga: 1800, alta: 2400, verso: 1, grana: 20 }]);
  await expect(window.getByRole('listitem')).toHaveCount(5);
  await window.getByRole('button', { name: 'Crea il PDF' }).click();
  await caricati(page, 1);
  await expect(page.getByText('Foto unite in un PDF. Pagine: 5.')).toBeVisible();
  await accessible(page, 'PDF pronto');
  const [pdf] = await send(page);
  expect(pdf.nome).toBe('pagina-1.pdf');
  expect(pdf.bytes.length).toBeLessThanOrEqual(3 * MIB);
  const text = pdf.bytes.toString('latin1');
  expect(text.match(/\/DCTDecode/g)).toHaveLength(5);
  expect(text).not.toContain('Exif');
});

test('a photo is turned and cut by keyboard alone', async ({ page }) => {
  await attachmentsPage(page, deleganti[25], 'Foto ritagliata');
  await scegli(page, FILE, [{ nome: 'foglio.jpg', larga: 3000, alta: 4000, verso: 1, grana: 10 }]);
  await caricati(page, 1);
  await page.getByRole('button', { name: 'Ritaglia o gira foglio.jpg' }).press('Enter');
  const window = page.getByRole('dialog', { name: 'Ritaglia o gira la foto' });
  const corner = window.getByRole('button', { name: 'Angolo in alto a sinistra' });
  await expect(corner).toBeVisible();
  const box = await corner.boundingBox();
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(48);
  await accessible(page, 'ritaglio');
  await picture(page, 'foto-ritaglio-telefono');
  await corner.focus();
  for (let n = 0; n < 2; n += 1) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(window.getByText("Resta il 98% in larghezza e l'80% in altezza.")).toHaveCount(1);
  // The same frame by pointer, without dragging.
  await window.getByText('Ritaglia con i cursori').click();
  await expect(window.getByRole('slider', { name: 'Taglia in alto' })).toHaveValue('20');
  await window.getByRole('slider', { name: 'Taglia a sinistra' }).fill('0');
  await window.getByRole('button', { name: 'Gira a destra' }).press('Enter');
  await expect(window.getByText("Resta l'80% in larghezza e il 100% in altezza.")).toHaveCount(1);
  await window.getByRole('button', { name: 'Usa questa foto' }).press('Enter');
  await expect(window).toBeHidden();
  await caricati(page, 1);
  await expect(page.getByText(/^Foto ridotta da/)).toBeVisible();
  const [foto] = await send(page);
  const { larghezza, altezza } = await guarda(page, foto.bytes);
  expect(larghezza / altezza).toBeCloseTo(3200 / 3000, 1);
});

test('a corner is dragged with a finger', async ({ page }) => {
  await attachmentsPage(page, deleganti[26], 'Foto ritagliata a mano');
  await scegli(page, FILE, [{ nome: 'foglio.jpg', larga: 3000, alta: 4000, verso: 1, grana: 10 }]);
  await caricati(page, 1);
  await page.getByRole('button', { name: 'Ritaglia o gira foglio.jpg' }).click();
  const window = page.getByRole('dialog', { name: 'Ritaglia o gira la foto' });
  const corner = await window.getByRole('button', { name: 'Angolo in basso a destra' }).boundingBox();
  const field = await window.locator('.ritaglio-campo').boundingBox();
  const [x, y] = [corner.x + corner.width / 2, corner.y + corner.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - field.width / 4, y - field.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(window.getByText(/Resta il 7[45]% in larghezza e il (49|50|51)% in altezza/)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(window).toBeHidden();
  await expect(page.getByRole('button', { name: 'Ritaglia o gira foglio.jpg' })).toBeFocused();
});

test('an upload cut half-way says where it stopped and goes through when tried again', async ({ page }) => {
  await attachmentsPage(page, deleganti[27], 'Caricamento interrotto');
  allow(page, /ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
  // The browser's own account of an upload that loses the network with half of its bytes gone.
  await page.evaluate(() => {
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function (body) {
      if (!(body instanceof Blob) || globalThis.intero) return send.call(this, body);
      this.upload.dispatchEvent(new ProgressEvent('progress', { lengthComputable: true, loaded: body.size / 2, total: body.size }));
      setTimeout(() => this.dispatchEvent(new ProgressEvent('loadend')), 300);
    };
  });
  await scegli(page, FILE, [{ nome: 'IMG_2.jpg', larga: 2400, alta: 1800 }]);
  await expect(page.getByText('Caricamento fermo al 50%: la rete è caduta. Il file è ancora qui.').first()).toBeVisible({ timeout: 60_000 });
  await accessible(page, 'caricamento fermo');
  await picture(page, 'foto-caricamento-fermo-telefono');
  await page.evaluate(() => {
    globalThis.intero = true;
  });
  await page.getByRole('button', { name: 'Riprova IMG_2.jpg' }).click();
  await caricati(page, 1);
  const [foto] = await send(page);
  expect(foto.nome).toBe('IMG_2.jpg');
});

test('preparing a photo can be stopped, and other documents are left alone', async ({ page }) => {
  await attachmentsPage(page, deleganti[28], 'Foto annullata');
  await page.locator(FILE).setInputFiles([avviso()]);
  await caricati(page, 1);
  await scegli(page, FILE, [{ nome: 'lunga.jpg', larga: 8064, alta: 6048, grana: 0 }, { nome: 'corta.jpg', larga: 1200, alta: 1600, verso: 1, grana: 0 }]);
  await page.getByRole('button', { name: 'Annulla lunga.jpg' }).click();
  await caricati(page, 2);
  await expect(page.getByText('lunga.jpg')).toHaveCount(0);
  const documenti = await send(page);
  expect(documenti.map(({ nome }) => nome)).toEqual(['avviso.pdf', 'corta.jpg']);
  expect(documenti[0].bytes.equals(avviso().buffer)).toBe(true);
});
