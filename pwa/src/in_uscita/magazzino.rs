//! Where what waits is kept: `{persona}/uscita/{id}/` has the entry itself and its documents, as a draft's place has them.

use cassetto_domain::id::PersonaId;

use super::voce::Voce;
use crate::{canale, cartella, memoria, sospesi};

/// Everything of one person that waits begins so.
fn area(persona: PersonaId) -> String {
    format!("{}uscita/", memoria::prefix(persona))
}

/// The place of one entry.
pub fn slot(persona: PersonaId, id: &str) -> String {
    format!("{}{id}", area(persona))
}

fn voce_key(persona: PersonaId, id: &str) -> String {
    slot(persona, id) + "/voce"
}

/// Whether another tab means this person's entries.
pub fn is_of(key: &str, persona: PersonaId) -> bool {
    key == area(persona)
}

/// All of them, the last one first.
pub async fn all(persona: PersonaId) -> Vec<Voce> {
    let mut found = Vec::new();
    for key in memoria::keys(&area(persona)).await {
        if let Some(id) = key.strip_suffix("/voce").and_then(|key| key.rsplit('/').next()) {
            found.extend(one(persona, id).await);
        }
    }
    found.sort_by(|one, other| other.quando.total_cmp(&one.quando));
    found
}

pub async fn has(persona: PersonaId, id: &str) -> bool {
    memoria::get(&voce_key(persona, id)).await.is_some()
}

pub async fn one(persona: PersonaId, id: &str) -> Option<Voce> {
    let text = memoria::get(&voce_key(persona, id)).await?.as_string()?;
    cassetto_leggere::read(&text)
}

/// Keeps it as it is now, and tells the other tabs. Whether the device does keep it.
pub async fn save(persona: PersonaId, voce: &Voce) -> bool {
    let Ok(text) = serde_json::to_string(voce) else { return false };
    let kept = memoria::put(&voce_key(persona, &voce.id), &text.into()).await.is_some();
    sospesi::note_leaving(slot(persona, &voce.id), voce.is_unsent()).await;
    canale::tell(&area(persona));
    kept
}

/// Nothing of it stays.
pub async fn remove(persona: PersonaId, id: &str) {
    memoria::forget(&format!("{}/", slot(persona, id))).await;
    canale::tell(&area(persona));
}

/// Its documents are not needed any more.
pub async fn lighten(persona: PersonaId, id: &str) {
    cartella::forget(&slot(persona, id)).await;
}
