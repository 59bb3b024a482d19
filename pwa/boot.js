// Begins everything that the app needs at once: its code, its words. Packing fills in the placeholders.

// Where the texts of each language are, in groups; how many of them everything begins with.
const testi = __TESTI__;
const primi = __PRIMI__;
// The code of an employer's first page.
const inizio = __INIZIO__;

function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    // A browser that keeps nothing: the first language will do.
    return null;
  }
}

// What the app is going to ask the service for somebody who is remembered (src/session/ricordo.rs), and the code of their first page.
function wanted() {
  const entrato = remembered('entrato');
  if (entrato === null) return [];
  if (location.pathname !== '/' || /"ruolo":"(?!datore)/.test(entrato)) return ['/api/sessione'];
  return ['/api/sessione', '/api/home', ...inizio];
}

// What fails is asked for again by whoever wants it, or shown by them: each has a trace of its own in the service's logs.
function ask(address) {
  const answer = fetch(address);
  answer.catch(() => {});
  return answer;
}

async function words(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

// A fault of the app's own ends it: the page looks as before, and nothing on it answers.
for (const kind of ['error', 'unhandledrejection']) {
  addEventListener(kind, ({ error, reason }) => {
    // Once: then there is nothing left to append.
    if ((error ?? reason) instanceof WebAssembly.RuntimeError) document.body.append(document.getElementById('fermo').content);
  });
}

try {
  const chosen = remembered('lingua');
  const lingua = Object.hasOwn(testi, chosen ?? '') ? chosen : 'it';
  const code = fetch(__WASM__);
  globalThis.cassetto = { testi, lingua, presto: Object.fromEntries(wanted().map((address) => [address, ask(address)])) };
  const [{ default: init }, ...parole] = await Promise.all([import(__APP__), ...testi[lingua].slice(0, primi).map(words)]);
  globalThis.cassetto.parole = parole;
  await init({ module_or_path: code });
} catch (error) {
  console.error(error);
  document.getElementById('avvio-attesa')?.setAttribute('hidden', '');
  document.getElementById('avvio-errore')?.removeAttribute('hidden');
}
