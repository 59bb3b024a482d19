//! Everything that happened to a quesito, oldest first. New entries are added without touching those that are shown.

mod cambio;
mod messaggio;

use cambio::Cambio;
use cassetto_api::modello::{AllegatoVoce, Parte, Voce};
use leptos::prelude::*;
use messaggio::Messaggio;

use super::attachment_list::Azione;
use super::icon::Icon;
use super::keyed::{Keyed, riga};
use crate::i18n::{K, fill, t};
use crate::{format, parole};

#[component]
pub fn Timeline(
    #[prop(into)] voci: Signal<Vec<Voce>>,
    /// The reader's own side; none for who reads on behalf of another.
    #[prop(optional_no_strip)]
    mio: Option<Parte>,
    apri: Callback<(AllegatoVoce, Azione)>,
) -> AnyView {
    let righe = Signal::derive(move || {
        let rows = voci.get().into_iter().enumerate();
        rows.map(|(index, voce)| riga(format!("{index} {}", key(&voce)), move || entry(index, voce.clone(), mio, apri))).collect()
    });
    view! {
        <ol class="timeline" data-testid="sequenza">
            <Keyed righe=righe />
        </ol>
    }
    .into_any()
}

/// The place of the last message.
pub fn last_message(voci: &[Voce]) -> Option<usize> {
    voci.iter().rposition(|voce| matches!(voce, Voce::Messaggio { .. }))
}

/// What leads to one entry.
pub fn entry_id(index: usize) -> String {
    format!("voce-{index}")
}

fn entry(index: usize, voce: Voce, mio: Option<Parte>, apri: Callback<(AllegatoVoce, Azione)>) -> AnyView {
    match voce {
        messaggio @ Voce::Messaggio { .. } => view! { <Messaggio id=entry_id(index) voce=messaggio mio=mio apri=apri /> }.into_any(),
        cambio @ Voce::Cambio { .. } => view! { <Cambio voce=cambio /> }.into_any(),
        Voce::Avviso { quando, canale, evento, contatto, consegnato } => {
            let testo = fill(
                if consegnato { K::AvvisoConsegnato } else { K::AvvisoInCorso },
                &[("canale", parole::canale(canale)), ("contatto", &contatto), ("evento", parole::evento(evento))],
            );
            view! {
                <li class="timeline-notice">
                    <Icon nome="avviso" />
                    <p>
                        {testo} " " <time datetime=quando.0.clone()>{format::istante(&quando)}</time>
                    </p>
                </li>
            }
            .into_any()
        }
    }
}

fn key(voce: &Voce) -> String {
    match voce {
        Voce::Messaggio { versione, .. } => format!("m{versione}"),
        Voce::Cambio { versione, .. } => format!("c{versione}"),
        Voce::Avviso { quando, contatto, consegnato, .. } => format!("a{}{contatto}{consegnato}", quando.0),
    }
}

/// Who wrote, as the reader calls them.
fn autore(parte: Parte, mio: Option<Parte>, nome: &str) -> String {
    match (parte, mio) {
        (Parte::Ufficio, _) => fill(K::SequenzaUfficio, &[("nome", nome)]),
        (Parte::Cittadino, Some(Parte::Cittadino)) => t(K::SequenzaTu).to_owned(),
        (Parte::Cittadino, _) => nome.to_owned(),
    }
}
