// The office: two operators on one quesito, another town, the keyboard alone, many at once, a person, figures.
import { accessible, allow, expect, heading, picture, signIn, someoneElse, status, test } from '../support/app.js';
import { datori, operatori, responsabile } from '../support/people.js';

/** Goes on with Tab until the control is reached: everything can be reached so. */
async function tabTo(page, control) {
  for (let presses = 0; presses < 12; presses += 1) {
    if (await control.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(control).toBeFocused();
}

test('the second operator gets a clear conflict and loses nothing typed', async ({ page, browser }) => {
  await signIn(page, operatori[0]);
  await heading(page, /Coda/);
  // The first has it as it was, however long the second takes.
  const quesito = /\/api\/quesiti\/[a-z2-7]{26}$/;
  let shown;
  await page.route(quesito, async (route) => {
    shown ??= await route.fetch();
    return route.fulfill({ response: shown });
  });
  await page.getByRole('main').locator('a[href^="/coda/"]').first().click();
  await expect(page).toHaveURL(/\/coda\//);
  const address = page.url();
  await page.getByRole('radio', { name: /Commenta/ }).check();
  await page.getByLabel('Commento').fill('Il commento del primo operatore.');
  await someoneElse(browser, async (other) => {
    await signIn(other, operatori[1], address);
    await other.getByRole('radio', { name: /Prendi in carico/ }).check();
    await other.getByRole('button', { name: 'Prendi in carico' }).click();
    await expect(other.getByText('Preso in carico').first()).toBeVisible();
  });
  allow(page, status(409));
  await page.getByRole('button', { name: 'Aggiungi il commento' }).click();
  await expect(page.getByText(/È cambiato nel frattempo/).first()).toBeVisible();
  await accessible(page, 'conflitto');
  await expect(page.getByLabel('Commento')).toHaveValue('Il commento del primo operatore.');
  expect(shown).toBeDefined();
  await page.unroute(quesito);
  await page.getByRole('button', { name: 'Ricarica' }).click();
  await expect(page.getByText('Preso in carico').first()).toBeVisible();
  await page.getByRole('button', { name: 'Aggiungi il commento' }).click();
  await expect(page.getByRole('listitem').getByText('Il commento del primo operatore.')).toBeVisible();
});

test('another sede finds nothing of it', async ({ page, browser }) => {
  let address;
  await someoneElse(browser, async (roma) => {
    await signIn(roma, operatori[0]);
    await roma.getByRole('main').locator('a[href^="/coda/"]').first().click();
    await expect(roma).toHaveURL(/\/coda\//);
    address = roma.url();
  });
  allow(page, status(404));
  await signIn(page, operatori[2], address);
  await expect(page.getByText('Non trovato').first()).toBeVisible();
  await accessible(page, 'non trovato');
});

test('the subject that the queue is narrowed to goes back and forward with the address', async ({ page }) => {
  await signIn(page, operatori[0], '/coda');
  await heading(page, /Coda/);
  const argomento = page.locator('select#coda-categoria');
  await argomento.selectOption({ index: 2 });
  await expect(page).toHaveURL(/categoria=/);
  const chosen = await argomento.inputValue();
  await page.goBack();
  await expect(page).not.toHaveURL(/categoria=/);
  await expect(argomento).toHaveValue('');
  await page.goForward();
  await expect(argomento).toHaveValue(chosen);
  await page.goBack();
  await argomento.selectOption({ index: 3 });
  await expect(page).toHaveURL(new RegExp(`categoria=${await argomento.inputValue()}`));
});

test('from the queue to the closing with the keyboard alone', async ({ page }) => {
  await signIn(page, operatori[1], '/coda');
  await heading(page, /Coda/);
  await accessible(page, 'coda');
  await expect(page.locator('.queue-list a').first()).toBeVisible();
  await page.keyboard.press('j');
  const row = page.locator('.queue-list a:focus');
  await expect(row).toHaveCount(1);
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const oggetto = await row.innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: oggetto })).toBeFocused();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Tasti rapidi' })).toBeVisible();
  await accessible(page, 'tasti rapidi');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('t');
  await expect(page.getByRole('button', { name: 'Prendi in carico' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Preso in carico').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Che cosa vuoi fare?' })).toBeFocused();

  await page.keyboard.press('r');
  const models = page.getByLabel('Risposte pronte');
  await expect(models).toBeFocused();
  await expect(models.locator('option').nth(1)).toBeAttached();
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByRole('button', { name: 'Usa il testo' }));
  await page.keyboard.press('Enter');
  const answer = page.getByLabel('Risposta al datore di lavoro');
  await expect(answer).toBeFocused();
  await expect(answer).not.toHaveValue('');
  // Letters typed into a field are letters.
  await page.keyboard.press('End');
  await page.keyboard.type(' Restiamo a disposizione: trcdaf.');
  await expect(answer).toHaveValue(/trcdaf\.$/);
  await picture(page, 'fascicolo-tastiera');
  await accessible(page, 'risposta pronta');
  await tabTo(page, page.getByRole('button', { name: 'Invia la risposta' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Risposta inviata e protocollata.')).toBeVisible();
  await expect(page.getByTestId('sequenza').getByText('Restiamo a disposizione')).toBeVisible();

  await page.keyboard.press('c');
  await expect(page.getByRole('radio', { name: 'Accolta' })).toBeFocused();
  await page.keyboard.press('Space');
  await tabTo(page, page.getByLabel("Motivo dell'esito"));
  await page.keyboard.type('Tutto risolto.');
  await tabTo(page, page.getByRole('button', { name: 'Chiudi il quesito' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Conferma la chiusura' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Chiuso: richiesta accolta').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Messaggi e passaggi' })).toBeFocused();
});

test('the keys can be turned off, and stay off', async ({ page }) => {
  await signIn(page, operatori[1], '/coda');
  await heading(page, /Coda/);
  await page.getByRole('button', { name: 'Tasti rapidi' }).click();
  await page.getByLabel('Usa i tasti rapidi su questo dispositivo').uncheck();
  await page.keyboard.press('Escape');
  await page.reload();
  await heading(page, /Coda/);
  await expect(page.locator('.queue-list a').first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.locator('.queue-list a:focus')).toHaveCount(0);
  await page.keyboard.press('/');
  await heading(page, /Coda/);
});

test('asks for a document and waits; the clock stands still', async ({ page }) => {
  await signIn(page, operatori[0], '/coda?vista=in_carico');
  await heading(page, /Coda/);
  await page.getByRole('main').locator('a[href^="/coda/"]').last().click();
  await page.getByRole('radio', { name: /Chiedi un documento/ }).check();
  await page.getByLabel('Quale documento serve').fill('Serve la copia della ricevuta di pagamento del terzo trimestre.');
  await page.getByRole('button', { name: 'Invia la richiesta' }).click();
  await expect(page.getByText(/Fermo: atteso documento/).first()).toBeVisible();
  await accessible(page, 'documento atteso');
  await page.getByRole('radio', { name: /Ritira la richiesta/ }).check();
  await page.getByLabel('Motivo').fill('Il documento è arrivato per altra via.');
  await page.getByRole('button', { name: 'Ritira la richiesta' }).click();
  await expect(page.getByText('Richiesta ritirata.')).toBeVisible();
  await expect(page.getByRole('radio', { name: /Chiedi un documento/ })).toBeVisible();
});

test('assigns many at once and says how each went', async ({ page }) => {
  await signIn(page, operatori[0], '/coda');
  await heading(page, /Coda/);
  await expect(page.locator('.queue-list a').first()).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('a');
  const window = page.getByRole('dialog', { name: 'Assegna i quesiti scelti' });
  await expect(window).toBeVisible();
  await window.getByLabel('Operatore della sede').selectOption({ index: 1 });
  await window.getByRole('button', { name: 'Assegna', exact: true }).click();
  await expect(window.getByText('Quesiti assegnati: 2 su 2.')).toBeVisible();
  await accessible(page, 'assegnati');
  await window.getByRole('button', { name: 'Chiudi' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('finds a person without a trace in the address, and writes first', async ({ page }) => {
  await signIn(page, operatori[0], '/coda');
  await heading(page, /Coda/);
  await page.keyboard.press('/');
  await heading(page, 'Cerca una persona');
  await expect(page.getByLabel(/Codice fiscale/)).toBeFocused();
  await page.keyboard.type(datori[0].cf);
  await page.keyboard.press('Enter');
  await expect(page.getByText(datori[0].nome)).toBeVisible();
  expect(page.url()).not.toContain(datori[0].cf);
  await accessible(page, 'persone');
  await page.getByRole('link', { name: 'Scheda della persona' }).click();
  await heading(page, datori[0].nome);
  await expect(page.getByRole('table').first()).toBeVisible();
  await accessible(page, 'persona');
  await picture(page, 'persona');
  await page.getByRole('link', { name: 'Scrivi per primo' }).click();
  await heading(page, new RegExp(datori[0].nome));
  await page.getByLabel('Rapporto di lavoro').selectOption({ index: 1 });
  await page.getByLabel('Argomento').selectOption({ index: 1 });
  await page.getByLabel('Oggetto').fill('Una verifica sui contributi');
  await page.getByLabel('Testo').fill('Abbiamo notato un versamento senza causale: ci può scrivere di che cosa si tratta?');
  await accessible(page, 'scrivi per primo');
  await page.getByRole('button', { name: 'Invia la comunicazione' }).click();
  await heading(page, 'Una verifica sui contributi');
});

test('redacts a text for good, with a reason', async ({ page }) => {
  await signIn(page, operatori[0], '/coda?vista=in_carico');
  await heading(page, /Coda/);
  await page.getByRole('main').locator('a[href^="/coda/"]').first().click();
  await page.getByText('Altre operazioni').click();
  await page.getByRole('button', { name: 'Oscura un testo o un allegato' }).click();
  const window = page.getByRole('dialog', { name: 'Oscura un testo o un allegato' });
  await window.getByRole('button', { name: 'Oscura per sempre' }).click();
  await expect(window.getByText('Scegli che cosa.')).toBeVisible();
  await accessible(page, 'oscura');
  await window.getByLabel('Che cosa').selectOption({ index: 1 });
  await window.getByLabel('Motivo').fill('Testo di un’altra persona.');
  await window.getByRole('button', { name: 'Oscura per sempre' }).click();
  await expect(page.getByText('Contenuto oscurato.')).toBeVisible();
});

test('who answers for the sede sees its figures and its registers', async ({ page }) => {
  await signIn(page, responsabile, '/cruscotto');
  await heading(page, /Cruscotto/);
  const ages = page.getByRole('table', { name: 'Quesiti aperti per argomento e scadenza' });
  await expect(ages.getByRole('row')).not.toHaveCount(0);
  // A bar that is no element of SVG is there, and nothing is seen of it.
  const bars = await ages.locator('.bar rect').evaluateAll((rects) => rects.map((rect) => rect.getBoundingClientRect().width));
  expect(Math.max(...bars)).toBeGreaterThan(50);
  await accessible(page, 'cruscotto');
  await picture(page, 'cruscotto');
  const csv = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Scarica i dati (CSV)' }).click();
  expect((await csv).suggestedFilename()).toMatch(/\.csv$/);
  await page.getByRole('link', { name: 'Registri', exact: true }).click();
  await heading(page, 'Registri giornalieri della sede');
  await expect(page.getByRole('button', { name: /^Scarica.*registro del/ }).first()).toBeVisible();
  await accessible(page, 'registri');
  const register = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Scarica.*registro del/ }).first().click();
  expect((await register).suggestedFilename()).toMatch(/\.json$/);
});

test('an operator has no figures of the sede', async ({ page }) => {
  await signIn(page, operatori[0], '/cruscotto');
  await heading(page, 'Pagina non trovata');
});
