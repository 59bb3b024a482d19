//! What was done to a photograph, what may be wrong with it, and what to do about it.

use super::ID;
use super::finestre::Finestre;
use crate::browser;
use crate::cartella::Cartella;
use crate::components::icon::Icon;
use crate::format;
use crate::foto::{Cosa, Dubbio, Scheda, Sorgente};
use crate::i18n::{K, fill, t};
use crate::vista::prelude::*;

/// How it was made to fit.
pub fn fatto(scheda: &Scheda) -> Option<String> {
    let (before, after) = scheda.ridotta?;
    let sizes = [("da", format::dimensione(before)), ("a", format::dimensione(after))];
    let sizes: Vec<(&str, &str)> = sizes.iter().map(|(name, size)| (*name, size.as_str())).collect();
    Some(match &scheda.cosa {
        Cosa::Pdf(pagine) => fill(K::FotoUnite, &[("n", &pagine.len().to_string())]),
        Cosa::Foto(_) if after < before => fill(K::FotoRidotta, &sizes),
        Cosa::Foto(_) => t(K::FotoRipulita).to_owned(),
    })
}

#[component]
pub fn Avvertenza(n: u32, nome: String, scheda: Scheda, cartella: Cartella) -> Nodo {
    let is_foto = matches!(scheda.cosa, Cosa::Foto(_));
    let dubbio = memo(move || cartella.foto.dubbio(n));
    let again = move |_| {
        cartella.remove(n);
        browser::focus_soon(ID);
        browser::click(if browser::is_touch() { "allegati-foto" } else { "allegati-file" });
    };
    let keep = move |_| {
        cartella.foto.accept(n);
        browser::focus_soon(ID);
    };
    let labelled = |azione: K| fill(K::AllegatiDi, &[("azione", t(azione)), ("nome", &nome)]);
    let (label_again, label_keep) = (labelled(K::FotoRifai), labelled(K::FotoTieni));
    let callout = move |dubbio: Dubbio| {
        view! {
            <div class="callout callout-warning" role="status">
                <p class="callout-title">
                    <Icon nome="attenzione" />
                    {K::FotoDubbio}
                </p>
                <p>
                    {t(match dubbio {
                        Dubbio::Sfocata => K::FotoSfocata,
                        Dubbio::Buia => K::FotoBuia,
                        Dubbio::Piccola => K::FotoPiccola,
                    })}
                </p>
                <div class="btn-row">
                    <button type="button" class="btn btn-outline-primary" hidden=!is_foto aria-label=label_again.clone() on:click=again>
                        {K::FotoRifai}
                    </button>
                    <button type="button" class="btn btn-link" aria-label=label_keep.clone() on:click=keep>
                        {K::FotoTieni}
                    </button>
                </div>
            </div>
        }
    };
    (move || dubbio.get().map(&callout)).nodo()
}

/// Opens the window in which it is changed.
#[component]
pub fn Ritocca(n: u32, nome: String, scheda: Scheda, cartella: Cartella, finestre: Finestre) -> Nodo {
    let key = if matches!(scheda.cosa, Cosa::Foto(_)) { K::FotoRitocca } else { K::FotoPagine };
    let label = fill(K::AllegatiDi, &[("azione", t(key)), ("nome", &nome)]);
    let scheda = StoredValue::new(scheda);
    let open = move |_| match scheda.get_value().cosa {
        Cosa::Foto(sorgente) => {
            let original = sorgente.clone();
            finestre.retouch(sorgente, move |modifica| {
                cartella.remove(n);
                cartella.foto.push(cartella, Cosa::Foto(Sorgente { modifica, ..original.clone() }));
                browser::focus_soon(ID);
            });
        }
        Cosa::Pdf(pagine) => finestre.compose(pagine.into_iter().map(|pagina| (pagina, None)).collect(), vec![n]),
    };
    view! {
        <button type="button" class="btn btn-link" aria-label=label on:click=open>
            {t(key)}
        </button>
    }
}
