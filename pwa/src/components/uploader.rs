//! Choosing, photographing, following and removing the documents of a message.

mod row;

use cassetto_domain::allegato::TipoFile;
use leptos::prelude::*;
use row::Row;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use super::icon::Icon;
use crate::cartella::Cartella;
use crate::i18n::{K, fill, t};
use crate::{browser, format};

/// Where an error summary leads.
pub const ID: &str = "allegati-scegli";

#[component]
pub fn Uploader(cartella: Cartella) -> AnyView {
    let documenti = cartella.documenti;
    let quanti = Memo::new(move |_| documenti.with(Vec::len));
    let total = Memo::new(move |_| cartella.dimensione());
    let full = Memo::new(move |_| cartella.is_full());
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
    let accept = move || cartella.limiti().tipi.iter().map(|tipo| tipo.mime()).collect::<Vec<_>>().join(",");
    let gauge = NodeRef::<leptos::html::Div>::new();
    Effect::new(move || {
        let share = total.get().saturating_mul(100) / cartella.limiti().byte_totali.max(1);
        if let Some(gauge) = gauge.get() {
            let _ = web_sys::HtmlElement::style(&gauge).set_property("inline-size", &format!("{}%", share.min(100)));
        }
    });
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
                <For each=move || documenti.get() key=|documento| documento.n let:documento>
                    <Row documento=documento cartella=cartella />
                </For>
            </ul>
            {move || {
                let refused = cartella.rifiutati.get();
                (!refused.is_empty())
                    .then(|| {
                        view! {
                            <div class="callout callout-danger" role="alert">
                                <p class="callout-title">{t(K::AllegatiRifiutati)}</p>
                                <ul>
                                    {refused
                                        .into_iter()
                                        .map(|(nome, motivo)| {
                                            view! {
                                                <li>
                                                    <strong class="break">{nome}</strong>
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
                    {t(K::AllegatiScegli)}
                </button>
                <button type="button" class="btn btn-outline-primary only-touch" on:click=|_| browser::click("allegati-foto")>
                    <Icon nome="fotocamera" />
                    {t(K::AllegatiFotografa)}
                </button>
            </div>
            <p class="muted" hidden=move || !full.get()>
                {move || fill(K::AllegatiPieno, &[("massimo", &cartella.limiti().file.to_string())])}
            </p>
        </div>
    }
    .into_any()
}

/// The limits in words.
pub fn regole(cartella: Cartella) -> String {
    let limiti = cartella.limiti();
    let file = limiti.file.to_string();
    if limiti.byte_per_file < limiti.byte_totali {
        fill(K::AllegatiRegoleCiascuno, &[("n", &file), ("mega", &format::mega(limiti.byte_per_file))])
    } else {
        fill(K::AllegatiRegole, &[("n", &file), ("mega", &format::mega(limiti.byte_totali))])
    }
}

fn files(input: &HtmlInputElement) -> Vec<web_sys::File> {
    let Some(list) = input.files() else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}
