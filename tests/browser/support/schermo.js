// What is measured on a screen: what moves, what is too small to press, how large text behaves.
import { expect } from '@playwright/test';

import { heading } from './app.js';

/** Opens a page and waits until nothing is awaited any more. */
export async function ready(page, path) {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('main .skeleton:not(.gallery *)')).toHaveCount(0);
}

/** Text at twice its size, as who sees badly sets it. */
export async function large(page) {
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('font-size', '200%'));
  });
}

/** Adds up the layout shifts of each document that opens from here on, as `spostamenti()` tells. */
export async function shifts(page) {
  await page.addInitScript(() => {
    const seen = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        const what = entry.sources.map(({ node, previousRect, currentRect }) => {
          const name = node?.nodeType === 1 ? `${node.tagName}.${node.className}` : node?.nodeName;
          return `${name} ${Math.round(previousRect.y)}>${Math.round(currentRect.y)} h${Math.round(previousRect.height)}>${Math.round(currentRect.height)}`;
        });
        seen.push({ value: entry.value, what: what.join('; ') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
    globalThis.spostamenti = () => ({
      total: seen.reduce((sum, { value }) => sum + value, 0),
      worst: seen.map(({ value, what }) => `${value.toFixed(4)} ${what}`).join(' | '),
    });
  });
}

/** What can be pressed and is smaller than it must be: `least` for everything, `finger` for buttons, fields and links that stand alone. */
export async function small(page, least, finger) {
  return page.evaluate(
    ({ least, finger }) => {
      const seen = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"]';
      const found = [];
      for (const one of document.querySelectorAll(seen)) {
        const own = getComputedStyle(one);
        if (!one.checkVisibility({ visibilityProperty: true }) || one.closest('.visually-hidden, [aria-hidden="true"], .skiplinks')) continue;
        // A line of text keeps its height: links inside it are exempt.
        if (one.tagName === 'A' && own.display === 'inline' && !one.classList.contains('stretched-link')) {
          const around = one.parentElement.textContent.trim().length;
          if (around > one.textContent.trim().length) continue;
        }
        // What covers its card, or its label, is as large as that.
        const target = one.classList.contains('stretched-link') ? one.closest('.card-link, .quesiti-row, tr, .queue-row, li') : one;
        const label = one.labels?.[0];
        const boxes = [target, ...(label && ['checkbox', 'radio'].includes(one.type) ? [label] : [])].map((box) => box.getBoundingClientRect());
        const width = Math.max(...boxes.map((box) => box.width));
        const height = Math.max(...boxes.map((box) => box.height));
        if (width === 0 || height === 0) continue;
        const main = !(one.tagName === 'A' && own.display === 'inline');
        const wanted = main ? finger : least;
        if (height < wanted - 0.5 || width < least - 0.5) {
          found.push(`${one.tagName}.${one.className} "${one.textContent.trim().slice(0, 30)}" ${Math.round(width)}x${Math.round(height)}`);
        }
      }
      return found;
    },
    { least, finger },
  );
}

/** Goes through the procedure to the last page, then back to the first; `look` at each with its heading. */
export async function walk(page, look) {
  const names = [];
  await expect(page.getByText(/^Passo 1 di/)).toBeVisible();
  for (let step = 0; step < 7; step += 1) {
    const h1 = page.getByRole('heading', { level: 1 });
    await expect(h1).not.toHaveText(names.at(-1) ?? '');
    const name = await h1.textContent();
    names.push(name.trim());
    await look(names.at(-1));
    if ((await page.getByRole('button', { name: 'Invia il quesito' }).count()) > 0) break;
    if ((await page.getByRole('radio').count()) > 0) await page.getByRole('radio').first().check();
    else if ((await page.getByLabel('Oggetto').count()) > 0) {
      await page.getByLabel('Oggetto').fill('Prova dei passi');
      await page.getByLabel('Testo').fill('Una domanda per provare i passi.');
    }
    await page.getByRole('button', { name: /^Continua/ }).click();
  }
  expect(names.length).toBeGreaterThan(2);
  for (const name of names.slice(0, -1).reverse()) {
    await page.goBack();
    await heading(page, name);
    await look(name);
  }
}
