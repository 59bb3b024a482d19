//! A draft on the device: at every keystroke, the same in every tab.

use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::{Bozza, Bozze, Chi};
use crate::memoria::prefix;
use crate::{canale, cartella, memoria};

impl Bozze {
    /// Another tab has changed what the device keeps: the two show the same.
    pub(super) fn mirror(self, key: String) {
        if self.pronta.get_untracked() && self.chi.get_value().is_some_and(|chi| key == text_key(&slot(chi))) {
            spawn_local(self.catch_up());
        }
    }

    /// Takes up what another tab has written. Before something is added to the draft that took its time: what is kept afterwards is
    /// the whole of it.
    pub(super) async fn catch_up(self) {
        let Some(chi) = self.chi.get_value() else { return };
        let Some(text) = written(&slot(chi)).await else { return };
        let same = self.scritto.with_value(|known| *known == text) || self.chi.get_value() != Some(chi);
        if let (false, true, Some(bozza)) = (same, self.tenuto.get_value(), cassetto_leggere::read(&text)) {
            self.scritto.set_value(text);
            self.bozza.set(bozza);
            self.altrove.set(true);
        }
    }

    /// Keeps it there, and tells the other tabs.
    pub(super) fn save(self, bozza: &Bozza) {
        let (Some(chi), Ok(text)) = (self.chi.get_value(), serde_json::to_string(bozza)) else { return };
        if self.scritto.with_value(|known| *known == text) {
            return;
        }
        self.scritto.set_value(text.clone());
        self.tenuto.set_value(false);
        spawn_local(async move {
            let key = text_key(&slot(chi));
            let kept = memoria::put(&key, &JsValue::from(&text)).await.is_some();
            if self.scritto.with_value(|last| *last == text) {
                self.tenuto.set_value(kept);
            }
            canale::tell(&key);
        });
    }
}

/// What the device has.
pub(super) async fn written(slot: &str) -> Option<String> {
    memoria::get(&text_key(slot)).await.and_then(|value| value.as_string())
}

/// Forgets the draft that was sent by this key from a place of the device, if it is there still.
pub async fn forget(slot: &str, chiave: &str) {
    let there: Option<Bozza> = written(slot).await.and_then(|text| cassetto_leggere::read(&text));
    if there.is_some_and(|bozza| bozza.chiave == chiave) {
        memoria::remove(&text_key(slot)).await;
        cartella::forget(slot).await;
    }
}

/// Where a draft is there, with its documents.
pub(super) fn slot((persona, datore): Chi) -> String {
    match datore {
        Some(datore) => format!("{}per/{datore}", prefix(persona)),
        None => prefix(persona) + "nuovo",
    }
}

fn text_key(slot: &str) -> String {
    format!("{slot}/testo")
}
