// The service worker: keeps the shell of one release, and nothing of the API. Packing fills in the two placeholders.

const VERSION = '__VERSION__';
const PRECACHE = __PRECACHE__;

const CACHE = `cassetto-${VERSION}`;
const SHELL = '/';
// The first segments of the app's own addresses (src/rotta.rs has a test on them). Whatever else is asked for goes to the network.
const AREAS = ['', 'quesiti', 'datori', 'pagamenti', 'deleghe', 'contatti', 'avvisi', 'coda', 'accessibilita', 'note-legali', 'persone', 'cruscotto', 'registri'];

self.addEventListener('install', (event) => {
  event.waitUntil(fill());
});

async function fill() {
  const cache = await caches.open(CACHE);
  const urls = new Set([SHELL, ...PRECACHE.filter((url) => url !== '/index.html' && url !== '/sw.js')]);
  // From the network, not from a cache that an older release may have filled.
  await cache.addAll([...urls].map((url) => new Request(url, { cache: 'reload' })));
}

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers());
});

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('cassetto-') && name !== CACHE).map((name) => caches.delete(name)));
}

// A new release takes over only when the person says so.
self.addEventListener('message', (event) => {
  if (event.data === 'attiva') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (AREAS.includes(url.pathname.split('/')[1])) event.respondWith(cached(SHELL, request));
  } else if (PRECACHE.includes(url.pathname)) {
    event.respondWith(cached(url.pathname, request));
  }
});

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

async function cached(key, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(key)) ?? fetch(request);
}
