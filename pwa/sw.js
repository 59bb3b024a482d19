// The service worker: keeps the shell of one release, and nothing of the API. Packing fills in the placeholders.

const VERSION = '__VERSION__';
const PRECACHE = __PRECACHE__;

const PREFIX = 'cassetto-';
const CACHE = `${PREFIX}${VERSION}`;
const SHELL = '/';
// Their names hold the hash of their content: what has the name has the content.
const HASHED = '/assets/';
// Where another app shares a photo or a document (manifest.webmanifest), and the page that takes it over.
const SHARE = '/condividi';
const SHARED = '/quesiti/nuovo/allegati?condiviso=1';
// As src/memoria.rs has them.
const DATABASE = 'cassetto';
const STORE = 'bozze';
// The first segments of the app's own addresses (src/rotta.rs has a test on them). Whatever else is asked for goes to the network.
const AREAS = ['', 'quesiti', 'datori', 'pagamenti', 'deleghe', 'contatti', 'avvisi', 'coda', 'aiuto', 'privacy', 'accessibilita', 'note-legali', 'galleria', 'persone', 'cruscotto', 'registri'];

self.addEventListener('install', (event) => {
  event.waitUntil(fill());
});

async function fill() {
  const urls = new Set([SHELL, ...PRECACHE.filter((url) => url !== '/index.html' && url !== '/sw.js')]);
  await Promise.all([...urls].map(keep));
}

// Puts an address into this release's cache: without the network when any release has it, or the page has just fetched it.
async function keep(url) {
  const cache = await caches.open(CACHE);
  if (await cache.match(url)) return;
  const hashed = url.startsWith(HASHED);
  const known = hashed ? await caches.match(url) : undefined;
  // The shell must be this release's; a file that keeps its name is asked for again, which costs nothing when it has not changed.
  const mode = url === SHELL ? 'reload' : hashed ? 'default' : 'no-cache';
  const answer = known ?? (await fetch(new Request(url, { cache: mode })));
  if (!answer.ok) throw new TypeError(`${url}: ${answer.status}`);
  await put(cache, url, answer);
}

// Without room the app works from the network as if there were no worker.
async function put(cache, url, answer) {
  try {
    await cache.put(url, answer);
  } catch (error) {
    if (error.name !== 'QuotaExceededError') throw error;
  }
}

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers());
});

// The release before stays: a page of it may still be open, and ask for a part that the server has no more.
async function forgetOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

self.addEventListener('message', (event) => {
  // A new release takes over only when the person says so.
  if (event.data === 'attiva') self.skipWaiting();
  if (event.data?.tipo === 'tieni') event.waitUntil(keepAll(event.data.indirizzi ?? []));
});

// One after the other, behind whatever the person is doing. What fails is tried again at the next visit.
async function keepAll(urls) {
  for (const url of urls.filter((url) => url.startsWith(HASHED))) await keep(url).catch(() => {});
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === 'POST' && url.pathname === SHARE) return event.respondWith(receive(request));
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') {
    if (AREAS.includes(url.pathname.split('/')[1])) event.respondWith(cached(SHELL, request));
  } else if (url.pathname.startsWith(HASHED)) {
    event.respondWith(used(url.pathname, event));
  } else if (PRECACHE.includes(url.pathname)) {
    event.respondWith(cached(url.pathname, request));
  }
});

async function cached(key, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(key)) ?? fetch(request);
}

// Of any release; kept from its first use on.
async function used(key, event) {
  const found = await caches.match(key);
  if (found) return found;
  const answer = await fetch(event.request);
  if (answer.ok && answer.status === 200) {
    const copy = answer.clone();
    event.waitUntil(caches.open(CACHE).then((cache) => put(cache, key, copy)).catch(() => {}));
  }
  return answer;
}

// The files wait on this device, for a day, until a new quesito takes them over: the person may have to sign in first.
async function receive(request) {
  try {
    const form = await request.formData();
    const files = form.getAll('file').filter((file) => file instanceof File && file.size > 0);
    await putBy([...files.map((file) => ({ file })), ...form.getAll('testo').filter(Boolean).map((testo) => ({ testo }))]);
  } catch {
    // Nothing to take over: the page opens all the same.
  }
  return Response.redirect(SHARED, 303);
}

async function putBy(things) {
  const database = await answered(opened());
  const transaction = database.transaction(STORE, 'readwrite');
  const quando = Date.now();
  things.forEach((thing, n) => transaction.objectStore(STORE).put({ quando, ...thing }, `condivisi/${quando}/${n}`));
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  database.close();
}

function opened() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return request;
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// A push message names the page that it is about and tells no more than an SMS does.
self.addEventListener('push', (event) => {
  event.waitUntil(show(event.data));
});

async function show(data) {
  let message = {};
  try {
    message = data?.json() ?? {};
  } catch {
    // Not ours: something has to be shown all the same.
  }
  const { titolo = 'Cassetto domestico', testo = '', pagina = '/avvisi', avviso = '' } = message;
  await self.registration.showNotification(titolo, {
    body: testo,
    icon: '/icona-192.png',
    badge: '/icona-192.png',
    // One that comes twice is shown once.
    tag: avviso || undefined,
    data: { pagina },
  });
  await self.navigator.setAppBadge?.().catch(() => {});
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.pagina));
});

async function open(pagina) {
  const url = new URL(pagina ?? '/avvisi', self.location.origin);
  if (url.origin !== self.location.origin) return;
  await self.navigator.clearAppBadge?.().catch(() => {});
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const near = windows.find((client) => new URL(client.url).pathname === url.pathname) ?? windows[0];
  if (!near) return self.clients.openWindow(url.href);
  await near.focus();
  // A page that this worker doesn't control can't be led anywhere: another window can.
  if (near.url !== url.href) await near.navigate(url.href).catch(() => self.clients.openWindow(url.href));
}
