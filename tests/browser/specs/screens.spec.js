// Faces that a journey doesn't pass: narrow, dark, English, offline, empty, wrong addresses, the keyboard alone.
import { accessible, allow, expect, heading, OFFLINE, signIn, status, test } from '../support/app.js';
import { datori, deleganti, operatori } from '../support/people.js';

for (const [name, options] of Object.entries({
  'at 320 px': { viewport: { width: 320, height: 640 } },
  'in the dark': { colorScheme: 'dark' },
  'with forced colours': { forcedColors: 'active' },
  'with large text': { viewport: { width: 640, height: 900 }, deviceScaleFactor: 1 },
})) {
  test.describe(name, () => {
    test.use(options);
    test('every main page fits and can be read', async ({ page }) => {
      await signIn(page, datori[0]);
      if (name === 'with large text') await page.addInitScript(() => addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('font-size', '200%')));
      for (const path of ['/', '/quesiti', '/quesiti/nuovo/rapporto', '/accessibilita', '/note-legali']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        await accessible(page, `${path} ${name}`);
      }
    });
  });
}

test('without network the page says so, and works again when it returns', async ({ page, context }) => {
  await signIn(page, datori[1]);
  await heading(page, /Ciao/);
  allow(page, OFFLINE);
  await context.setOffline(true);
  await expect(page.getByText(/Sei senza rete/)).toBeVisible();
  await page.getByRole('link', { name: 'Quesiti', exact: true }).first().click();
  await expect(page.getByText('Il servizio non risponde').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Riprova' })).toBeVisible();
  await accessible(page, 'senza rete');
  await context.setOffline(false);
  // It tries again by itself.
  await expect(page.getByText('Il servizio non risponde')).toHaveCount(0);
  await heading(page, 'Quesiti');
});

test('in English when asked, and remembered', async ({ page }) => {
  await signIn(page, deleganti[16]);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('link', { name: 'New question' }).first()).toBeVisible();
  await accessible(page, 'home in English');
  await page.reload();
  await expect(page.getByRole('link', { name: 'New question' }).first()).toBeVisible();
});

test('an address that leads nowhere', async ({ page }) => {
  allow(page, status(404));
  await signIn(page, datori[1], '/quesiti/aaaaaaaaaaaaaaaaaaaaaaaaaa');
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
