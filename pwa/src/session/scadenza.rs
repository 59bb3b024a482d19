//! The end of the session, known beforehand: said in time, and kept to even without network.

use std::time::Duration;

use cassetto_api::endpoint::Nulla;
use cassetto_api::sessione::GetSessione;
use leptos::task::spawn_local;

use super::{Accesso, enter};
use crate::api::{Client, Errore, Extra};
use crate::vista::prelude::*;
use crate::{browser, orologio};

/// Said so long before.
const PRIMA_MILLIS: f64 = 5.0 * 60_000.0;
const OGNI: Duration = Duration::from_secs(5);

/// Whether the session is about to end.
#[derive(Clone, Copy)]
pub struct Scadenza {
    pub vicina: Memo<bool>,
    /// Milliseconds that are left; none while nobody is signed in.
    resta: RwSignal<Option<f64>>,
    /// The end, according to a clock that turned out to be wrong.
    creduta: StoredValue<Option<f64>>,
}

pub fn use_scadenza() -> Scadenza {
    expect_context()
}

impl Scadenza {
    pub fn start(client: Client, accesso: RwSignal<Accesso>) -> Self {
        let resta = RwSignal::new(None::<f64>);
        let vicina = memo(move || resta.with(|resta| resta.is_some_and(|resta| resta <= PRIMA_MILLIS)));
        let scadenza = Self { vicina, resta, creduta: StoredValue::new(None) };
        effect(move || scadenza.look(client, accesso, accesso.with(end)));
        let look = move || scadenza.look(client, accesso, accesso.with_untracked(end));
        let _ = set_interval_with_handle(look, OGNI);
        // A phone that slept counted nothing.
        window_event_listener_untyped("visibilitychange", move |_| look());
        scadenza
    }

    fn look(self, client: Client, accesso: RwSignal<Accesso>, end: Option<f64>) {
        let Some(end) = end.filter(|end| self.creduta.get_value() != Some(*end)) else {
            self.resta.set(None);
            return;
        };
        let left = end - orologio::now();
        self.resta.set(Some(left.max(0.0)));
        if left <= 0.0 {
            self.creduta.set_value(Some(end));
            spawn_local(finish(client, accesso));
        }
    }
}

/// When the session ends: milliseconds since 1970.
fn end(accesso: &Accesso) -> Option<f64> {
    accesso.sessione().map(|sessione| browser::millis(&sessione.scade)).filter(|end| end.is_finite())
}

/// By this clock it has ended: the service says whether it has, and without it this clock decides.
async fn finish(client: Client, accesso: RwSignal<Accesso>) {
    match client.call::<GetSessione>(&Nulla {}, &Nulla {}, &Nulla {}, Extra::default()).await {
        Ok(sessione) => enter(accesso, sessione),
        Err(Errore::Rete) => accesso.set(Accesso::Anonimo { scaduta: true }),
        Err(_) => {}
    }
}
