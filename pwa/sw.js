// The service worker: keeps the shell of one release, and nothing of the API. Packing fills in the two placeholders.

const VERSION = '__VERSION__';
const PRECACHE = __PRECACHE__;

const CACHE = `cassetto-${VERSION}`;
const SHELL = '/';
// The first segments of the app's own addresses (src/rotta.rs has a test on them). Whatever else is asked for goes to the network.
const AREAS = ['', 'quesiti', 'datori', 'pagamenti', 'deleghe', 'contatti', 'coda', 'accessibilita', 'note-legali', 'persone', 'cruscotto', 'registri'];

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

async function cached(key, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(key)) ?? fetch(request);
}
