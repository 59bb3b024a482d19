//! What begins on a desk when its moves have come: what was typed is taken up, and the office has seen what there is.

use cassetto_domain::id::PersonaId;
use leptos::task::spawn_local;

use super::scrivania::Scrivania;
use crate::memoria;
use crate::pages::quesiti::detail::mark_read;
use crate::session::use_accesso;
use crate::vista::prelude::*;

/// Once for each desk, for as long as it is there.
pub fn begin(scrivania: Scrivania) {
    let desk = scrivania.inizio.try_update_value(Option::take).flatten();
    let Some(desk) = desk.and_then(|desk| desk.upgrade()) else { return };
    desk.with(|| {
        if let Some(persona) = use_accesso().with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona)) {
            keep(scrivania, persona);
        }
        mark_read(scrivania.lettura, scrivania.cambiato);
        let online = window_event_listener_untyped("online", move |_| scrivania.cartella.resume());
        on_cleanup(move || {
            online.remove();
            scrivania.cartella.close();
        });
    });
}

fn keep(scrivania: Scrivania, persona: PersonaId) {
    let slot = format!("{}fascicolo/{}", memoria::prefix(persona), scrivania.id);
    let key = format!("{slot}/appunti");
    let saved_at = key.clone();
    spawn_local(async move {
        let saved = memoria::get(&key).await.and_then(|value| value.as_string());
        scrivania.cartella.open(slot).await;
        scrivania.appunti.set(saved.and_then(|text| cassetto_leggere::read(&text)).unwrap_or_default());
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
