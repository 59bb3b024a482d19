// What a person does on a page, whatever its language; and when a page is ready to be looked at.

/** Run in the page: mounted, and nothing is awaited any more. A dead page passes every check. */
export function pronto() {
  const heading = document.querySelector('main h1');
  const waiting = document.querySelector('#avvio, .skeleton:not(.gallery *), [aria-busy="true"], .spinner');
  return Boolean(heading?.textContent.trim()) && heading.checkVisibility() && !waiting;
}

/** Run in the page: why this isn't the page meant. So would be the sign-in page, or one that says that it could not be read. */
export function altra({ percorso, entrato, mancante }) {
  // Who has one rapporto isn't asked for it.
  const [there, meant] = [location.pathname, percorso].map((path) => path.replace(/^(\/quesiti\/nuovo)\/.*/, '$1'));
  if (there !== meant) return `at ${location.pathname}`;
  if (Boolean(document.querySelector('#account')) !== entrato) return entrato ? 'nobody is signed in' : 'somebody is signed in';
  const face = document.querySelector('main .face[role="alert"]:not(.gallery *)');
  return Boolean(face) === mancante ? '' : face?.innerText ?? 'it is there';
}

/** Mounted, filled, still. */
export async function pronta(page) {
  try {
    await page.waitForFunction(pronto, { timeout: 20_000, polling: 50 });
  } catch {
    const seen = await page.evaluate(() => document.body.innerText.slice(0, 200));
    throw new Error(`not ready: ${page.url()}: ${JSON.stringify(seen)}`);
  }
  // Content that is still appearing has no contrast of its own.
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ended = Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1000))]);
  });
}

/** Chooses the first of the choices. */
export async function scegli(page) {
  await page.waitForSelector('main input[type="radio"]');
  await page.evaluate(() => document.querySelector('main input[type="radio"]').click());
}

/** Presses the first that is seen. */
export async function premi(page, selector) {
  const seen = (selector) => [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
  await page.waitForFunction(seen, { timeout: 10_000, polling: 50 }, selector);
  await page.evaluate((selector) => [...document.querySelectorAll(selector)].find((one) => one.checkVisibility()).click(), selector);
  // Its page, or its window, in the next frames.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))));
}

export async function scrivi(page, field, text) {
  await page.waitForSelector(field);
  await page.evaluate(
    (selector, value) => {
      const field = document.querySelector(selector);
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    field,
    text,
  );
}

/** Presses the form's button and waits for the next page, or for the errors. */
export async function avanti(page, { errore = false } = {}) {
  await pronta(page);
  const before = page.url();
  await page.evaluate(() => document.querySelector('main button[type="submit"]').click());
  if (errore) await page.waitForSelector('main [aria-invalid="true"], main .callout-danger, main .error-summary');
  else await page.waitForFunction((url) => location.href !== url, { timeout: 10_000, polling: 50 }, before);
  await pronta(page);
}
