//! Everything that is wrong with a form, above it: focused when it appears, each line leading to its field.

use crate::browser;
use crate::i18n::{K, fill};
use crate::vista::prelude::*;

/// One thing to correct.
#[derive(Clone, PartialEq)]
pub struct Riga {
    /// The id of the field, on this page.
    pub campo: String,
    /// Its label, where the text alone does not tell which one is meant.
    pub nome: Option<&'static str>,
    pub testo: String,
}

impl Riga {
    pub fn new(campo: &str, testo: &str) -> Self {
        Self { campo: campo.to_owned(), nome: None, testo: testo.to_owned() }
    }

    pub fn named(campo: &str, nome: &'static str, testo: &str) -> Self {
        Self { nome: Some(nome), ..Self::new(campo, testo) }
    }
}

#[component]
pub fn ErrorSummary(#[prop(into)] righe: Signal<Vec<Riga>>) -> Nodo {
    view! {
        {move || {
            let righe = righe.get();
            (!righe.is_empty()).then(|| view! { <Summary righe=righe /> })
        }}
    }
}

#[component]
fn Summary(righe: Vec<Riga>) -> Nodo {
    let node = NodeRef::default();
    on_load(node, |node| {
        request_animation_frame(move || {
            let _ = node.focus();
        });
    });
    let lines = righe
        .into_iter()
        .map(|Riga { campo, nome, testo }| {
            let testo = match nome {
                Some(nome) => fill(K::ModuloCampo, &[("campo", nome), ("motivo", &testo)]),
                None => testo,
            };
            let href = format!("#{campo}");
            let go = move |event: web_sys::MouseEvent| {
                event.prevent_default();
                browser::focus_soon(campo.clone());
            };
            view! {
                <li>
                    <a href=href on:click=go>
                        {testo}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="callout callout-danger callout-errors" role="alert" tabindex="-1" node_ref=node aria-labelledby="riepilogo-errori">
            <h2 class="callout-title" id="riepilogo-errori">
                {K::ModuloRiepilogo}
            </h2>
            <ul>{lines}</ul>
        </div>
    }
}
