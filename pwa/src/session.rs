//! Who is signed in, as the whole app sees it.

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::RuoloVoce;
use cassetto_api::problema::Tipo;
use cassetto_api::sessione::{GetSessione, Sessione};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{Client, Errore, Extra};
use crate::browser;

/// On the device from signing in to signing out: without it nobody is signed in, and the API need not be asked.
const RICORDO: &str = "entrato";

/// What is known about the session.
#[derive(Clone, PartialEq)]
pub enum Accesso {
    /// Not asked yet.
    Ignoto,
    /// The question got no answer.
    Irraggiungibile(Errore),
    /// Nobody; `scaduta` when somebody was, until a moment ago.
    Anonimo {
        scaduta: bool,
    },
    Entrato(Sessione),
}

impl Accesso {
    pub fn sessione(&self) -> Option<&Sessione> {
        match self {
            Self::Entrato(sessione) => Some(sessione),
            Self::Ignoto | Self::Irraggiungibile(_) | Self::Anonimo { .. } => None,
        }
    }
}

pub fn use_accesso() -> RwSignal<Accesso> {
    expect_context()
}

/// The role of who is signed in.
pub fn use_ruolo() -> Memo<Option<RuoloVoce>> {
    let accesso = use_accesso();
    Memo::new(move |_| accesso.with(|accesso| accesso.sessione().map(|sessione| sessione.ruolo)))
}

/// Finds out who is signed in, and remembers for the next visit whether anybody is.
pub fn start(client: Client, accesso: RwSignal<Accesso>) {
    if browser::remembered(RICORDO).is_some() {
        ask(client, accesso);
    } else {
        accesso.set(Accesso::Anonimo { scaduta: false });
    }
    Effect::new(move || {
        accesso.with(|accesso| match accesso {
            Accesso::Entrato(_) => browser::remember(RICORDO, "1"),
            Accesso::Anonimo { .. } => browser::forget(RICORDO),
            Accesso::Ignoto | Accesso::Irraggiungibile(_) => {}
        });
    });
}

/// Asks the API who is signed in.
pub fn ask(client: Client, accesso: RwSignal<Accesso>) {
    spawn_local(async move {
        match client.call::<GetSessione>(&Nulla {}, &Nulla {}, &Nulla {}, Extra::default()).await {
            Ok(sessione) => accesso.set(Accesso::Entrato(sessione)),
            // The client has already said that nobody is.
            Err(errore) if errore.is(Tipo::SessioneAssente) => {}
            Err(errore) => accesso.set(Accesso::Irraggiungibile(errore)),
        }
    });
}
