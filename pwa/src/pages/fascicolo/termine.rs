//! How much of the term is left, in words and colour.

use cassetto_api::modello::{FasciaVoce, QuesitoVoce, StatoVoce};
use cassetto_api::tempo::Giorno;
use cassetto_domain::orologio::GIORNI_IN_SCADENZA;

use crate::components::icon::Icon;
use crate::format;
use crate::i18n::{K, count, fill, t};
use crate::vista::prelude::*;

/// What the clock of a quesito shows.
#[derive(Clone, PartialEq)]
pub struct Scadenza {
    pub fascia: FasciaVoce,
    /// Days left, negative the days over.
    pub giorni: i32,
    /// The day by which the citizen is to send a document.
    pub entro: Option<Giorno>,
}

/// The clock of a quesito by the calendar of this moment; none of a closed one.
pub fn scadenza(quesito: &QuesitoVoce) -> Option<Scadenza> {
    if quesito.stato == StatoVoce::Chiusa {
        return None;
    }
    let giorni = i32::try_from(format::giorni_a(&quesito.termine)).unwrap_or_default();
    let entro = quesito.attesa.as_ref().map(|attesa| attesa.entro.clone());
    let fascia = match giorni {
        _ if entro.is_some() => FasciaVoce::Fermo,
        ..0 => FasciaVoce::Scaduto,
        0 => FasciaVoce::ScadeOggi,
        1..=GIORNI_IN_SCADENZA => FasciaVoce::InScadenza,
        _ => FasciaVoce::InTempo,
    };
    Some(Scadenza { fascia, giorni, entro })
}

#[component]
pub fn TermChip(scadenza: Scadenza) -> Nodo {
    let Scadenza { fascia, giorni, entro } = scadenza;
    let over = usize::try_from(-giorni).unwrap_or_default();
    let left = || fill(K::TermineScade, &[("quando", &format::distanza(giorni.into()))]);
    let (class, icona, testo) = match fascia {
        FasciaVoce::Scaduto => ("chip chip-respinta", "attenzione", count(K::TermineScadutoUno, K::TermineScadutoAltri, over)),
        FasciaVoce::ScadeOggi => ("chip chip-respinta", "orologio", left()),
        FasciaVoce::InScadenza => ("chip chip-aperta", "orologio", left()),
        FasciaVoce::InTempo => ("chip chip-chiusa", "calendario", left()),
        FasciaVoce::Fermo => ("chip chip-in-carico", "orologio", stopped(entro.as_ref())),
    };
    view! {
        <span class=class title=t(K::DettaglioTermine)>
            <Icon nome=icona />
            {testo}
        </span>
    }
}

fn stopped(entro: Option<&Giorno>) -> String {
    match entro {
        Some(entro) => fill(K::TermineFermoEntro, &[("giorno", &format::giorno_breve(entro))]),
        None => t(K::TermineFermo).to_owned(),
    }
}
