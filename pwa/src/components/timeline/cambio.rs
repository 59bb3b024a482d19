//! A change of state, or a comment alone.

use cassetto_api::modello::{EsitoVoce, StatoVoce, Voce};

use super::passaggio::Passaggio;
use super::ufficio;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

#[component]
pub fn Cambio(voce: Voce) -> Nodo {
    let Voce::Cambio { quando, da, a, ufficio: nome, operatore, commento, esito, .. } = voce else { return ().nodo() };
    let (icona, class) = match (a, esito) {
        _ if da == a => ("commento", "timeline-change"),
        (StatoVoce::Chiusa, Some(EsitoVoce::Respinta)) => ("croce", "timeline-change timeline-respinta"),
        (StatoVoce::Chiusa, _) => ("spunta", "timeline-change timeline-accolta"),
        (StatoVoce::Aperta | StatoVoce::InCarico, _) => ("orologio", "timeline-change"),
    };
    let cosa = t(match (a, esito) {
        _ if da == a => K::SequenzaCommento,
        (StatoVoce::Chiusa, Some(EsitoVoce::Respinta)) => K::SequenzaRespinta,
        (StatoVoce::Chiusa, Some(EsitoVoce::Accolta)) => K::SequenzaAccolta,
        (StatoVoce::Chiusa, None) => K::SequenzaChiusa,
        (StatoVoce::InCarico, _) => K::SequenzaInCarico,
        (StatoVoce::Aperta, _) => K::SequenzaAperta,
    });
    let chi = Some(ufficio(&nome, operatore));
    view! { <Passaggio icona=icona class=class cosa=cosa.to_owned() chi=chi quando=quando perche=commento /> }
}
