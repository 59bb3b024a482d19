//! A page or a part of it that could not be read: why, and what to do.

use cassetto_api::problema::Tipo;

use super::icon::Icon;
use crate::api::Errore;
use crate::i18n::{K, fill, t};
use crate::per_conto::use_datore;
use crate::rete::use_rete;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

#[component]
pub fn ErrorFace(errore: Errore, riprova: Callback<()>) -> Nodo {
    // On behalf of an employer who can't be seen any more, the reason is known.
    let ended = errore.is(Tipo::NonTrovato) && use_datore().get_untracked().is_some();
    let offline = errore == Errore::Rete && !use_rete().get_untracked();
    let (titolo, rimedio) = match (ended, offline) {
        (true, _) => (t(K::PerContoFinitaTitolo).to_owned(), t(K::PerContoFinitaTesto).to_owned()),
        (_, true) => (t(K::OfflineMaiVistoTitolo).to_owned(), t(K::OfflineMaiVistoTesto).to_owned()),
        _ => errore.testo(),
    };
    let back = if ended { K::PerContoFinitaAzione } else { K::NavTornaInizio };
    let icona = match errore {
        Errore::Rete => "senza-rete",
        Errore::Problema(_) | Errore::Incomprensibile => "attenzione",
    };
    let final_ = errore.is(Tipo::NonTrovato) || errore.is(Tipo::RuoloNonAmmesso);
    let action = if final_ {
        view! {
            <a class="btn btn-primary" href=Rotta::Inizio.path()>
                {t(back)}
            </a>
        }
    } else {
        view! {
            <button type="button" class="btn btn-primary" on:click=move |_| riprova.run(())>
                <Icon nome="ricarica" />
                {K::AzioneRiprova}
            </button>
        }
    };
    view! {
        <div class="face" role="alert">
            <Icon nome=icona />
            <h2>{titolo}</h2>
            <p>{rimedio}</p>
            {errore.correlazione().map(|codice| view! { <p class="muted small">{fill(K::ErroreCorrelazione, &[("codice", &codice)])}</p> })}
            {action}
        </div>
    }
}
