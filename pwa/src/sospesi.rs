//! Whether this device has something of a person that nobody else has yet: asked before it is wiped.

use cassetto_domain::id::PersonaId;
use wasm_bindgen::JsValue;

use crate::memoria;

/// Under the place of a draft.
const SEGNO: &str = "/sospeso";
/// In the keys of the outbox.
const USCITA: &str = "/uscita/";
/// Under the place of what waits to be sent.
const ATTESA: &str = "/attesa";

/// Notes whether the draft at this place is on this device only.
pub async fn note(slot: String, unsent: bool) {
    mark(slot + SEGNO, unsent).await;
}

/// Notes whether what is at this place is still to be sent.
pub async fn note_leaving(slot: String, unsent: bool) {
    mark(slot + ATTESA, unsent).await;
}

async fn mark(key: String, unsent: bool) {
    if unsent {
        memoria::put(&key, &JsValue::TRUE).await;
    } else {
        memoria::forget(&key).await;
    }
}

/// Whether something waits to be sent.
pub async fn leaves(persona: PersonaId) -> bool {
    memoria::keys(&memoria::prefix(persona)).await.iter().any(|key| key.ends_with(ATTESA))
}

/// Whether there is a draft that only this device has, and whether there is anything in the outbox.
pub async fn written(persona: PersonaId) -> (bool, bool) {
    let keys = memoria::keys(&memoria::prefix(persona)).await;
    (keys.iter().any(|key| key.ends_with(SEGNO)), keys.iter().any(|key| key.contains(USCITA)))
}

/// Whether there is anything.
pub async fn any(persona: PersonaId) -> bool {
    memoria::keys(&memoria::prefix(persona)).await.iter().any(|key| key.ends_with(SEGNO) || key.ends_with(ATTESA))
}
