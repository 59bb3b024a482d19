// A push message from the step that causes it to the page that it opens: sealed by the service, read with the browser's own keys, shown by
// the service worker without a word of what it is about.
import { expect, heading, onDevice, signIn, someoneElse, test } from '../support/app.js';
import { deleganti } from '../support/people.js';
import { browserWithPush, deliver, subscribeHere } from '../support/push.js';
import { invia } from '../support/quesiti.js';

const shown = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, data }));
  });

// On «Contatti»: here, and for what happens to a quesito.
const turnOn = async (page) => {
  await page.getByRole('button', { name: 'Attiva le notifiche' }).click();
  await expect(page.getByText('Le notifiche sono attive su questo dispositivo.')).toBeVisible();
  const group = page.getByRole('group', { name: 'Quando un quesito va avanti' });
  await group.getByLabel(/Notific/).check();
  await page.getByRole('button', { name: 'Salva le scelte' }).click();
  await expect(page.getByText('Scelte salvate.')).toBeVisible();
};

test('a notification is asked for, comes without personal data, and opens the thread', async ({ page, context, baseURL }) => {
  const person = deleganti[33];
  const oggetto = 'Contributi di Fatima non pagati';
  await context.grantPermissions(['notifications'], { origin: baseURL });
  const { name, subscription, read } = browserWithPush(await (await page.request.get('/locale/push')).text());
  await subscribeHere(page, subscription);

  await signIn(page, person, '/contatti');
  await heading(page, 'Contatti');
  await turnOn(page);

  const { id } = await invia(page, oggetto, 'La signora Fatima non ha i contributi di marzo.');
  const mine = async () => (await (await page.request.get('/locale/avvisi.json')).json()).push.filter(({ dispositivo }) => dispositivo === name);
  await expect.poll(async () => (await mine()).length).toBe(1);
  const text = read((await mine())[0].corpo);
  const message = JSON.parse(text);
  expect(message.pagina).toBe(`/quesiti/${id}`);
  for (const word of [...person.nome.split(' '), person.cf, ...oggetto.split(' ').filter((word) => word.length > 4), 'marzo']) expect(text).not.toContain(word);

  // The number on the icon, where the system has one.
  await onDevice(page);
  const [worker] = context.serviceWorkers();
  await worker.evaluate(() => {
    self.badge = [];
    self.navigator.setAppBadge = async (n) => { self.badge.push(n ?? 'mark'); };
    self.navigator.clearAppBadge = async () => { self.badge.push('none'); };
    // Only a finger on the notification is trusted, and may bring a window to the front: there is none here.
    ExtendableEvent.prototype.waitUntil = () => {};
    WindowClient.prototype.focus = async function focus() { return this; };
  });
  await deliver(page, text);
  await expect.poll(async () => (await shown(page)).length).toBe(1);
  const [notification] = await shown(page);
  expect(notification).toMatchObject({ title: message.titolo, body: message.testo, data: { pagina: `/quesiti/${id}` } });
  expect(await worker.evaluate(() => self.badge)).toEqual(['mark']);
  // One that comes twice is shown once.
  await deliver(page, text);
  await expect.poll(async () => (await worker.evaluate(() => self.badge)).length).toBe(2);
  expect(await shown(page)).toHaveLength(1);

  await worker.evaluate(async () => {
    const [notification] = await self.registration.getNotifications();
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  });
  await heading(page, oggetto);
  expect(new URL(page.url()).pathname).toBe(`/quesiti/${id}`);
  await expect.poll(async () => (await shown(page)).length).toBe(0);
  expect((await worker.evaluate(() => self.badge)).at(-1)).toBe('none');

  // Turned off, nothing more is sent here.
  await page.goto('/contatti');
  await page.getByRole('button', { name: 'Spegni le notifiche' }).click();
  await expect(page.getByText('Notifiche spente su questo dispositivo.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Attiva le notifiche' })).toBeVisible();
});

test('who said no is told where it can be changed', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
  });
  await signIn(page, deleganti[34], '/contatti');
  await heading(page, 'Contatti');
  await expect(page.getByText(/Hai bloccato le notifiche per questo sito/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Attiva le notifiche' })).toHaveCount(0);
});

test('who signs out gets no more notifications on this device', async ({ page, context, browser, baseURL }) => {
  const person = deleganti[31];
  await context.grantPermissions(['notifications'], { origin: baseURL });
  const { name, subscription } = browserWithPush(await (await page.request.get('/locale/push')).text());
  await subscribeHere(page, subscription);
  await signIn(page, person, '/contatti');
  await turnOn(page);

  const sent = async () => (await page.request.get('/locale/avvisi.json')).json();
  const here = async () => (await sent()).push.filter(({ dispositivo }) => dispositivo === name).length;
  const oggetto = `Prima di uscire ${name}`;
  await invia(page, oggetto);
  await expect.poll(here).toBe(1);

  await page.getByRole('button', { name: /account/i }).click();
  await page.getByRole('button', { name: 'Esci', exact: true }).click();
  await heading(page, 'Accedi');
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).pushManager.getSubscription())).toBeNull();

  await someoneElse(browser, async (other) => {
    await signIn(other, person);
    const before = (await sent()).email.length;
    await invia(other, `Dopo essere uscita ${name}`);
    await expect.poll(async () => (await sent()).email.length).toBeGreaterThan(before);
  });
  expect(await here()).toBe(1);
});
