//! Who is signed in, as the whole app sees it.

pub mod ricordo;
pub mod scadenza;

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};
use std::time::Duration;

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::RuoloVoce;
use cassetto_api::problema::Tipo;
use cassetto_api::sessione::{GetSessione, Sessione};
use cassetto_domain::id::PersonaId;
use leptos::task::spawn_local;

use crate::api::{Client, Errore, Extra};
use crate::browser;
use crate::letto::Lettore;
use crate::rete::Rete;
use crate::vista::prelude::*;
use crate::{presto, uscita};
use ricordo::Ricordo;

/// A service that has not answered by then has the remembered session shown meanwhile.
const PATIENCE_MILLIS: u64 = 2_500;

/// What is known about the session.
#[derive(Clone, PartialEq)]
pub enum Accesso {
    /// Not asked yet.
    Ignoto,
    /// The question got no answer.
    Irraggiungibile(Errore),
    /// Nobody; `scaduta` when somebody was, until a moment ago.
    Anonimo { scaduta: bool },
    /// Until the API has answered, and without network, the remembered session until its end.
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
    memo(move || accesso.with(|accesso| accesso.sessione().map(|sessione| sessione.ruolo)))
}

thread_local! {
    /// Whether the API has been asked who is signed in, and has answered or let one wait.
    static CHIESTO: Cell<bool> = const { Cell::new(false) };
    static ATTESE: RefCell<Vec<Waker>> = const { RefCell::new(Vec::new()) };
}

/// Until then it is only remembered who is signed in: what was read on another visit stays hidden.
pub async fn asked() {
    poll_fn(|context| {
        if CHIESTO.get() {
            return Poll::Ready(());
        }
        ATTESE.with_borrow_mut(|attese| attese.push(context.waker().clone()));
        Poll::Pending
    })
    .await;
}

fn settled() {
    CHIESTO.set(true);
    ATTESE.take().into_iter().for_each(Waker::wake);
}

/// Finds out who is signed in, and remembers it for the next visit.
pub fn start(client: Client, accesso: RwSignal<Accesso>, rete: Rete) {
    uscita::settle(client);
    let ricordo = Ricordo::read();
    let known = ricordo.as_ref().and_then(Ricordo::persona);
    match ricordo {
        None => accesso.set(Accesso::Anonimo { scaduta: false }),
        Some(ricordo) => {
            // Their page begins while the API is asked: it gives nothing to who is no longer signed in.
            if let Ricordo::Valido(sessione) = ricordo {
                accesso.set(Accesso::Entrato(sessione));
            }
            ask(client, accesso);
        }
    }
    effect_with(move |last: Option<Option<PersonaId>>| {
        let last = last.unwrap_or(known);
        accesso.with(|accesso| match accesso {
            Accesso::Entrato(sessione) => {
                ricordo::remember(sessione);
                let lettore = Lettore::from(sessione);
                spawn_local(async move { lettore.forget_others().await });
                Some(sessione.persona)
            }
            Accesso::Anonimo { .. } => {
                presto::forget();
                ricordo::forget(last);
                None
            }
            Accesso::Ignoto | Accesso::Irraggiungibile(_) => last,
        })
    });
    rete.on_return(move || {
        uscita::settle(client);
        let open = accesso.with_untracked(|accesso| matches!(accesso, Accesso::Irraggiungibile(_) | Accesso::Entrato(_)));
        if open {
            ask(client, accesso);
        }
    });
    ricordo::follow_other_tabs(client, accesso);
}

/// Asks the API who is signed in. Without an answer it is who was, as long as their session lasts.
pub fn ask(client: Client, accesso: RwSignal<Accesso>) {
    spawn_local(async move {
        let (path, query, body) = (Nulla {}, Nulla {}, Nulla {});
        let mut question = Box::pin(client.call::<GetSessione>(&path, &query, &body, Extra::default()));
        let answer = match browser::within(&mut question, PATIENCE_MILLIS).await {
            Some(answer) => answer,
            None => {
                stand_in(accesso);
                settled();
                question.await
            }
        };
        match answer {
            Ok(sessione) => enter(accesso, sessione),
            // The client has already said that nobody is.
            Err(errore) if errore.is(Tipo::SessioneAssente) => {}
            Err(Errore::Rete) if stand_in(accesso) => {}
            Err(errore) if accesso.with_untracked(|accesso| accesso.sessione().is_none()) => accesso.set(Accesso::Irraggiungibile(errore)),
            Err(_) => {}
        }
        settled();
    });
}

/// Whether the device knows who it is, or that their session has ended.
fn stand_in(accesso: RwSignal<Accesso>) -> bool {
    if !accesso.with_untracked(|accesso| matches!(accesso, Accesso::Ignoto | Accesso::Irraggiungibile(_))) {
        return true;
    }
    match Ricordo::read() {
        Some(Ricordo::Valido(sessione)) => accesso.set(Accesso::Entrato(sessione)),
        Some(Ricordo::Finito(_)) => accesso.set(Accesso::Anonimo { scaduta: true }),
        Some(Ricordo::Ignoto) | None => return false,
    }
    true
}

/// Somebody has signed in, or has been found to be.
pub fn enter(accesso: RwSignal<Accesso>, sessione: Sessione) {
    settled();
    let other = accesso.with_untracked(|accesso| accesso.sessione().is_some_and(|before| before.persona != sessione.persona));
    if other {
        // Nothing of the former's page is shown to the next.
        accesso.set(Accesso::Anonimo { scaduta: false });
        set_timeout(move || accesso.set(Accesso::Entrato(sessione)), Duration::ZERO);
    } else if accesso.with_untracked(|accesso| accesso.sessione() != Some(&sessione)) {
        accesso.set(Accesso::Entrato(sessione));
    } else {
        ricordo::remember(&sessione);
    }
}
