//! The window in which photographs become the pages of one PDF: added, put in order, cut, taken out.

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Blob, Event, HtmlInputElement};

use super::anteprima::Anteprima;
use super::finestre::{Fascio, Finestre};
use super::lavoro::why;
use crate::browser;
use crate::cartella::Cartella;
use crate::components::icon::Icon;
use crate::components::keyed::elenco;
use crate::components::modal::{Modal, aperto_finche};
use crate::foto::{Cosa, Guasto, Modifica, Officina, Sorgente, is_foto};
use crate::i18n::{K, count, fill, t};
use crate::vista::prelude::*;

const AGGIUNGI: &str = "pagine-aggiungi";

/// A page.
#[derive(Clone)]
struct Pagina {
    /// A new one for each change.
    n: u32,
    sorgente: Sorgente,
    /// The document that it is now.
    documento: Option<u32>,
    /// Of its own: the window that a page is cut in goes before the page does.
    anteprima: ArcRwSignal<Option<Result<Blob, Guasto>>>,
}

#[derive(Clone, Copy)]
struct Raccolta {
    pagine: RwSignal<Vec<Pagina>>,
    next: StoredValue<u32>,
    busy: StoredValue<bool>,
    /// What was done last, for who doesn't see it.
    detto: RwSignal<String>,
}

/// For the documents that the page shows.
pub fn parte() -> Nodo {
    let (cartella, finestre): (Cartella, Finestre) = (expect_context(), expect_context());
    let fascio = finestre.fascio;
    let aperto = aperto_finche(move || fascio.with(Option::is_some), move || fascio.set(None));
    let titolo = Signal::stored(t(K::PagineTitolo).to_owned());
    view! {
        <Modal id="pagine" titolo=titolo aperto=aperto class="modal modal-pagine">
            {move || fascio.get().map(|fascio| view! { <Tavolo fascio=fascio cartella=cartella finestre=finestre aperto=aperto /> })}
        </Modal>
    }
}

impl Raccolta {
    fn new() -> Self {
        let pagine = RwSignal::new(Vec::new());
        Self { pagine, next: StoredValue::new(0), busy: StoredValue::new(false), detto: RwSignal::new(String::new()) }
    }

    fn page(self, sorgente: Sorgente, documento: Option<u32>) -> Pagina {
        let n = self.next.get_value();
        self.next.set_value(n + 1);
        Pagina { n, sorgente, documento, anteprima: ArcRwSignal::new(None) }
    }

    fn push(self, sorgente: Sorgente, documento: Option<u32>) {
        let page = self.page(sorgente, documento);
        self.pagine.update(|pagine| pagine.push(page));
        self.draw();
    }

    fn add(self, files: Vec<web_sys::File>) {
        for file in files.into_iter().filter(|file| is_foto(&file.type_(), &file.name())) {
            self.push(Sorgente { nome: file.name(), file: file.into(), modifica: Modifica::default() }, None);
        }
        self.tell();
    }

    /// Has a page changed in its place.
    fn change(self, n: u32, modifica: Modifica) {
        self.pagine.update(|pagine| {
            if let Some(pagina) = pagine.iter_mut().find(|pagina| pagina.n == n) {
                let sorgente = Sorgente { modifica, ..pagina.sorgente.clone() };
                *pagina = self.page(sorgente, pagina.documento);
            }
        });
        self.draw();
    }

    fn remove(self, n: u32) {
        self.pagine.update(|pagine| pagine.retain(|pagina| pagina.n != n));
        self.tell();
    }

    /// Moves a page one place up; the one above goes down.
    fn raise(self, n: u32) {
        self.pagine.update(|pagine| {
            if let Some(place) = pagine.iter().position(|pagina| pagina.n == n).filter(|place| *place > 0) {
                pagine.swap(place, place - 1);
                self.detto.set(fill(K::PagineOraPagina, &[("n", &place.to_string())]));
            }
        });
    }

    fn tell(self) {
        self.detto.set(count(K::PagineUna, K::PagineTante, self.pagine.with_untracked(Vec::len)));
    }

    /// Makes the pictures that are missing, one at a time: each holds a whole photograph in memory.
    fn draw(self) {
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            let missing = |pagina: &&Pagina| pagina.anteprima.with_untracked(Option::is_none);
            while let Some(pagina) = self.pagine.try_with_untracked(|pagine| pagine.iter().find(missing).cloned()).flatten() {
                let outcome = match Officina::open(&pagina.sorgente.file, |_| ()).await {
                    Ok(officina) => officina.preview(pagina.sorgente.modifica).await,
                    Err(guasto) => Err(guasto),
                };
                pagina.anteprima.set(Some(outcome));
            }
            self.busy.set_value(false);
        });
    }

    /// Whether each page can be opened.
    fn is_good(self) -> bool {
        self.pagine.with(|pagine| !pagine.is_empty() && pagine.iter().all(|pagina| !matches!(pagina.anteprima.get(), Some(Err(_)))))
    }
}

#[component]
fn Tavolo(fascio: Fascio, cartella: Cartella, finestre: Finestre, aperto: RwSignal<bool>) -> Nodo {
    let raccolta = Raccolta::new();
    let Fascio { pagine, sostituiti, lavoro } = fascio;
    for (sorgente, documento) in pagine {
        raccolta.push(sorgente, documento);
    }
    let empty = memo(move || raccolta.pagine.with(Vec::is_empty));
    let choose = move |event: Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
            raccolta.add(super::documenti::files(&input));
            input.set_value("");
        }
    };
    let make = move |_| {
        let pagine = raccolta.pagine.get_untracked();
        aperto.set(false);
        let places: Vec<u32> = pagine.iter().filter_map(|pagina| pagina.documento).chain(sostituiti.iter().copied()).collect();
        for n in places {
            cartella.remove(n);
        }
        if let Some(n) = lavoro {
            cartella.foto.remove(n);
        }
        cartella.foto.avanzate.set(Vec::new());
        cartella.foto.push(cartella, Cosa::Pdf(pagine.into_iter().map(|pagina| pagina.sorgente).collect()));
        browser::focus_soon(super::ID);
    };
    view! {
        <p>{K::PagineCome}</p>
        <ol class="pagine">
            {elenco(
                move || raccolta.pagine.get(),
                |pagina| pagina.n.to_string(),
                move |pagina| view! { <Riga pagina=pagina raccolta=raccolta finestre=finestre /> },
            )}
        </ol>
        <p class="visually-hidden" role="status">{move || raccolta.detto.get()}</p>
        <input class="visually-hidden" type="file" id="pagine-file" tabindex="-1" aria-hidden="true" multiple accept="image/*" on:change=choose />
        <input
            class="visually-hidden"
            type="file"
            id="pagine-foto"
            tabindex="-1"
            aria-hidden="true"
            accept="image/jpeg"
            capture="environment"
            on:change=choose
        />
        <div class="btn-row">
            <button type="button" class="btn btn-outline-primary" id=AGGIUNGI on:click=|_| browser::click("pagine-file")>
                <Icon nome="piu" />
                {K::PagineAggiungi}
            </button>
            <button type="button" class="btn btn-outline-primary only-touch" on:click=|_| browser::click("pagine-foto")>
                <Icon nome="fotocamera" />
                {K::PagineScatta}
            </button>
        </div>
        <div class="btn-row">
            <button type="button" class="btn btn-primary" disabled=move || empty.get() || !raccolta.is_good() on:click=make>
                {K::PagineCrea}
            </button>
            <button type="button" class="btn btn-link" on:click=move |_| aperto.set(false)>
                {K::AzioneAnnulla}
            </button>
        </div>
    }
}

#[component]
fn Riga(pagina: Pagina, raccolta: Raccolta, finestre: Finestre) -> Nodo {
    let Pagina { n, sorgente, anteprima, .. } = pagina;
    let place = memo(move || raccolta.pagine.with(|pagine| pagine.iter().position(|pagina| pagina.n == n).unwrap_or_default()));
    let nome = sorgente.nome.clone();
    let labelled = move |azione: K| {
        let page = fill(K::PaginePagina, &[("n", &(place.get() + 1).to_string())]);
        fill(K::AllegatiDi, &[("azione", t(azione)), ("nome", &page)])
    };
    let guasto = anteprima.clone();
    let sorgente = StoredValue::new(sorgente);
    let retouch = move |_| finestre.retouch(sorgente.get_value(), move |modifica| raccolta.change(n, modifica));
    let remove = move |_| {
        raccolta.remove(n);
        browser::focus_soon(AGGIUNGI);
    };
    let raise = move |_| {
        raccolta.raise(n);
        // The button is gone from the page that is first now.
        browser::focus_if_lost(AGGIUNGI);
    };
    view! {
        <li class="pagina">
            {move || match anteprima.get() {
                Some(Ok(blob)) => view! { <Anteprima blob=blob /> },
                Some(Err(_)) => view! { <Icon nome="attenzione" /> },
                None => view! { <span class="anteprima"></span> },
            }}
            <div class="pagina-nome">
                <strong>{move || fill(K::PaginePagina, &[("n", &(place.get() + 1).to_string())])}</strong>
                <span class="muted small break">{nome}</span>
                {move || match guasto.get() {
                    Some(Err(guasto)) => Some(view! { <span class="form-error" role="alert">{why(guasto)}</span> }),
                    _ => None,
                }}
            </div>
            <div class="uploader-buttons">
                <button type="button" class="btn btn-link" hidden=move || place.get() == 0 aria-label=move || labelled(K::PagineSu) on:click=raise>
                    {K::PagineSu}
                </button>
                <button type="button" class="btn btn-link" aria-label=move || labelled(K::PagineRitaglia) on:click=retouch>
                    {K::PagineRitaglia}
                </button>
                <button type="button" class="btn btn-link" aria-label=move || labelled(K::AzioneRimuovi) on:click=remove>
                    {K::AzioneRimuovi}
                </button>
            </div>
        </li>
    }
}
