//! The session as this device remembers it, so that the app opens without network. Other tabs follow it.

use cassetto_api::modello::RuoloVoce;
use cassetto_api::sessione::Sessione;
use cassetto_domain::id::PersonaId;
use cassetto_leggere::Leggibile;
use serde::Serialize;

use super::{Accesso, ask};
use crate::api::Client;
use crate::uscita;
use crate::vista::prelude::*;
use crate::{browser, orologio};

/// On the device from signing in to signing out: without it nobody is signed in, and the API need not be asked.
const RICORDO: &str = "entrato";

#[derive(Serialize, Leggibile)]
struct Scheda {
    sessione: Sessione,
    /// The last time it was known to be open: an earlier time is a clock that was set back.
    visto: f64,
}

/// What the device knows.
pub enum Ricordo {
    Valido(Sessione),
    /// It has ended by itself, or the clock cannot tell.
    Finito(PersonaId),
    /// Somebody, written by another release.
    Ignoto,
}

impl Ricordo {
    pub fn read() -> Option<Self> {
        let text = browser::remembered(RICORDO)?;
        let Some(Scheda { sessione, visto }) = cassetto_leggere::read(&text) else { return Some(Self::Ignoto) };
        let now = orologio::now();
        // A minute for a clock that is being set right.
        let open = now < browser::millis(&sessione.scade) && now > visto - 60_000.0;
        Some(if open { Self::Valido(sessione) } else { Self::Finito(sessione.persona) })
    }

    pub const fn persona(&self) -> Option<PersonaId> {
        match self {
            Self::Valido(sessione) => Some(sessione.persona),
            Self::Finito(persona) => Some(*persona),
            Self::Ignoto => None,
        }
    }
}

/// The role of who is remembered.
pub fn ruolo() -> Option<RuoloVoce> {
    match Ricordo::read()? {
        Ricordo::Valido(sessione) => Some(sessione.ruolo),
        Ricordo::Finito(_) | Ricordo::Ignoto => None,
    }
}

pub fn remember(sessione: &Sessione) {
    let scheda = Scheda { sessione: sessione.clone(), visto: orologio::now() };
    if let Ok(text) = serde_json::to_string(&scheda) {
        browser::remember(RICORDO, &text);
    }
}

/// Forgets this person's; somebody else may have signed in meanwhile, in another tab.
pub fn forget(persona: Option<PersonaId>) {
    if Ricordo::read().is_some_and(|ricordo| ricordo.persona() == persona || ricordo.persona().is_none()) {
        browser::forget(RICORDO);
    }
}

/// Who signs in or out does so in every tab.
pub fn follow_other_tabs(client: Client, accesso: RwSignal<Accesso>) {
    window_event_listener(leptos::ev::storage, move |event| {
        let persona = accesso.with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona));
        match (event.key().as_deref(), persona) {
            (Some(uscita::SEGNO), Some(persona)) => uscita::leave(accesso, persona),
            (Some(RICORDO), _) => match (Ricordo::read(), persona) {
                (Some(Ricordo::Valido(sessione)), Some(persona)) if sessione.persona == persona => {
                    // What is the same is not told back.
                    if accesso.with_untracked(|accesso| accesso.sessione() != Some(&sessione)) {
                        accesso.set(Accesso::Entrato(sessione));
                    }
                }
                (Some(_), _) => {
                    if persona.is_some() {
                        accesso.set(Accesso::Anonimo { scaduta: false });
                    }
                    ask(client, accesso);
                }
                (None, Some(_)) => accesso.set(Accesso::Anonimo { scaduta: true }),
                (None, None) => {}
            },
            _ => {}
        }
    });
}
