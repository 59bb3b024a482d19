//! How the contacts changed, newest first.

use cassetto_api::modello::CambioContattoVoce;

use crate::format;
use crate::i18n::{K, fill, t};
use crate::parole;
use crate::vista::prelude::*;

pub fn view(storia: &[CambioContattoVoce]) -> Nodo {
    let rows = list(storia, K::ContattiStoriaVuota);
    view! {
        <section class="contacts" aria-labelledby="contatti-storia">
            <h2 id="contatti-storia">{K::ContattiStoria}</h2>
            {rows}
        </section>
    }
}

/// The changes; in their place what to say when there are none.
pub fn list(storia: &[CambioContattoVoce], vuota: K) -> Nodo {
    if storia.is_empty() {
        return view! { <p class="muted">{t(vuota)}</p> };
    }
    let rows = storia.iter().map(row).collect_view();
    view! {
        <ul class="history" role="list">
            {rows}
        </ul>
    }
}

fn row(cambio: &CambioContattoVoce) -> Nodo {
    let nome = parole::tipo_contatto(cambio.tipo);
    let (da, a) = (cambio.da.as_deref(), cambio.a.as_deref());
    let (key, da, a) = match (da, a) {
        (Some(da), Some(a)) => (K::ContattiStoriaRiga, da, a),
        (None, a) => (K::ContattiStoriaNuovo, "", a.unwrap_or_default()),
        (Some(da), None) => (K::ContattiStoriaTolto, da, ""),
    };
    let testo = fill(key, &[("contatto", nome), ("da", da), ("a", a)]);
    let con_codice = cambio.verificato.then(|| view! { <span class="muted small">{format!(" ({})", t(K::ContattiStoriaCodice))}</span> });
    view! {
        <li>
            <time datetime=cambio.quando.0.clone()>{format::istante(&cambio.quando)}</time>
            <span>{testo} {con_codice}</span>
        </li>
    }
}
