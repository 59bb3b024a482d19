// An employer asks, the office answers, the employer sees it: on every size of screen, each with an employer of its own.
import { accessible, expect, heading, picture, signIn, silent, someoneElse, test } from '../support/app.js';
import { avviso, ricevuta, schermata } from '../support/files.js';
import { datori, deleganti, operatori } from '../support/people.js';

const desktop = { viewport: { width: 1440, height: 900 } };

test('from the question to the answer', async ({ page, browser, request }, info) => {
  const device = info.project.name;
  const person = { telefono: datori[0], tablet: datori[1], desktop: deleganti[0] }[device];
  const oggetto = `Avviso di pagamento non arrivato (${device})`;

  await page.goto('/');
  await heading(page, 'Accedi');
  await accessible(page, 'accesso');
  await picture(page, `accesso-${device}`);
  await signIn(page, person);
  await heading(page, /Ciao/);
  await accessible(page, 'inizio');
  await picture(page, `inizio-${device}`);

  await page.getByRole('link', { name: 'Fai una domanda' }).first().click();
  // With a single rapporto there is nothing to choose.
  if (device !== 'tablet') {
    await heading(page, /Di quale rapporto/);
    await accessible(page, 'rapporto');
    await picture(page, `rapporto-${device}`);
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Continua' }).click();
  }
  await heading(page, 'Di che cosa si tratta?');
  await accessible(page, 'argomento');
  await picture(page, `argomento-${device}`);
  await page.getByRole('radio', { name: /Avviso pagoPA/ }).check();
  await page.getByRole('button', { name: 'Continua' }).click();

  await heading(page, 'Scrivi la tua domanda');
  await page.getByLabel('Oggetto').fill(oggetto);
  await page.getByLabel('Testo').fill('Non ho ricevuto il bollettino del terzo trimestre. 🙂\nCome posso pagare?');
  await accessible(page, 'domanda');
  await picture(page, `domanda-${device}`);
  await page.getByRole('button', { name: 'Continua' }).click();

  await heading(page, 'Vuoi allegare dei documenti?');
  await page.locator('#allegati-file').setInputFiles([avviso(), schermata(), ricevuta()]);
  await expect(page.getByText(/^3 file su 3/).first()).toBeVisible();
  await expect(page.getByText('Caricato', { exact: true })).toHaveCount(3);
  await accessible(page, 'allegati');
  await picture(page, `allegati-${device}`);
  await page.getByRole('button', { name: 'Continua' }).click();

  await heading(page, 'Controlla e invia');
  await expect(page.getByText(oggetto)).toBeVisible();
  await accessible(page, 'controlla');
  await picture(page, `controlla-${device}`);
  await page.getByRole('button', { name: 'Invia il quesito' }).click();

  await heading(page, 'Quesito inviato');
  const numero = await page.getByTestId('numero-protocollo').getAttribute('data-numero');
  expect(numero).toMatch(/^\d{7}$/);
  await expect(page.getByText(new RegExp(`^INPS\\.\\d{4}\\.\\d{2}/\\d{2}/\\d{4}\\.${numero}$`))).toBeVisible();
  await accessible(page, 'conferma');
  await picture(page, `conferma-${device}`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /Scarica la ricevuta/ }).click();
  expect((await download).suggestedFilename()).toMatch(/^ricevuta-\d{7}\.pdf$/);

  await page.getByRole('link', { name: 'Vedi il quesito' }).click();
  await heading(page, oggetto);
  await accessible(page, 'quesito');
  await picture(page, `quesito-inviato-${device}`);
  const id = new URL(page.url()).pathname.split('/').pop();

  // SMS and e-mail with a link and nothing of the content.
  const notices = async () => {
    const { sms, email } = await (await request.get('/locale/avvisi.json')).json();
    return { sms: sms.filter(({ testo }) => testo.includes(id)), email: email.filter(({ testo }) => testo.includes(id)) };
  };
  const count = async () => Object.values(await notices()).map(({ length }) => length);
  await expect.poll(count).toEqual([silent() ? 0 : 1, 1]);
  for (const { testo } of Object.values(await notices()).flat()) {
    expect(testo).not.toContain('pagamento non arrivato');
    expect(testo).not.toContain(numero);
  }

  // The list, with a filter in the address.
  await page.getByRole('link', { name: 'Quesiti', exact: true }).first().click();
  await heading(page, 'Quesiti');
  await expect(page.getByRole('link', { name: new RegExp(device) }).first()).toBeVisible();
  await accessible(page, 'quesiti');
  await picture(page, `quesiti-${device}`);
  await page.getByRole('link', { name: new RegExp(device) }).first().click();
  await heading(page, oggetto);

  await someoneElse(
    browser,
    async (office) => {
      await signIn(office, operatori[0]);
      await heading(office, /Coda/);
      await accessible(office, 'coda');
      if (device === 'desktop') await picture(office, 'coda-desktop');
      await office.goto(`/quesiti/${id}`);
      await heading(office, oggetto);
      await office.getByRole('radio', { name: /Prendi in carico/ }).check();
      await office.getByRole('button', { name: 'Prendi in carico' }).click();
      await expect(office.getByText('Preso in carico').first()).toBeVisible();
      await accessible(office, 'fascicolo');

      // The employer's page shows it without being touched.
      await expect(page.getByText('Preso in carico').first()).toBeVisible({ timeout: 70_000 });
      await page.getByRole('link', { name: 'Inizio' }).first().click();
      await heading(page, /Ciao/);

      await office.getByRole('radio', { name: /Rispondi/ }).check();
      await office.getByLabel('Risposta al datore di lavoro').fill('Può scaricare l’avviso dal portale: lo alleghiamo.');
      await office.locator('#allegati-file').setInputFiles([avviso()]);
      await expect(office.getByText('Caricato', { exact: true })).toHaveCount(1);
      if (device === 'desktop') await picture(office, 'fascicolo-desktop');
      await office.getByRole('button', { name: 'Invia la risposta' }).click();
      await expect(office.getByText('lo alleghiamo')).toBeVisible();

      // The badge comes by itself on the first page.
      const waiting = page.getByRole('region', { name: 'Tocca a te' }).getByRole('link', { name: new RegExp(device) });
      await expect(waiting).toBeVisible({ timeout: 70_000 });

      await office.getByRole('radio', { name: /Chiudi/ }).check();
      await office.getByRole('radio', { name: /Accolta/ }).check();
      await office.getByLabel("Motivo dell'esito").fill('Avviso inviato in allegato.');
      await office.getByRole('button', { name: /Chiudi il quesito/ }).click();
      await office.getByRole('button', { name: 'Conferma la chiusura' }).click();
      await expect(office.getByText('Chiuso: richiesta accolta').first()).toBeVisible();
    },
    desktop,
  );

  await page.getByRole('region', { name: 'Tocca a te' }).getByRole('link', { name: new RegExp(device) }).click();
  await heading(page, oggetto);
  await expect(page.getByText('Chiuso: richiesta accolta').first()).toBeVisible({ timeout: 70_000 });
  await expect(page.getByText('lo alleghiamo')).toBeVisible();
  await accessible(page, 'quesito chiuso');
  await picture(page, `quesito-${device}`);
  const zip = page.waitForEvent('download');
  await page.getByRole('button', { name: /Solo i documenti/ }).click();
  expect((await zip).suggestedFilename()).toMatch(/\.zip$/);

  // Read: the first page has nothing more of it.
  await page.getByRole('link', { name: 'Inizio' }).first().click();
  await heading(page, /Ciao/);
  await expect(page.getByRole('region', { name: 'Tocca a te' }).getByRole('link', { name: new RegExp(device) })).toHaveCount(0);
});
