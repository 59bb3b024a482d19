// The interface in each of its languages: whole, remembered, marked, and no wider than a small phone.
import { accessible, allow, expect, heading, onDevice, OFFLINE, signIn, test } from '../support/app.js';
import { datori, deleganti } from '../support/people.js';

// The words of the home page's link, and of the skip link: what nobody could read in Italian by mistake.
const LINGUE = {
  it: { nome: 'Italiano', salta: 'Vai al contenuto', quesiti: 'Quesiti' },
  en: { nome: 'English', salta: 'Skip to content', quesiti: 'Questions' },
  ro: { nome: 'Română', salta: 'Mergeți la conținut', quesiti: 'Solicitări' },
  uk: { nome: 'Українська', salta: 'Перейти до вмісту', quesiti: 'Звернення' },
  es: { nome: 'Español', salta: 'Ir al contenido', quesiti: 'Consultas' },
};
const PAGES = ['/', '/quesiti', '/quesiti/nuovo/rapporto', '/pagamenti', '/deleghe', '/deleghe/nuova', '/contatti', '/avvisi', '/accessibilita', '/note-legali', '/aiuto', '/privacy'];

/** Has the browser remember a language, as the chooser does. */
const remember = (page, lingua) => page.addInitScript((tag) => localStorage.setItem('lingua', tag), lingua);

/** Waits for a page to be whole; nothing on it is an empty name, a place not filled in, or two plurals at once. */
async function whole(page, where) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
  const text = await page.locator('body').innerText();
  expect(text.match(/\{\w+\}|\|/g) ?? [], `${where}: unfilled places`).toEqual([]);
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll('button, a, h1, h2, h3, label, legend, dt')]
      .filter((one) => one.checkVisibility() && !(one.innerText.trim() || one.getAttribute('aria-label')))
      .map((one) => one.outerHTML.slice(0, 120)));
  expect(nameless, `${where}: without words`).toEqual([]);
}

test('a language is chosen at the foot of the first page, and remembered', async ({ page }) => {
  await page.goto('/');
  await heading(page, 'Accedi');
  for (const [tag, { nome, salta }] of Object.entries(LINGUE)) {
    if (tag === 'it') continue;
    await page.getByRole('button', { name: nome }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    await expect(page.getByRole('link', { name: salta })).toBeAttached();
    const mine = page.getByRole('button', { name: nome });
    await expect(mine).toHaveAttribute('aria-current', 'true');
    await expect(mine).toHaveAttribute('lang', tag);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    await accessible(page, `accesso, ${tag}`);
  }
});

for (const [tag, { quesiti }] of Object.entries(LINGUE)) {
  test.describe(`in ${tag}`, () => {
    test.use({ viewport: { width: 320, height: 640 } });
    test('every main page is whole and fits 320 pixels', async ({ page }) => {
      await signIn(page, datori[0]);
      await remember(page, tag);
      for (const path of PAGES) {
        await page.goto(path);
        await expect(page.locator('html')).toHaveAttribute('lang', tag);
        await whole(page, `${path} ${tag}`);
        await accessible(page, `${path} ${tag}`);
      }
      await page.goto('/quesiti');
      await heading(page, quesiti);
      await page.locator('a.stretched-link').first().click();
      await expect(page.locator('.timeline')).toBeVisible();
      await whole(page, `quesito ${tag}`);
      await accessible(page, `quesito ${tag}`);
    });
  });
}

test('what people wrote is marked as Italian when the interface is not', async ({ page }) => {
  await signIn(page, datori[0]);
  await remember(page, 'uk');
  for (const path of ['/', '/quesiti']) {
    await page.goto(path);
    await whole(page, path);
    await expect(page.locator('a.stretched-link[href^="/quesiti/"]').first()).toBeVisible();
    for (const link of await page.locator('a.stretched-link[href^="/quesiti/"]').all()) {
      expect(await inItalian(link), `${path}: ${await link.innerText()}`).toBe(true);
    }
  }
  const all = await page.locator('a.stretched-link[href^="/quesiti/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  let answers = 0;
  for (const path of all) {
    await page.goto(path);
    await expect(page.locator('.timeline')).toBeVisible();
    await whole(page, path);
    for (const written of await page.locator('h1, .bubble-text, blockquote, .callout .pre, .split .break[lang]').all()) {
      expect(await inItalian(written), `${path}: ${await written.innerText()}`).toBe(true);
    }
    // Letters of the person's language are nowhere inside what is marked as Italian, and Italian sentences nowhere else.
    const stray = await page.evaluate(() => {
      const found = [];
      const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const italian = node.parentElement.closest('[lang]')?.lang === 'it';
        if (italian && /[іїєґ]/.test(node.data)) found.push(`marked: ${node.data}`);
        if (!italian && / (il|della|per|che|con|è) /.test(node.data)) found.push(`not marked: ${node.data}`);
      }
      return found;
    });
    expect(stray, path).toEqual([]);
    answers += await page.getByText('Відповідь італійською').count();
  }
  expect(answers).toBeGreaterThan(0);
});

const inItalian = (one) => one.evaluate((node) => node.closest('[lang]')?.lang === 'it');

test('a day and a plural follow the language', async ({ page }) => {
  await signIn(page, datori[0]);
  await remember(page, 'uk');
  await page.goto('/pagamenti');
  await whole(page, 'pagamenti');
  await expect(page.locator('main')).toContainText(/\d{1,2} [а-яіїє.]+ \d{4}/);
  await expect(page.locator('main')).not.toContainText(' р.');
  const forms = await page.evaluate(() => [1, 2, 5, 21, 22].map((n) => new Intl.PluralRules('uk').select(n)));
  expect(forms).toEqual(['one', 'few', 'many', 'one', 'few']);
  await page.goto('/quesiti');
  await whole(page, 'quesiti');
  const count = await page.getByText(/^Показано \d+/).first().innerText();
  const n = Number(count.match(/\d+/)[0]);
  const many = n % 100 > 10 && n % 100 < 20 ? true : ![1, 2, 3, 4].includes(n % 10);
  expect(count).toContain(many ? 'звернень' : 'звернення');
});

test('once loaded, a language is there without network', async ({ page, context }) => {
  await signIn(page, deleganti[17]);
  await page.getByRole('button', { name: LINGUE.ro.nome }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ro');
  await page.reload();
  await whole(page, 'ro');
  await onDevice(page);
  allow(page, OFFLINE, /Failed to load resource/);
  await context.setOffline(true);
  await page.goto('/accessibilita');
  await heading(page, 'Accesibilitate');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ro');
  await context.setOffline(false);
});

test('the worker is told in their language, and the interface stays as it is', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => { navigator.share = async (data) => { globalThis.shared = data; }; });
  await signIn(page, datori[0], '/quesiti');
  await expect(page.locator('a.stretched-link[href^="/quesiti/"]').first()).toBeVisible();
  const all = await page.locator('a.stretched-link[href^="/quesiti/"]').evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.closest('.quesiti-row').innerText]));
  const said = new Set();
  for (const [path, card] of all) {
    await page.goto(path);
    await expect(page.locator('.timeline')).toBeVisible();
    const summary = page.getByText('Condividi con il lavoratore');
    if (!(await summary.count())) continue;
    await summary.click();
    const message = page.getByTestId('messaggio');
    await expect(message).toHaveText(/Situazione al/);
    const text = await message.innerText();
    expect(text, path).not.toMatch(/Esempio|INPS\.\d/);
    const sentence = text.split('\n').slice(2, -1).join(' ').replace(/\d+ \w+ \d{4}/, 'GIORNO');
    said.add(sentence);
    // What the card says is what the page says.
    if (/Accolta/.test(card)) expect(text).toContain('La richiesta è accolta.');
    if (/Respinta/.test(card)) expect(text).toContain('La richiesta è respinta.');
    if (await page.getByTestId('richiesta').count()) expect(text).toContain('aspetta un documento');
    expect(/ha chiuso/.test(text), path).toBe((await page.getByText('Chiusa', { exact: true }).count()) > 0 || /Accolta|Respinta/.test(card));
  }
  expect(said.size, [...said].join('\n')).toBeGreaterThan(2);
  const message = page.getByTestId('messaggio');
  await page.getByLabel('Lingua del messaggio').selectOption('uk');
  await expect(message).toContainText('Стан на');
  await expect(message).toHaveAttribute('lang', 'uk');
  await expect(page.locator('html')).toHaveAttribute('lang', 'it');
  await page.getByLabel("Aggiungi l'argomento").check();
  await expect(message).toContainText('Питання:');
  await page.getByLabel('Aggiungi il numero di protocollo').check();
  await expect(message).toContainText(/INPS\.\d/);
  await accessible(page, 'condividi');
  await page.getByRole('button', { name: 'Condividi', exact: true }).click();
  await expect.poll(() => page.evaluate(() => globalThis.shared?.text)).toContain('Стан на');
  await page.getByRole('button', { name: 'Copia il testo' }).click();
  await expect(page.getByText('Testo copiato.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await message.textContent());
});
