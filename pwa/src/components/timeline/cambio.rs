//! A change of state, or a comment alone.

use cassetto_api::modello::{EsitoVoce, StatoVoce, Voce};
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::format;
use crate::i18n::{K, fill, t};

#[component]
pub fn Cambio(voce: Voce) -> AnyView {
    let Voce::Cambio { quando, da, a, ufficio, operatore, commento, esito, .. } = voce else { return ().into_any() };
    let (icona, class) = match (a, esito) {
        _ if da == a => ("commento", "timeline-change"),
        (StatoVoce::Chiusa, Some(EsitoVoce::Respinta)) => ("croce", "timeline-change timeline-respinta"),
        (StatoVoce::Chiusa, _) => ("spunta", "timeline-change timeline-accolta"),
        (StatoVoce::Aperta | StatoVoce::InCarico, _) => ("orologio", "timeline-change"),
    };
    let cosa = match (a, esito) {
        _ if da == a => t(K::SequenzaCommento),
        (StatoVoce::Chiusa, Some(EsitoVoce::Respinta)) => t(K::SequenzaRespinta),
        (StatoVoce::Chiusa, Some(EsitoVoce::Accolta)) => t(K::SequenzaAccolta),
        (StatoVoce::Chiusa, None) => t(K::SequenzaChiusa),
        (StatoVoce::InCarico, _) => t(K::SequenzaInCarico),
        (StatoVoce::Aperta, _) => t(K::SequenzaAperta),
    };
    let chi = match operatore {
        Some(operatore) => fill(K::SequenzaOperatore, &[("nome", &ufficio), ("operatore", &operatore)]),
        None => fill(K::SequenzaUfficio, &[("nome", &ufficio)]),
    };
    view! {
        <li class=class>
            <span class="timeline-mark">
                <Icon nome=icona />
            </span>
            <div>
                <p>
                    <strong>{cosa}</strong>
                </p>
                <p class="muted small">
                    {chi} " · " <time datetime=quando.0.clone()>{format::istante(&quando)}</time>
                </p>
                {commento.map(|commento| view! { <blockquote lang="it">{commento}</blockquote> })}
            </div>
        </li>
    }
    .into_any()
}
