// Chromium and Firefox, driven by the same API.
import puppeteer from 'puppeteer-core';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--disable-dev-shm-usage', '--lang=it-IT', '--force-color-profile=srgb', '--hide-scrollbars',
];

/** `spki`: the hash of a throw-away certificate's key, which is taken for a valid one. */
export function chromium({ spki } = {}) {
  const trusted = spki ? [`--ignore-certificate-errors-spki-list=${spki}`] : [];
  return puppeteer.launch({ executablePath: CHROMIUM, headless: true, args: [...FLAGS, ...trusted], defaultViewport: null, env: { ...process.env, TZ: 'Europe/Rome' } });
}

export function firefox(executablePath) {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    defaultViewport: null,
    env: { ...process.env, TZ: 'Europe/Rome' },
    extraPrefsFirefox: { 'intl.accept_languages': 'it-IT, it', 'app.update.enabled': false },
  });
}
