// What must survive: the address asked for, and everything typed.
import { accessible, allow, expect, fillSignIn, heading, OFFLINE, signIn, someoneElse, status, test } from '../support/app.js';
import { avviso } from '../support/files.js';
import { datori, deleganti } from '../support/people.js';

async function write(page, oggetto) {
  await page.goto('/quesiti/nuovo/rapporto');
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Continua' }).click();
  await heading(page, /Scrivi la tua domanda|Di che cosa si tratta/);
  // Who never asked anything has no subject that goes without saying.
  const subject = page.getByRole('radio', { name: /Avviso pagoPA/ });
  if (await subject.count()) {
    await subject.check();
    await page.getByRole('button', { name: 'Continua' }).click();
    await heading(page, 'Scrivi la tua domanda');
  }
  await page.getByLabel('Oggetto').fill(oggetto);
  await page.getByLabel('Testo').fill('Una domanda che non si deve perdere.');
}

test('a link from an SMS survives the sign-in', async ({ page }) => {
  await signIn(page, datori[0]);
  await page.goto('/quesiti');
  const first = page.getByRole('main').locator('a[href^="/quesiti/"]:not([href*="nuovo"])').first();
  await first.click();
  await expect(page).toHaveURL(/\/quesiti\/[a-z2-7]{26}$/);
  await expect(page.getByTestId('sequenza')).toBeVisible();
  const address = page.url();
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  await page.context().clearCookies();
  // Whoever is remembered has their page begun while it is asked who they are.
  allow(page, status(401));
  await page.goto(address);
  await fillSignIn(page, datori[0]);
  await expect(page).toHaveURL(address);
  await heading(page, title.trim());
});

test('leaving and coming back loses nothing, attachments included', async ({ page }) => {
  const person = deleganti[2];
  await signIn(page, person);
  await write(page, 'Torno più tardi');
  await page.getByRole('button', { name: 'Continua' }).click();
  await page.locator('#allegati-file').setInputFiles([avviso()]);
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(1);
  await page.goto('/');
  await heading(page, /Ciao/);
  await accessible(page, 'inizio con bozza');
  await page.getByRole('link', { name: 'Riprendi la bozza' }).click();
  await heading(page, 'Vuoi allegare dei documenti?');
  await expect(page.getByText('avviso.pdf').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('avviso.pdf').first()).toBeVisible();
  await page.goBack();
});

test('what is typed while a draft is being saved is saved after it', async ({ page }) => {
  await page.clock.install();
  await signIn(page, deleganti[5]);
  const saves = [];
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(/\/api\/bozze\//, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    const { versione, contenuto } = route.request().postDataJSON();
    saves.push({ versione, testo: contenuto.testo });
    if (saves.length === 1) await held;
    return route.fallback();
  });
  await write(page, 'Scrivo in fretta');
  await expect.poll(() => saves.length).toBe(1);
  const first = saves[0].versione;
  await page.getByLabel('Testo').fill('Una domanda che non si deve perdere, e la sua fine.');
  // Twice the pause after which a change is saved: nothing may overtake the first.
  await page.clock.runFor(3_200);
  expect(saves).toHaveLength(1);
  release();
  await expect.poll(() => saves.at(-1).testo).toBe('Una domanda che non si deve perdere, e la sua fine.');
  await expect(page.getByText('La bozza è salvata.').first()).toBeVisible();
  // Each on top of the one before: no two devices, and nobody is asked which to keep.
  expect(saves.map(({ versione }) => versione)).toEqual(saves.map((_, n) => first + n));
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

/** Loads the page again, types while the service is asked for its copy of the draft, and lets it answer. */
async function typedMeanwhile(page, testo) {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  const drafts = (url) => url.pathname === '/api/bozze';
  await page.route(drafts, async (route) => {
    await held;
    await route.fallback();
  });
  const asked = page.waitForRequest((request) => drafts(new URL(request.url())));
  await page.reload();
  await asked;
  await expect(page.getByLabel('Testo')).toHaveValue('Una domanda che non si deve perdere.');
  await page.getByLabel('Testo').fill(testo);
  const answered = page.waitForResponse((response) => drafts(new URL(response.url())));
  release();
  await answered;
}

test('what is typed while the draft is compared is not replaced by what another device has saved', async ({ page, browser }) => {
  const person = deleganti[3];
  await signIn(page, person);
  await write(page, 'Su due dispositivi');
  await expect(page.getByText('La bozza è salvata.').first()).toBeVisible();
  await someoneElse(browser, async (other) => {
    await signIn(other, person);
    await other.getByRole('link', { name: /Riprendi la bozza/ }).click();
    const saved = other.waitForResponse((response) => response.url().includes('/api/bozze/') && response.ok());
    await other.getByLabel('Testo').fill('Scritto sull\'altro.');
    await saved;
  });
  await typedMeanwhile(page, 'Scritto mentre si guardava.');
  await expect(page.getByText('La bozza è cambiata anche altrove')).toBeVisible();
  await expect(page.getByLabel('Testo')).toHaveValue('Scritto mentre si guardava.');
});

test('a save whose answer never came is no other device', async ({ page }) => {
  await signIn(page, deleganti[19]);
  allow(page, OFFLINE);
  await page.route(/\/api\/bozze\//, async (route) => {
    await route.fetch();
    await route.abort('internetdisconnected');
  });
  const lost = page.waitForEvent('requestfailed', (request) => request.url().includes('/api/bozze/') && request.postDataJSON().contenuto.testo !== '');
  await write(page, 'Salvata senza saperlo');
  await lost;
  await page.unrouteAll();
  await typedMeanwhile(page, 'Una domanda che non si deve perdere, e altro.');
  await expect(page.getByText('La bozza è salvata.').first()).toBeVisible();
  await expect(page.getByLabel('Testo')).toHaveValue('Una domanda che non si deve perdere, e altro.');
  await expect(page.getByText('La bozza è cambiata anche altrove')).toHaveCount(0);
});

test('a session that ends in the middle of the form loses nothing', async ({ page, browser }) => {
  const person = deleganti[4];
  await signIn(page, person);
  await write(page, 'La sessione finisce adesso');
  await page.getByRole('button', { name: 'Continua' }).click();
  await heading(page, 'Vuoi allegare dei documenti?');
  // From here on the draft that saves itself may be told that the session is over.
  allow(page, status(401));
  // Somewhere else the same person signs out of every device.
  await someoneElse(browser, async (other) => {
    await signIn(other, person);
    await other.getByRole('button', { name: /account/i }).click();
    await other.getByRole('button', { name: 'Esci da tutti i dispositivi' }).click();
    await heading(other, 'Accedi');
  });
  await page.getByRole('button', { name: /Continua/ }).click();
  await heading(page, 'Controlla e invia');
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  // It waits for the person, and leaves as soon as they are back.
  await fillSignIn(page, person);
  await heading(page, 'In coda');
  await expect(page.getByText('Protocollato').first()).toBeVisible();
  await page.getByRole('link', { name: /Vedi la conferma/ }).click();
  await heading(page, 'Quesito inviato');
  await page.getByRole('link', { name: 'Quesiti', exact: true }).first().click();
  await expect(page.getByRole('table').getByRole('link', { name: /La sessione finisce adesso/ })).toHaveCount(1);
});

test('a send whose answer is lost is sent once', async ({ page }) => {
  const person = deleganti[6];
  await signIn(page, person);
  await write(page, 'Risposta persa per strada');
  await page.getByRole('button', { name: 'Continua' }).click();
  await page.getByRole('button', { name: /Continua/ }).click();
  await heading(page, 'Controlla e invia');
  let lost = 0;
  allow(page, OFFLINE);
  await page.route('**/api/quesiti', async (route) => {
    if (route.request().method() === 'POST' && lost === 0) {
      lost += 1;
      await route.fetch();
      await route.abort('internetdisconnected');
    } else {
      await route.fallback();
    }
  });
  await page.getByRole('button', { name: 'Invia il quesito' }).click();
  await heading(page, 'In coda');
  await expect(page.getByText(/Forse è già arrivato|Protocollato/).first()).toBeVisible();
  await expect(page.getByText('Protocollato').first()).toBeVisible();
  await page.getByRole('link', { name: 'Quesiti', exact: true }).first().click();
  await expect(page.getByRole('table').getByRole('link', { name: /Risposta persa per strada/ })).toHaveCount(1);
});

test('a wrong PIN says what to do, and nothing of who exists', async ({ page }) => {
  await page.goto('/');
  await heading(page, 'Accedi');
  const attempt = async (cf) => {
    await page.getByLabel('Codice fiscale').fill(cf);
    await page.getByLabel('PIN', { exact: true }).fill('Sbagl123');
    await page.getByRole('button', { name: 'Accedi' }).click();
    const alert = page.getByRole('alert').first();
    await expect(alert).toContainText('Controlla il codice fiscale e il PIN');
    return alert.textContent();
  };
  expect(await attempt(deleganti[8].cf)).toBe(await attempt('RSSMRA85T10A562S'));
  await accessible(page, 'accesso con errore');
  await page.getByLabel('Codice fiscale').fill('RSSMRA85T10A562T');
  await page.getByRole('button', { name: 'Accedi' }).click();
  await expect(page.getByText(/Il codice fiscale non è giusto/).first()).toBeVisible();
});
