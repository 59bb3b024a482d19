// Loading the areas: packing fills in what they are made of. A pack is a module; what several of them bring is the same in each.
const pacchi = __PACCHI__;
const aree = __AREE__;
// Besides packs: which texts of the language an area says, and which style sheets its pages want.
const parole = __PAROLE__;
const fogli = __FOGLI__;
const arrivati = [];

function prestiti() {
  const { __PRESTITI__ } = initSync(undefined, undefined);
  return { __wasm_split: { __PRESTITI__ } };
}

async function apri(indirizzo) {
  const { presto } = globalThis.cassetto;
  const chiesto = presto[indirizzo];
  delete presto[indirizzo];
  const risposta = await (chiesto ?? fetch(indirizzo));
  if (!risposta.ok) throw new Error(`${indirizzo}: ${risposta.status}`);
  await WebAssembly.instantiate(await risposta.arrayBuffer(), prestiti());
}

// What did not come is asked for again next time.
function pacco(numero) {
  arrivati[numero] ??= apri(pacchi[numero]).catch((errore) => {
    arrivati[numero] = undefined;
    throw errore;
  });
  return arrivati[numero];
}

async function testo(gruppo) {
  const { testi, lingua, parole } = globalThis.cassetto;
  if (parole[gruppo]) return;
  const risposta = await fetch(testi[lingua][gruppo]);
  if (!risposta.ok) throw new Error(`${testi[lingua][gruppo]}: ${risposta.status}`);
  parole[gruppo] = await risposta.text();
}

// A page without its looks is better than none.
function foglio(indirizzo) {
  arrivati[indirizzo] ??= new Promise((fatto) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href: indirizzo, onload: fatto });
    link.onerror = () => {
      arrivati[indirizzo] = undefined;
      link.remove();
      fatto();
    };
    document.head.append(link);
  });
  return arrivati[indirizzo];
}

// Tells the app, by the function it gave, whether an area has come.
async function carica(area, funzione, dato) {
  let riuscito = false;
  try {
    await Promise.all([...aree[area].map(pacco), ...parole[area].map(testo), ...fogli[area].map(foglio)]);
    riuscito = true;
  } catch (errore) {
    // The app shows it.
    console.info(errore);
  }
  prestiti().__wasm_split.__indirect_function_table.get(funzione)(dato, riuscito);
}

// For whoever keeps them for later.
const { testi, lingua } = globalThis.cassetto;
globalThis.cassetto.aree = Object.fromEntries(
  Object.entries(aree).map(([area, numeri]) => [
    area,
    [...numeri.map((numero) => pacchi[numero]), ...parole[area].map((gruppo) => testi[lingua][gruppo]), ...fogli[area]],
  ]),
);

const caricatori = Object.fromEntries(
  Object.keys(aree).map((area) => [`__wasm_split_load_${area}`, (funzione, dato) => void carica(area, funzione, dato)]),
);
