// Every screen on every kind of screen: narrow, turned, dark, forced colours, large text, slow, printed, by the keyboard alone.
import { accessible, allow, expect, heading, OFFLINE, signIn, someoneElse, status, test } from '../support/app.js';
import { datori, deleganti, intermediario, operatori, responsabile } from '../support/people.js';
import { large, ready, shifts, small, walk } from '../support/schermo.js';
import { strayClasses, strayTokens, weight } from '../support/stili.js';

// Each looks at what is there and changes nothing that another one looks at.
test.describe.configure({ mode: 'parallel' });

const [anna, bruno] = datori;
const desktop = { viewport: { width: 1440, height: 900 }, isMobile: false, hasTouch: false };

const PUBLIC = ['/aiuto', '/privacy', '/accessibilita', '/note-legali', '/galleria', '/non-esiste'];
const CITIZEN = [
  '/', '/quesiti', '/quesiti?stato=chiusa&dal=2026-01-01', '/pagamenti', '/contatti', '/avvisi', '/deleghe', '/deleghe/nuova',
  '/quesiti/nuovo/rapporto', '/quesiti/nuovo/argomento', '/quesiti/nuovo/domanda', '/quesiti/nuovo/allegati', '/quesiti/nuovo/controlla',
];
const OFFICE = ['/coda', '/persone', '/cruscotto', '/registri'];

/** One quesito in each state. */
async function threads(page) {
  const { voci } = await page.evaluate(async () => (await fetch('/api/quesiti?limit=20')).json());
  const kinds = new Map(voci.map((voce) => [`${voce.stato} ${voce.esito ?? ''} ${Boolean(voce.attesa)}`, voce.id]));
  expect(kinds.size).toBeGreaterThan(2);
  return [...kinds.values()].map((id) => `/quesiti/${id}`);
}

test('the styles name what the pages name, with the colours of the public design system, in few bytes', () => {
  const { written, wrong } = strayTokens();
  expect(written).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
  expect(strayClasses()).toEqual({ unused: [], undefined: [] });
  expect(weight()).toBeLessThanOrEqual(11 * 1024);
});

for (const [name, options] of Object.entries({
  'at 320 px': { viewport: { width: 320, height: 640 } },
  'turned': { viewport: { width: 844, height: 390 } },
  'in the dark': { colorScheme: 'dark' },
  'with forced colours': { forcedColors: 'active' },
  'with large text': {},
})) {
  test.describe(name, () => {
    test.use({ ...options, contextOptions: { reducedMotion: 'reduce' } });
    test('every page of the citizen fits and can be read', async ({ page }) => {
      test.setTimeout(240_000);
      if (name === 'with large text') await large(page);
      allow(page, status(404));
      await page.goto('/');
      await heading(page, 'Accedi');
      await accessible(page, `accesso ${name}`);
      await signIn(page, anna);
      for (const path of [...PUBLIC, ...CITIZEN, ...(await threads(page))]) {
        await ready(page, path);
        await accessible(page, `${path} ${name}`);
      }
    });
  });
}

for (const colorScheme of ['light', 'dark']) {
  test(`every page of the office and of the intermediary can be read: ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(240_000);
    await someoneElse(
      browser,
      async (office) => {
        await signIn(office, responsabile);
        await heading(office, /Coda/);
        for (const path of OFFICE) {
          await ready(office, path);
          await accessible(office, `${path} ${colorScheme}`);
          expect(await small(office, 24, 24), path).toEqual([]);
        }
        await office.goto('/coda');
        const first = office.locator('.queue-list a').first();
        const address = await first.getAttribute('href');
        await ready(office, address);
        await accessible(office, `${address} ${colorScheme}`);
        expect(await small(office, 24, 24), address).toEqual([]);
      },
      { ...desktop, colorScheme, reducedMotion: 'reduce' },
    );
    await someoneElse(
      browser,
      async (tablet) => {
        await signIn(tablet, intermediario);
        await heading(tablet, /datori di lavoro/);
        const datore = await tablet.locator('main a[href^="/datori/"]').first().getAttribute('href');
        const [, , id] = datore.split('/');
        for (const path of ['/', `/datori/${id}`, `/datori/${id}/quesiti`, `/datori/${id}/pagamenti`, '/deleghe', '/contatti', '/avvisi']) {
          await ready(tablet, path);
          await accessible(tablet, `${path} ${colorScheme}`);
          expect(await small(tablet, 24, 48), path).toEqual([]);
        }
      },
      { viewport: { width: 820, height: 1180 }, hasTouch: true, colorScheme, reducedMotion: 'reduce' },
    );
  });
}

test.describe('on the smallest phone', () => {
  test.use({ viewport: { width: 360, height: 640 } });
  test('what is due, what waits and the button to ask are seen without scrolling', async ({ page }) => {
    await signIn(page, anna);
    await heading(page, /Ciao/);
    const main = page.getByRole('main');
    const waiting = page.getByRole('region', { name: 'Tocca a te' });
    for (const one of [
      main.getByRole('link', { name: 'Fai una domanda' }),
      page.getByRole('region', { name: 'Prossimo pagamento' }),
      waiting.getByRole('heading'),
      waiting.getByRole('link').first(),
    ]) {
      await expect(one).toBeInViewport({ ratio: 1 });
    }
  });
});

for (const [name, options] of Object.entries({ phone: {}, desktop })) {
  test.describe(`on a ${name}`, () => {
    test.use(options);
    test('nothing moves while slow answers come', async ({ page }) => {
      await signIn(page, anna);
      await heading(page, /Ciao/);
      const [thread] = await threads(page);
      await shifts(page);
      await page.route('**/api/**', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        await route.continue();
      });
      for (const path of ['/', '/quesiti', thread, '/quesiti/nuovo/rapporto', '/contatti', '/pagamenti', '/avvisi', '/deleghe']) {
        await ready(page, path);
        // The last answers, and what they move.
        await page.waitForLoadState('networkidle');
        const { total, worst } = await page.evaluate(() => globalThis.spostamenti());
        expect(total, `${path}: ${worst}`).toBeLessThanOrEqual(0.02);
      }
    });
  });
}

test('what is pressed is large enough for a finger', async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('/');
  await heading(page, 'Accedi');
  expect(await small(page, 24, 48), 'accesso').toEqual([]);
  await signIn(page, anna);
  allow(page, status(404));
  for (const path of [...PUBLIC, ...CITIZEN, ...(await threads(page))]) {
    await ready(page, path);
    expect(await small(page, 24, 48), path).toEqual([]);
  }
});

test('each page takes the focus to its heading and names the document', async ({ page }) => {
  await signIn(page, anna);
  await heading(page, /Ciao/);
  const titles = new Set();
  const focused = async () => {
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page).toHaveTitle(/ - Cassetto domestico$/);
    titles.add(await page.title());
  };
  await focused();
  const menu = page.getByRole('navigation', { name: 'Menu principale' });
  for (const name of ['Quesiti', 'Pagamenti', 'Deleghe']) {
    await menu.getByRole('link', { name }).click();
    await heading(page, name);
    await focused();
  }
  await page.goBack();
  await heading(page, 'Pagamenti');
  await focused();
  for (const name of ['Aiuto', 'Privacy', 'Accessibilità', 'Note legali']) {
    await page.getByRole('contentinfo').getByRole('link', { name, exact: true }).click();
    await heading(page, name);
    await focused();
  }
  await menu.getByRole('link', { name: 'Quesiti' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Cambio di indirizzo' }).click();
  await heading(page, 'Cambio di indirizzo');
  await focused();
  expect(titles.size).toBe(9);
});

test('each step of the procedure does the same, going on and going back', async ({ page }) => {
  await signIn(page, deleganti[20], '/quesiti/nuovo');
  await walk(page, async (name) => {
    await expect(page.getByRole('heading', { level: 1 }), name).toBeFocused();
    await expect(page).toHaveTitle(new RegExp(`^(Passo \\d di \\d: )?${name.replace('?', '\\?')} - `));
    await expect(page.getByText(/^Passo \d di \d$/)).toBeVisible();
  });
});

test('what is wrong is summed up, focused, and leads to its field', async ({ page }) => {
  await page.goto('/');
  await heading(page, 'Accedi');
  await page.getByRole('button', { name: 'Accedi' }).click();
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await summary.getByRole('link').first().click();
  await expect(page.getByLabel('Codice fiscale')).toBeFocused();
  await expect(page.getByLabel('Codice fiscale')).toHaveAttribute('aria-invalid', 'true');
});

test('SPID and CIE are seen and say that they can not be used yet', async ({ page }) => {
  await page.goto('/');
  for (const name of ['Entra con SPID', 'Entra con CIE']) {
    const button = page.getByRole('button', { name });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(/Non ancora disponibile in questo ambiente/);
  }
});

test('a protocol number is read digit by digit', async ({ page }) => {
  await page.goto('/galleria');
  await heading(page, 'Galleria dei componenti');
  const number = page.getByRole('region', { name: 'Numero di protocollo' });
  await expect(number).toMatchAriaSnapshot('- text: "0 0 0 0 1 2 3"');
});

test('a short message stays for who reads it, and takes back what it tells', async ({ page }) => {
  await page.clock.install({ time: '2026-11-24T09:00:00' });
  await page.goto('/galleria');
  await heading(page, 'Galleria dei componenti');
  // From here on no time passes but what is said: on a slow machine a second is soon gone.
  await page.clock.pauseAt('2026-11-24T09:05:00');
  const message = page.getByRole('status').getByText('Tolto dall’elenco.').or(page.getByText("Tolto dall'elenco."));
  const remove = page.getByRole('button', { name: 'Togli, e ripensaci' });
  await remove.click();
  await page.mouse.move(5, 5);
  await expect(remove).toHaveAttribute('aria-disabled', 'true');
  await page.clock.runFor(29_000);
  await expect(message).toBeVisible();
  await page.getByRole('button', { name: 'Annulla' }).last().focus();
  await page.clock.runFor(60_000);
  await expect(message).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(message).toHaveCount(0);
  await expect(remove).not.toHaveAttribute('aria-disabled', 'true');

  await page.getByRole('button', { name: 'Mostra un messaggio' }).click();
  await page.mouse.move(5, 5);
  await page.clock.runFor(9_000);
  await expect(page.getByText('È arrivato un aggiornamento.')).toBeVisible();
  await page.clock.runFor(3_000);
  await expect(page.getByText('È arrivato un aggiornamento.')).toHaveCount(0);

  await page.getByRole('button', { name: 'Mostra un errore' }).click();
  await page.clock.runFor(120_000);
  await expect(page.locator('.toast')).toHaveCount(1);
  await page.locator('.toast').getByRole('button', { name: 'Chiudi' }).click();
  await expect(page.locator('.toast')).toHaveCount(0);
});

test('a thread on paper is the whole conversation and nothing else', async ({ page }) => {
  await signIn(page, anna, '/quesiti');
  await page.getByRole('main').getByRole('link', { name: 'MAV non arrivato' }).click();
  await heading(page, 'MAV non arrivato');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('main').getByText(/^INPS\.7000\.\d\d\/\d\d\/\d{4}\.0000002$/).first()).toBeVisible();
  await expect(page.getByTestId('sequenza').getByRole('article').first()).toBeVisible();
  await expect(page.getByText('Cassetto domestico', { exact: true })).toBeVisible();
  for (const button of await page.getByRole('button').all()) await expect(button).toBeHidden();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('contentinfo')).toHaveCount(0);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});

test('without network the page says so, and works again when it returns', async ({ page, context }) => {
  await signIn(page, bruno);
  await heading(page, /Ciao/);
  allow(page, OFFLINE);
  await context.setOffline(true);
  await expect(page.getByText(/Sei senza rete/)).toBeVisible();
  await page.getByRole('link', { name: 'Quesiti', exact: true }).first().click();
  await expect(page.getByText('Senza rete questa pagina non c\'è').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Riprova' })).toBeVisible();
  await accessible(page, 'senza rete');
  await context.setOffline(false);
  // It tries again by itself.
  await expect(page.getByText('Senza rete questa pagina non c\'è')).toHaveCount(0);
  await heading(page, 'Quesiti');
});

test('in English when asked, and remembered', async ({ page }) => {
  await signIn(page, deleganti[16]);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('link', { name: 'Ask a question' }).first()).toBeVisible();
  await accessible(page, 'home in English');
  await page.reload();
  await expect(page.getByRole('link', { name: 'Ask a question' }).first()).toBeVisible();
});

test('an address that leads nowhere', async ({ page }) => {
  allow(page, status(404));
  await signIn(page, bruno, '/quesiti/aaaaaaaaaaaaaaaaaaaaaaaaaa');
  await expect(page.getByText('Non trovato').first()).toBeVisible();
  await page.goto('/non-esiste');
  await heading(page, 'Pagina non trovata');
  await accessible(page, 'pagina non trovata');
});

test('an operator does everything with the keyboard', async ({ page }) => {
  await page.goto('/');
  await heading(page, 'Accedi');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Vai al contenuto' })).toBeFocused();
  await page.getByLabel('Codice fiscale').focus();
  await page.keyboard.type(operatori[1].cf);
  await page.keyboard.press('Tab');
  await page.keyboard.type(operatori[1].pin);
  await page.keyboard.press('Enter');
  await heading(page, /Coda/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page).toHaveTitle(/Coda/);
});

test('the help says what of the service does not work today', async ({ page }) => {
  let answer = (route) => route.fulfill({ json: { status: 200, title: 'ok', versione: '1', degradato: [] } });
  await page.route('**/api/status', (route) => answer(route));
  const servizio = page.getByTestId('servizio');
  await page.goto('/aiuto');
  await expect(servizio).toHaveText('Funziona tutto.');
  answer = (route) => route.fulfill({ json: { status: 200, title: 'ok', versione: '1', degradato: ['sms', 'documenti'] } });
  await page.reload();
  await expect(servizio.getByRole('listitem')).toHaveText(['Gli SMS arrivano in ritardo.', 'Per ora i documenti non si possono inviare né aprire.']);
  await accessible(page, 'aiuto con il servizio ridotto');
  allow(page, OFFLINE);
  answer = (route) => route.abort('internetdisconnected');
  await page.reload();
  await expect(servizio).toHaveText('Non lo sappiamo: il servizio non risponde. Riprova tra poco.');
});
