//! Signing out: the session ends, and this device forgets the person.

use cassetto_api::endpoint::Nulla;
use cassetto_api::sessione::{SignOut, SignOutEverywhere};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::{Extra, use_client};
use crate::components::toasts::use_toasts;
use crate::i18n::{K, t};
use crate::rotta::Rotta;
use crate::session::{Accesso, use_accesso};
use crate::{bozza, memoria};

/// How far to sign out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Uscita {
    /// This session.
    Qui,
    /// Every session of the person, on every device.
    Ovunque,
}

/// What signs out. Nothing is forgotten unless the API has ended the session.
pub fn use_uscita() -> Callback<Uscita> {
    let client = use_client();
    let accesso = use_accesso();
    let toasts = use_toasts();
    let navigate = StoredValue::new_local(use_navigate());
    Callback::new(move |uscita| {
        let Some(persona) = accesso.with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona)) else { return };
        let navigate = navigate.get_value();
        spawn_local(async move {
            let nothing = Nulla {};
            let answer = match uscita {
                Uscita::Qui => client.call::<SignOut>(&nothing, &nothing, &nothing, Extra::default()).await,
                Uscita::Ovunque => client.call::<SignOutEverywhere>(&nothing, &nothing, &nothing, Extra::default()).await,
            };
            let already_out = accesso.with_untracked(|accesso| accesso.sessione().is_none());
            match answer {
                Err(errore) if !already_out => toasts.warn(errore.riga()),
                _ => {
                    accesso.set(Accesso::Anonimo { scaduta: false });
                    navigate(&Rotta::Inizio.path(), NavigateOptions::default());
                    memoria::forget(&bozza::prefix(persona)).await;
                    toasts.tell(t(K::AccountUscito));
                }
            }
        });
    })
}
