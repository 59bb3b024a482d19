// The office's rarer steps: another sede, back to the queue, an annulled registration, and a desk without network.
import { accessible, allow, expect, heading, OFFLINE, onDevice, picture, signIn, someoneElse, test } from '../support/app.js';
import { deleganti, operatori } from '../support/people.js';
import { chiedi, invia } from '../support/quesiti.js';

const [roma, collega, milano] = operatori;

/** A quesito of somebody whom Rome looks after, sent a moment ago. */
async function mandato(browser, person, oggetto) {
  let inviato;
  await someoneElse(browser, async (page) => {
    await signIn(page, person);
    await heading(page, /Ciao/);
    inviato = await invia(page, oggetto);
  });
  expect(inviato.protocollo.segnatura).toContain('INPS.7000.');
  return inviato;
}

const scegli = (page, nome) => page.getByRole('radio', { name: nome }).check();

/** How many pages deep the focus went is not asked: the heading of the thread is what is waited for. */
async function apri(page, { id }, oggetto) {
  await page.goto(`/coda/${id}`);
  await expect(page.getByRole('heading', { level: 2, name: oggetto })).toBeVisible();
}

test('a quesito goes to another sede with its number, its day and its term', async ({ page, browser }) => {
  const oggetto = 'Va trasferito a Milano';
  const person = deleganti[36];
  const inviato = await mandato(browser, person, oggetto);
  await signIn(page, roma);
  await heading(page, /Coda/);
  await apri(page, inviato, oggetto);
  await scegli(page, /Prendi in carico/);
  await page.getByRole('button', { name: 'Prendi in carico' }).click();
  await expect(page.getByText('Preso in carico').first()).toBeVisible();
  const prima = await chiedi(page, `/api/quesiti/${inviato.id}`);

  await scegli(page, /Trasferisci/);
  await page.getByRole('button', { name: 'Trasferisci il quesito' }).click();
  await expect(page.getByText('Scegli una sede.').first()).toBeVisible();
  await accessible(page, 'trasferimento senza sede');
  const sede = page.locator('select#sede');
  await expect(sede.locator('option', { hasText: 'Milano' })).toHaveCount(1);
  // Not to itself.
  await expect(sede.locator('option', { hasText: /^Roma$/ })).toHaveCount(0);
  await sede.selectOption({ label: 'Milano' });
  await page.getByLabel('Motivo').fill('Il lavoratore è a Milano.');
  await picture(page, 'fascicolo-trasferisci');
  await page.getByRole('button', { name: 'Trasferisci il quesito' }).click();
  await expect(page.getByText(/Il quesito passa alla sede di Milano\. Ha il protocollo n\. \d{7}\./)).toBeVisible();
  await expect(page.locator(`.queue-list a[href*="${inviato.id}"]`)).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: /Coda/ })).toBeFocused();

  await someoneElse(browser, async (other) => {
    await signIn(other, milano);
    await heading(other, /Coda/);
    await apri(other, inviato, oggetto);
    await expect(other.getByText(/Passato alla sede di Milano/).first()).toBeVisible();
    await expect(other.getByText('La data di presentazione non cambia.').first()).toBeVisible();
    await accessible(other, 'quesito trasferito');
    const dopo = await chiedi(other, `/api/quesiti/${inviato.id}`);
    expect(dopo.quesito.protocollo).toEqual(prima.quesito.protocollo);
    expect(dopo.quesito.presentato).toBe(prima.quesito.presentato);
    expect(dopo.quesito.termine).toBe(prima.quesito.termine);
    // It is answered there.
    await scegli(other, /Prendi in carico/);
    await other.getByRole('button', { name: 'Prendi in carico' }).click();
    await expect(other.getByRole('radio', { name: /Rispondi/ })).toBeVisible();
  });
  await someoneElse(browser, async (citizen) => {
    await signIn(citizen, person, `/quesiti/${inviato.id}`);
    await heading(citizen, oggetto);
    await expect(citizen.getByText(prima.quesito.protocollo.segnatura).first()).toBeVisible();
    await expect(citizen.getByText('Il lavoratore è a Milano.').first()).toBeVisible();
  });
});

test('what was taken is given back, and a colleague takes it', async ({ page, browser }) => {
  const oggetto = 'Preso e rilasciato';
  const inviato = await mandato(browser, deleganti[37], oggetto);
  await signIn(page, roma);
  await heading(page, /Coda/);
  await apri(page, inviato, oggetto);
  await scegli(page, /Prendi in carico/);
  await page.getByRole('button', { name: 'Prendi in carico' }).click();
  await scegli(page, /Rilascia/);
  await accessible(page, 'rilascio');
  await page.getByRole('button', { name: 'Rilascia il quesito' }).click();
  await expect(page.getByText('Quesito rilasciato.')).toBeVisible();
  await expect(page.getByText('Rimesso nella coda').first()).toBeVisible();
  await expect(page.getByRole('radio', { name: /Prendi in carico/ })).toBeVisible();
  await someoneElse(browser, async (other) => {
    await signIn(other, collega);
    await heading(other, /Coda/);
    await apri(other, inviato, oggetto);
    await scegli(other, /Prendi in carico/);
    await other.getByRole('button', { name: 'Prendi in carico' }).click();
    await expect(other.getByRole('radio', { name: /Rispondi/ })).toBeVisible();
  });
});

test('a registration is annulled with a reason, and stays to be read', async ({ page, browser }) => {
  const oggetto = 'Registrato per errore';
  const person = deleganti[38];
  const inviato = await mandato(browser, person, oggetto);
  await signIn(page, roma);
  await heading(page, /Coda/);
  await apri(page, inviato, oggetto);
  await page.getByText('Altre operazioni').click();
  await page.getByRole('button', { name: 'Annulla una registrazione' }).click();
  const window = page.getByRole('dialog', { name: 'Annulla una registrazione' });
  await window.getByRole('button', { name: 'Annulla la registrazione' }).click();
  await expect(window.getByText('Scegli che cosa.')).toBeVisible();
  await accessible(page, 'annullamento');
  await picture(page, 'fascicolo-annulla');
  await window.getByLabel('Che cosa').selectOption({ index: 1 });
  await window.getByLabel('Motivo').fill('Mandato due volte dalla stessa persona.');
  await window.getByRole('button', { name: 'Annulla la registrazione' }).click();
  await expect(page.getByText('Registrazione annullata.')).toBeVisible();
  await expect(page.getByTestId('sequenza').getByText(/Registrazione annullata il/)).toBeVisible();
  // Nothing is left to annul, while its text can still be redacted.
  await expect(page.getByRole('button', { name: 'Annulla una registrazione' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Oscura un testo o un allegato' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Che cosa vuoi fare?' })).toBeFocused();
  // The number is not given again and the text is not hidden.
  await expect(page.getByTestId('sequenza').getByText(`Testo di: ${oggetto}`)).toBeVisible();
  await someoneElse(browser, async (citizen) => {
    await signIn(citizen, person, `/quesiti/${inviato.id}`);
    await heading(citizen, oggetto);
    await expect(citizen.getByText(/Registrazione annullata il/)).toBeVisible();
    await expect(citizen.getByText('Mandato due volte dalla stessa persona.')).toBeVisible();
    await accessible(citizen, 'registrazione annullata');
  });
});

test('the desk without network: what was read is there, what is typed stays, nothing is done by halves', async ({ page, context, browser }) => {
  const oggetto = 'Letto senza rete';
  const inviato = await mandato(browser, deleganti[34], oggetto);
  await signIn(page, roma);
  await heading(page, /Coda/);
  await apri(page, inviato, oggetto);
  await onDevice(page, ['conto', 'coda', 'banco', 'persone']);
  await apri(page, inviato, oggetto);
  await scegli(page, /Commenta/);
  await page.getByLabel('Commento').fill('Da sentire il collega.');
  allow(page, OFFLINE, /ERR_FAILED/);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Aggiungi il commento' }).click();
  await expect(page.locator('#azioni-rifiuto')).toBeVisible();
  await accessible(page, 'azione senza rete');
  await picture(page, 'fascicolo-senza-rete');
  await expect(page.getByLabel('Commento')).toHaveValue('Da sentire il collega.');

  await page.goto('/coda');
  await heading(page, /Coda/);
  await expect(page.getByText(/^Sei senza rete\./)).toBeVisible();
  await expect(page.getByTestId('visto').first()).toBeVisible();
  // The first page of the queue as it was: this one may be on a later one.
  await expect(page.locator('.queue-list a').first()).toBeVisible();
  await accessible(page, 'coda senza rete');
  await picture(page, 'coda-senza-rete');
  await apri(page, inviato, oggetto);
  await scegli(page, /Commenta/);
  await expect(page.getByLabel('Commento')).toHaveValue('Da sentire il collega.');
  await page.goto('/persone');
  await heading(page, 'Cerca una persona');
  await accessible(page, 'persone senza rete');

  await context.setOffline(false);
  await apri(page, inviato, oggetto);
  await scegli(page, /Commenta/);
  await page.getByRole('button', { name: 'Aggiungi il commento' }).click();
  await expect(page.getByRole('listitem').getByText('Da sentire il collega.')).toHaveCount(1);
});
