//! The documents themselves: a row for each, and the ways to add one.

use cassetto_domain::allegato::TipoFile;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use super::ID;
use super::finestre::Finestre;
use super::lavoro::LavoroRow;
use super::row::Row;
use crate::aree::Pagina;
use crate::cartella::{Cartella, Documento};
use crate::components::icon::Icon;
use crate::components::keyed::elenco;
use crate::foto::{ALTRI_TIPI, Cosa, Modifica, Sorgente};
use crate::i18n::{K, fill};
use crate::vista::prelude::*;
use crate::{browser, format};

/// Of the folder that the page gives.
pub fn parte() -> Nodo {
    // When a photograph has been chosen there may be no network.
    Pagina::Sviluppo.prepare();
    Pagina::Carico.prepare();
    let cartella: Cartella = expect_context();
    let documenti = cartella.documenti;
    let lavori = cartella.foto.lavori;
    let finestre = Finestre::new();
    provide_context(finestre);
    // Once it has come, it stays.
    let composes = memo_with(move |came| came == Some(&true) || finestre.fascio.with(Option::is_some));
    let retouches = memo_with(move |came| came == Some(&true) || finestre.ritocco.with(Option::is_some));
    let quanti = memo(move || documenti.with(Vec::len));
    let total = memo(move || cartella.dimensione());
    let full = memo(move || cartella.is_full());
    let counted = move || {
        fill(
            K::AllegatiConto,
            &[
                ("n", &quanti.get().to_string()),
                ("massimo", &cartella.limiti().file.to_string()),
                ("usati", &format::mega(total.get())),
                ("totale", &format::mega(cartella.limiti().byte_totali)),
            ],
        )
    };
    let choose = move |event: Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
            cartella.add(files(&input));
            // The same file may be chosen again later.
            input.set_value("");
        }
    };
    let accept = move || {
        let tipi = &cartella.limiti().tipi;
        let pictures: &[&str] = if tipi.contains(&TipoFile::Jpeg) { &ALTRI_TIPI } else { &[] };
        tipi.iter().map(|tipo| tipo.mime()).chain(pictures.iter().copied()).collect::<Vec<_>>().join(",")
    };
    // Who comes back has other things to do.
    on_cleanup(move || cartella.rifiutati.set(Vec::new()));
    let may_join = memo(move || {
        let tipi = &cartella.limiti().tipi;
        let both = tipi.contains(&TipoFile::Jpeg) && tipi.contains(&TipoFile::Pdf);
        both && (!full.get() || documenti.with(|documenti| documenti.iter().filter(|documento| is_page(documento)).count() > 1))
    });
    let join = move |_| finestre.compose(pages(cartella), Vec::new());
    let gauge = NodeRef::default();
    effect(move || {
        let share = total.get().saturating_mul(100) / cartella.limiti().byte_totali.max(1);
        if let Some(gauge) = gauge.get() {
            let _ = gauge.style().set_property("inline-size", &format!("{}%", share.min(100)));
        }
    });
    let left_out = memo(move || cartella.foto.avanzate.with(|avanzate| !avanzate.is_empty()));
    view! {
        <div class="uploader">
            <div class="uploader-count">
                <p role="status" data-testid="allegati-conto">
                    {counted}
                </p>
                <div class="gauge" aria-hidden="true">
                    <div class="gauge-fill" node_ref=gauge></div>
                </div>
            </div>
            <ul class="uploader-list">
                {elenco(
                    move || documenti.get(),
                    |documento| documento.n.to_string(),
                    move |documento| view! { <Row documento=documento cartella=cartella finestre=finestre /> },
                )}
                {elenco(
                    move || lavori.get(),
                    |lavoro| lavoro.n.to_string(),
                    move |lavoro| view! { <LavoroRow lavoro=lavoro cartella=cartella finestre=finestre /> },
                )}
            </ul>
            {move || {
                let refused = cartella.rifiutati.get();
                (!refused.is_empty())
                    .then(|| {
                        view! {
                            <div class="callout callout-danger" role="alert">
                                <p class="callout-title">{K::AllegatiRifiutati}</p>
                                <ul>
                                    {refused
                                        .into_iter()
                                        .map(|(nome, motivo)| {
                                            view! {
                                                <li>
                                                    // A name that turns its own direction leaves the sentence as it is.
                                                    <strong class="break">
                                                        <bdi>{nome}</bdi>
                                                    </strong>
                                                    ": "
                                                    {motivo}
                                                </li>
                                            }
                                        })
                                        .collect_view()}
                                </ul>
                            </div>
                        }
                    })
            }}
            {move || {
                left_out
                    .get()
                    .then(|| {
                        view! {
                            <div class="callout callout-warning" role="alert">
                                <p class="callout-title">{K::FotoAvanzate}</p>
                                <p>{fill(K::FotoAvanzateCome, &[("n", &cartella.limiti().file.to_string())])}</p>
                            </div>
                        }
                    })
            }}
            <div class="uploader-actions" hidden=move || full.get()>
                <input class="visually-hidden" type="file" id="allegati-file" tabindex="-1" aria-hidden="true" multiple accept=accept on:change=choose />
                <input
                    class="visually-hidden"
                    type="file"
                    id="allegati-foto"
                    tabindex="-1"
                    aria-hidden="true"
                    accept=TipoFile::Jpeg.mime()
                    capture="environment"
                    on:change=choose
                />
                <button type="button" class="btn btn-outline-primary" id=ID on:click=|_| browser::click("allegati-file")>
                    <Icon nome="graffetta" />
                    {K::AllegatiScegli}
                </button>
                <button type="button" class="btn btn-outline-primary only-touch" on:click=|_| browser::click("allegati-foto")>
                    <Icon nome="fotocamera" />
                    {K::AllegatiFotografa}
                </button>
            </div>
            <div hidden=move || !may_join.get()>
                <button type="button" class="btn btn-link" on:click=join>
                    <Icon nome="documento" />
                    {K::FotoUnisci}
                </button>
            </div>
            <p class="muted" hidden=move || !full.get()>
                {move || fill(K::AllegatiPieno, &[("massimo", &cartella.limiti().file.to_string())])}
            </p>
            {move || composes.get().then(|| Pagina::Pagine.parte())}
            {move || retouches.get().then(|| Pagina::Ritaglio.parte())}
        </div>
    }
}

/// Whether a document can be a page of a PDF.
fn is_page(documento: &Documento) -> bool {
    matches!(documento.tipo, TipoFile::Jpeg | TipoFile::Png) && documento.bytes().is_some()
}

/// The photographs that there are, each with its document, and those that there was no place for.
fn pages(cartella: Cartella) -> Vec<(Sorgente, Option<u32>)> {
    let source = |documento: &Documento| {
        let scheda = cartella.foto.scheda(documento.n);
        match (scheda.map(|scheda| scheda.cosa), documento.bytes()) {
            (Some(Cosa::Foto(sorgente)), _) => Some(sorgente),
            (_, Some(file)) => Some(Sorgente { nome: documento.nome.clone(), file: file.clone(), modifica: Modifica::default() }),
            _ => None,
        }
    };
    let documents = cartella.documenti.get_untracked();
    let there =
        documents.iter().filter(|documento| is_page(documento)).filter_map(|documento| Some((source(documento)?, Some(documento.n))));
    let above = cartella.foto.avanzate.get_untracked();
    there.chain(above.into_iter().map(|sorgente| (sorgente, None))).collect()
}

pub(super) fn files(input: &HtmlInputElement) -> Vec<web_sys::File> {
    let Some(list) = input.files() else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}
