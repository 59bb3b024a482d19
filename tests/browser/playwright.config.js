import { defineConfig } from '@playwright/test';

const telefono = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true };
const desktop = { viewport: { width: 1440, height: 900 } };

export default defineConfig({
  testDir: 'specs',
  outputDir: '../../target/browser-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  retries: 0,
  reporter: [['list']],
  use: {
    baseURL: process.env.BASE_URL,
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
    { name: 'telefono', use: telefono, testMatch: /(journey|thread|session|attachments|screens|contacts)\.spec\.js/ },
    { name: 'tablet', use: tablet, testMatch: /(journey|intermediary)\.spec\.js/ },
    { name: 'desktop', use: desktop, testMatch: /(journey|office)\.spec\.js/ },
  ],
});
