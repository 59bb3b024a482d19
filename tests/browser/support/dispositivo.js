// What a device keeps of the app.

/** What the store of the device answers to a question without arguments. */
function store(page, question) {
  return page.evaluate(async (question) => {
    const open = indexedDB.open('cassetto', 1);
    const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
    const request = database.transaction('bozze').objectStore('bozze')[question]();
    const answer = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    database.close();
    // Files have no place in an answer.
    return answer.map((value) => (typeof value === 'string' ? value : null));
  }, question);
}

/** What this device holds, of any kind. */
export async function kept(page) {
  const keys = await store(page, 'getAllKeys');
  const rest = await page.evaluate(async () => {
    const caches = [];
    for (const name of await self.caches.keys()) {
      for (const one of await (await self.caches.open(name)).keys()) caches.push(new URL(one.url).pathname);
    }
    return { caches, local: Object.keys(localStorage), session: Object.keys(sessionStorage) };
  });
  return { keys, ...rest };
}

/** The subjects of the drafts that this device keeps. */
export async function subjects(page) {
  const texts = await store(page, 'getAll');
  return texts.flatMap((text) => (text?.includes('"oggetto"') ? [JSON.parse(text).oggetto] : []));
}
