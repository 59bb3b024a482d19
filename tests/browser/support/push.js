// A browser's side of web push where no push service can be reached: the keys, and what the local system's own push service was given.
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';

/** A browser that subscribes at `prefix`, with the keys to read what is sent to it. */
export function browserWithPush(prefix) {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const auth = randomBytes(16);
  const name = `prova-${randomBytes(8).toString('hex')}`;
  const subscription = { endpoint: `${prefix}${name}`, keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') } };
  return { name, subscription, read: (body) => decrypt(Buffer.from(body), keys, auth) };
}

/** RFC 8291, with the coding of RFC 8188: one record. */
function decrypt(body, keys, auth) {
  const salt = body.subarray(0, 16);
  const length = body[20];
  const sender = body.subarray(21, 21 + length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', keys.computeSecret(sender), auth, info, 32));
  const derive = (label, size) => Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from(`Content-Encoding: ${label}\0`), size));
  const sealed = body.subarray(21 + length);
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  // The record ends with its delimiter and padding.
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}

/** Has the page's PushManager give this subscription: Chromium asks Google for one, who isn't here. */
export async function subscribeHere(page, subscription) {
  await page.addInitScript(({ endpoint, keys }) => {
    const mark = 'prova-push';
    const one = () =>
      Object.create(PushSubscription.prototype, {
        endpoint: { value: endpoint },
        toJSON: { value: () => ({ endpoint, keys, expirationTime: null }) },
        unsubscribe: { value: async () => { localStorage.removeItem(mark); return true; } },
      });
    PushManager.prototype.getSubscription = async () => (localStorage.getItem(mark) ? one() : null);
    PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
      if (!userVisibleOnly || !applicationServerKey) throw new DOMException('not so', 'NotAllowedError');
      localStorage.setItem(mark, '1');
      return one();
    };
  }, subscription);
}

/** Hands a message to the page's service worker, as the browser does when one has come. */
export async function deliver(page, data) {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const found = registrations.find(({ scopeURL, isDeleted }) => !isDeleted && scopeURL.startsWith(new URL(page.url()).origin));
      if (found) resolve(found.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  await session.send('ServiceWorker.deliverPushMessage', { origin: new URL(page.url()).origin, registrationId, data });
  await session.detach();
}
