// Answers that come when the journey says so.

/** Holds back what the page asks for from now on at addresses like this, until `release`. */
export async function holding(page) {
  await page.addInitScript(() => {
    const { fetch } = globalThis;
    const come = new Promise((resolve) => {
      globalThis.lascia = resolve;
    });
    globalThis.fetch = async (address, ...rest) => {
      const held = globalThis.ferma?.test(String(address.url ?? address));
      if (held) globalThis.fermate = (globalThis.fermate ?? 0) + 1;
      if (held) await come;
      return fetch(address, ...rest);
    };
  });
  return {
    hold: (pattern) => page.evaluate((source) => { globalThis.ferma = new RegExp(source); }, pattern.source),
    held: () => page.waitForFunction(() => globalThis.fermate > 0),
    release: () => page.evaluate(() => globalThis.lascia()),
  };
}
