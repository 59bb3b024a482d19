//! States, numbers, and a whole sequence.

use cassetto_api::modello::{EsitoVoce, LettureVoce, Parte, ProtocolloVoce, StatoVoce, Voce};
use cassetto_api::tempo::Giorno;

use super::parte;
use crate::components::protocol_number::ProtocolNumber;
use crate::components::state_chip::StateChip;
use crate::components::timeline::{Timeline, Vista};
use crate::i18n::K;
use crate::vista::prelude::*;

/// Invented, one entry of each kind.
const SEQUENZA: &str = include_str!("sequenza.json");

pub fn view() -> Nodo {
    view! {
        {parte("stati", K::FiltroStato, states())}
        {parte("numero", K::InviatoNumero, number())}
        {parte("messaggi", K::SequenzaTitolo, sequence())}
    }
}

fn states() -> Nodo {
    view! {
        <p class="chips">
            <StateChip stato=StatoVoce::Aperta esito=None />
            <StateChip stato=StatoVoce::InCarico esito=None />
            <StateChip stato=StatoVoce::Chiusa esito=None />
            <StateChip stato=StatoVoce::Chiusa esito=Some(EsitoVoce::Accolta) />
            <StateChip stato=StatoVoce::Chiusa esito=Some(EsitoVoce::Respinta) />
            <span class="chip">{K::NuovoArgomento}</span>
            <span class="badge">{K::ElencoDaLeggere}</span>
        </p>
    }
}

fn number() -> Nodo {
    let protocollo = ProtocolloVoce {
        segnatura: "INPS.7000.05/10/2026.0000123".to_owned(),
        numero: "0000123".to_owned(),
        data: Giorno("2026-10-05".to_owned()),
    };
    view! {
        <div class="panel">
            <p class="panel-number">
                <ProtocolNumber protocollo=protocollo />
            </p>
        </div>
    }
}

fn sequence() -> Nodo {
    let voci = cassetto_leggere::read::<Vec<Voce>>(SEQUENZA).unwrap_or_default();
    let vista = Vista {
        mio: Some(Parte::Cittadino),
        letture: Signal::stored(LettureVoce::default()),
        voci: Signal::stored(voci),
        ricevuta: Callback::new(|_| "/galleria".to_owned()),
        quesito: Callback::new(|_| "/galleria".to_owned()),
    };
    view! { <Timeline vista=vista apri=Callback::new(|_| ()) /> }
}
