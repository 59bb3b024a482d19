// What a device keeps of the app.

/** What this device holds, of any kind. */
export function kept(page) {
  return page.evaluate(async () => {
    const open = indexedDB.open('cassetto', 1);
    const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
    const request = database.transaction('bozze').objectStore('bozze').getAllKeys();
    const keys = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    database.close();
    const caches = [];
    for (const name of await self.caches.keys()) {
      for (const one of await (await self.caches.open(name)).keys()) caches.push(new URL(one.url).pathname);
    }
    return { keys, caches, local: Object.keys(localStorage), session: Object.keys(sessionStorage) };
  });
}

/** The subjects of the drafts that this device keeps. */
export function subjects(page) {
  return page.evaluate(async () => {
    const open = indexedDB.open('cassetto', 1);
    const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
    const request = database.transaction('bozze').objectStore('bozze').getAll();
    const values = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    database.close();
    return values.flatMap((value) => (typeof value === 'string' && value.includes('"oggetto"') ? [JSON.parse(value).oggetto] : []));
  });
}
