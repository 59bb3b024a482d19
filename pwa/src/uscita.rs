//! Signing out: the session ends, and this device forgets the person.
//!
//! Only the service can end a session, since no script sees its cookie. Without network the device forgets at once, opens
//! nothing more with that cookie, and has the session ended as soon as it can.

use std::cell::Cell;

use cassetto_api::contatti::{DispositivoRevocato, UnsubscribePush};
use cassetto_api::endpoint::Nulla;
use cassetto_api::problema::Tipo;
use cassetto_api::sessione::{SignOut, SignOutEverywhere};
use cassetto_domain::id::PersonaId;
use leptos::task::spawn_local;
use web_sys::AbortController;

use crate::api::{Client, Errore, Extra, use_client};
use crate::components::toasts::use_toasts;
use crate::i18n::{K, t};
use crate::indirizzo::use_indirizzo;
use crate::rotta::Rotta;
use crate::session::{Accesso, use_accesso};
use crate::vista::prelude::*;
use crate::{badge, browser, condivisi, memoria, push};

/// Tells the other tabs.
pub const SEGNO: &str = "uscita";
/// On the device while a session is still to be ended by the service.
const SOSPESA: &str = "uscita_sospesa";
/// Nobody waits longer to be forgotten.
const PATIENCE_MILLIS: u64 = 8_000;

thread_local! {
    static IN_CORSO: Cell<bool> = const { Cell::new(false) };
}

/// How far to sign out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Uscita {
    /// This session.
    Qui,
    /// Every session of the person, on every device.
    Ovunque,
}

impl Uscita {
    const fn slug(self) -> &'static str {
        match self {
            Self::Qui => "qui",
            Self::Ovunque => "ovunque",
        }
    }
}

/// What signs out. Nothing is forgotten when the service refuses to end the session.
pub fn use_uscita() -> Callback<Uscita> {
    let client = use_client();
    let accesso = use_accesso();
    let toasts = use_toasts();
    let indirizzo = use_indirizzo();
    Callback::new(move |uscita| {
        let Some(persona) = accesso.with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona)) else { return };
        spawn_local(async move {
            silence(client).await;
            let answer = end(client, uscita).await;
            let already_out = accesso.with_untracked(|accesso| accesso.sessione().is_none());
            let unheard = answer == Err(Errore::Rete);
            match answer {
                Err(errore) if !already_out && !unheard => toasts.warn(errore.riga()),
                _ => {
                    if unheard {
                        browser::remember(SOSPESA, uscita.slug());
                    }
                    indirizzo.go(&Rotta::Inizio.path());
                    // An event is only for those who see a change.
                    browser::remember(SEGNO, "1");
                    browser::forget(SEGNO);
                    leave(accesso, persona);
                    toasts.tell(t(if unheard { K::AccountReteUscito } else { K::AccountUscito }));
                }
            }
        });
    })
}

/// Whoever has the phone next gets no notices of the person who leaves. Without network the browser alone is told: the push service
/// refuses what is sent to it from then on.
async fn silence(client: Client) {
    let quiet = async move {
        if let Some(endpoint) = push::unsubscribe().await {
            let _ = client.post::<UnsubscribePush>(&Nulla {}, &DispositivoRevocato { endpoint }, None).await;
        }
    };
    browser::within(&mut Box::pin(quiet), PATIENCE_MILLIS).await;
}

async fn end(client: Client, uscita: Uscita) -> Result<(), Errore> {
    let abort = AbortController::new().map_err(|_| Errore::Rete)?;
    let timer = browser::abort_after(&abort, PATIENCE_MILLIS);
    let extra = Extra { chiave: None, abort: Some(abort) };
    let nothing = Nulla {};
    let answer = match uscita {
        Uscita::Qui => client.call::<SignOut>(&nothing, &nothing, &nothing, extra).await,
        Uscita::Ovunque => client.call::<SignOutEverywhere>(&nothing, &nothing, &nothing, extra).await,
    };
    if let Some(timer) = timer {
        timer.clear();
    }
    answer.map(drop)
}

/// This tab shows nothing more of the person, and the device forgets what it kept of them.
pub fn leave(accesso: RwSignal<Accesso>, persona: PersonaId) {
    accesso.set(Accesso::Anonimo { scaduta: false });
    badge::clear();
    spawn_local(async move {
        memoria::forget(&memoria::prefix(persona)).await;
        condivisi::forget().await;
    });
}

/// Ends a session that could not be ended when the person signed out.
pub fn settle(client: Client) {
    spawn_local(settled(client));
}

/// Resolves when no sign-out is on its way: a sign-in that follows is not undone by it.
pub async fn settled(client: Client) {
    while IN_CORSO.get() {
        browser::sleep(50).await;
    }
    let uscita = match browser::remembered(SOSPESA).as_deref() {
        Some("ovunque") => Uscita::Ovunque,
        Some(_) => Uscita::Qui,
        None => return,
    };
    IN_CORSO.set(true);
    match end(client, uscita).await {
        Ok(()) => browser::forget(SOSPESA),
        Err(errore) if errore.is(Tipo::SessioneAssente) => browser::forget(SOSPESA),
        Err(_) => {}
    }
    IN_CORSO.set(false);
}

/// Somebody has signed in: their session is not the one to end.
pub fn replaced() {
    browser::forget(SOSPESA);
}
