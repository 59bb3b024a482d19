//! The documents on the device: remembered under a slot until they are sent, the same in every tab.

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::Blob;

use super::documento::Salvato;
use super::{Cartella, Documento, FaseFile};
use crate::api::Errore;
use crate::{canale, memoria};

impl Cartella {
    /// Takes up what the device remembers under `slot`.
    pub async fn open(self, slot: String) {
        self.close();
        self.slot.set_value(slot.clone());
        let mut documents = Vec::new();
        for salvato in saved(&slot).await {
            let file = memoria::get(&file_key(&slot, salvato.n)).await.map(JsCast::unchecked_into::<Blob>);
            if file.is_some() || salvato.is_caricato() {
                documents.push(Documento::resume(salvato, file));
            }
        }
        if self.slot.try_get_value().as_deref() != Some(&slot) {
            return;
        }
        let next = documents.iter().map(|documento| documento.n + 1).max().unwrap_or(0);
        self.next.set_value(next);
        self.documenti.set(documents.clone());
        for documento in documents {
            if documento.caricato_ora().is_none() {
                self.start(documento);
            }
        }
    }

    /// Another tab has changed what the device remembers: shows that, and leaves to it what is on its way there.
    async fn mirror(self, slot: String) {
        let saved = saved(&slot).await;
        if self.slot.try_get_value().as_deref() != Some(&slot) {
            return;
        }
        let mine = self.documenti.try_get_untracked().unwrap_or_default();
        let mut documents = Vec::new();
        for salvato in saved {
            match mine.iter().find(|documento| documento.n == salvato.n) {
                Some(documento) if documento.is_moving() || documento.caricato_ora().is_some() => documents.push(documento.clone()),
                _ => {
                    let file = memoria::get(&file_key(&slot, salvato.n)).await.map(JsCast::unchecked_into::<Blob>);
                    let is_there = salvato.is_caricato();
                    let documento = Documento::resume(salvato, file);
                    if !is_there {
                        documento.fase.set(FaseFile::Fallito(Errore::Rete));
                    }
                    documents.push(documento);
                }
            }
        }
        let next = documents.iter().map(|documento| documento.n + 1).max().unwrap_or(0);
        self.next.set_value(next);
        self.documenti.set(documents);
    }

    /// Follows what other tabs do with the same documents.
    pub fn follow(self) {
        canale::hear(move |key| {
            let slot = self.slot.try_get_value().unwrap_or_default();
            if !slot.is_empty() && key == list_key(&slot) {
                spawn_local(self.mirror(slot));
            }
        });
    }

    /// Has the device remember the list as it is.
    pub(super) fn save(self) {
        let Some(slot) = self.slot.try_get_value().filter(|slot| !slot.is_empty()) else { return };
        let Some(documents) = self.documenti.try_get_untracked() else { return };
        let saved: Vec<Salvato> = documents.iter().map(Documento::save).collect();
        let Ok(text) = serde_json::to_string(&saved) else { return };
        spawn_local(async move {
            memoria::put(&list_key(&slot), &text.into()).await;
            canale::tell(&list_key(&slot));
        });
    }
}

async fn saved(slot: &str) -> Vec<Salvato> {
    let saved = memoria::get(&list_key(slot)).await.and_then(|value| value.as_string());
    saved.and_then(|text| cassetto_leggere::read(&text)).unwrap_or_default()
}

/// The documents under `slot` go from the device.
pub async fn forget(slot: &str) {
    memoria::forget(&format!("{slot}/file/")).await;
    memoria::forget(&list_key(slot)).await;
}

/// Has the device remember the documents of one place under another too. Whether it can send each of them from there.
pub async fn copy(from: &str, to: &str) -> bool {
    let saved = saved(from).await;
    for salvato in &saved {
        let kept = match memoria::get(&file_key(from, salvato.n)).await {
            Some(file) => memoria::put(&file_key(to, salvato.n), &file).await.is_some(),
            None => false,
        };
        if !kept && !salvato.is_caricato() {
            return false;
        }
    }
    let Ok(text) = serde_json::to_string(&saved) else { return false };
    memoria::put(&list_key(to), &text.into()).await.is_some()
}

fn list_key(slot: &str) -> String {
    format!("{slot}/allegati")
}

pub(super) fn file_key(slot: &str, n: u32) -> String {
    format!("{slot}/file/{n}/")
}
