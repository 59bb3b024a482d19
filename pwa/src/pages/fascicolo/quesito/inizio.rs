//! What begins on a desk when its moves have come: what was typed is taken up, and the office has seen what there is.

use cassetto_domain::id::PersonaId;
use leptos::task::spawn_local;

use super::scrivania::{self, Scrivania, appunti, appunti_key};
use crate::memoria;
use crate::pages::quesiti::detail::mark_read;
use crate::vista::prelude::*;

/// Once for each desk, for as long as it is there.
pub fn begin(scrivania: Scrivania) {
    let desk = scrivania.inizio.try_update_value(Option::take).flatten();
    let Some(desk) = desk.and_then(|desk| desk.upgrade()) else { return };
    desk.with(|| {
        if let Some(persona) = scrivania.persona {
            keep(scrivania, persona);
        }
        mark_read(scrivania.lettura, move || {
            scrivania.cambiato.try_run(());
        });
        let online = window_event_listener_untyped("online", move |_| scrivania.cartella.resume());
        on_cleanup(move || {
            online.remove();
            scrivania.cartella.close();
        });
    });
}

fn keep(scrivania: Scrivania, persona: PersonaId) {
    let slot = scrivania::slot(persona, scrivania.id);
    let saved_at = appunti_key(&slot);
    spawn_local(async move {
        let saved = appunti(&slot).await;
        scrivania.cartella.open(slot).await;
        scrivania.appunti.set(saved.unwrap_or_default());
        scrivania.pronta.set(true);
    });
    effect(move || {
        let appunti = scrivania.appunti.get();
        let (true, Ok(text)) = (scrivania.pronta.get_untracked(), serde_json::to_string(&appunti)) else { return };
        let key = saved_at.clone();
        spawn_local(async move {
            memoria::put(&key, &text.into()).await;
        });
    });
}
