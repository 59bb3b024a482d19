import { defineConfig } from '@playwright/test';

const telefono = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true };
const desktop = { viewport: { width: 1440, height: 900 } };

const specs = (...names) => names.map((name) => `${name}.spec.js`);

/** BASE_URL names one system for each worker: what two journeys do at the same time never meets. */
const systems = process.env.BASE_URL?.split(' ') ?? [];

export default defineConfig({
  testDir: 'specs',
  outputDir: '../../target/browser-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: systems.length || 1,
  forbidOnly: true,
  retries: 0,
  reporter: [['list']],
  use: {
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    serviceWorkers: 'allow',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync',
      ],
    },
  },
  // The journey runs on every size; the rest where it belongs.
  projects: [
    {
      name: 'telefono',
      use: telefono,
      testMatch: specs(
        'journey',
        'thread',
        'indirizzi',
        'session',
        'avvio',
        'attachments',
        'contacts',
        'moduli',
        'lingue',
        'schermi',
        'foto',
        'offline',
        'in-uscita',
        'partenze',
        'push',
      ),
    },
    { name: 'tablet', use: tablet, testMatch: specs('journey', 'intermediary') },
    { name: 'desktop', use: desktop, testMatch: specs('journey', 'office', 'office-altre', 'office-insieme') },
  ],
});
