// pa11y with HTML_CodeSniffer, on a page that is open already.
import { createRequire } from 'node:module';

// Its own packages are modules of both kinds: this way in works for all releases of Node.
const run = createRequire(import.meta.url)('pa11y');

export async function pa11y(browser, page) {
  const { issues } = await run(page.url(), {
    browser,
    page,
    ignoreUrl: true,
    runners: ['htmlcs'],
    standard: 'WCAG2AA',
    viewport: { width: 390, height: 844 },
    timeout: 60_000,
  });
  return issues.filter(({ type }) => type === 'error').map(({ code, selector, message }) => ({ regola: code, dove: selector, testo: message }));
}
