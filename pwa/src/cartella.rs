//! The documents that go with a message: chosen, checked by the domain's rules, uploaded at once, kept on the device until the
//! message is sent.

mod deposito;
mod documento;
mod scelta;
pub mod upload;

use cassetto_api::motivo::Motivo;
use cassetto_api::quesiti::AllegatoInviato;
use cassetto_domain::bozza::GIORNI_BOZZA;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::profilo::{self, Limiti};
use leptos::task::spawn_local;

use deposito::file_key;
pub use deposito::{copy, forget};
pub use documento::{Documento, FaseFile};

use crate::api::Client;
use crate::foto::Coda;
use crate::i18n;
use crate::vista::prelude::*;
use crate::{browser, memoria};

/// Uploads are thrown away some day: a day before that they are sent again.
#[expect(clippy::cast_precision_loss, reason = "a few days")]
const VALID_MILLIS: f64 = (GIORNI_BOZZA - 1) as f64 * 24.0 * 3_600_000.0;

/// As many documents as the gestione allows.
#[derive(Clone, Copy)]
pub struct Cartella {
    pub documenti: RwSignal<Vec<Documento>>,
    /// Files that were not taken, with the reason.
    pub rifiutati: RwSignal<Vec<(String, String)>>,
    /// Photographs on their way to be documents.
    pub foto: Coda,
    /// Whose limits hold.
    gestione: RwSignal<Gestione>,
    /// What holds in their place.
    limiti: Option<&'static Limiti>,
    client: Client,
    slot: StoredValue<String>,
    next: StoredValue<u32>,
    /// How often other documents took the place of what there was.
    volta: StoredValue<u32>,
}

impl Cartella {
    pub fn new(client: Client) -> Self {
        Self {
            documenti: RwSignal::new(Vec::new()),
            rifiutati: RwSignal::new(Vec::new()),
            foto: Coda::new(),
            gestione: RwSignal::new(Gestione::default()),
            limiti: None,
            client,
            slot: StoredValue::new(String::new()),
            next: StoredValue::new(0),
            volta: StoredValue::new(1),
        }
    }

    /// For what is not a quesito, with limits of its own.
    pub fn with_limits(client: Client, limiti: &'static Limiti) -> Self {
        Self { limiti: Some(limiti), ..Self::new(client) }
    }

    pub const fn client(self) -> Client {
        self.client
    }

    /// Lets go of everything, without forgetting it.
    pub fn close(self) {
        self.slot.set_value(String::new());
        self.volta.update_value(|volta| *volta += 1);
        self.rifiutati.set(Vec::new());
        self.foto.clear();
        for documento in self.documenti.try_update(std::mem::take).unwrap_or_default() {
            documento.stop();
        }
    }

    /// Throws everything away, on the device too.
    pub fn clear(self) {
        let Some(slot) = self.slot.try_get_value().filter(|slot| !slot.is_empty()) else { return };
        self.close();
        spawn_local(async move {
            forget(&slot).await;
            self.open(slot).await;
        });
    }

    /// Takes the place of what there is: documents that another device has uploaded.
    pub fn adopt(self, inviati: Vec<AllegatoInviato>) {
        self.rifiutati.set(Vec::new());
        let slot = self.slot.get_value();
        for documento in self.documenti.try_update(std::mem::take).unwrap_or_default() {
            documento.stop();
        }
        let first = self.next.get_value();
        let documents: Vec<Documento> = (first..).zip(inviati).filter_map(|(n, inviato)| Documento::adopt(n, inviato)).collect();
        self.next.set_value(documents.iter().map(|documento| documento.n + 1).max().unwrap_or(first));
        self.documenti.set(documents);
        spawn_local(async move {
            memoria::forget(&format!("{slot}/file/")).await;
            self.save();
        });
    }

    /// Whether its page has not gone.
    pub fn is_here(self) -> bool {
        self.documenti.try_with_untracked(|_| ()).is_some()
    }

    /// To tell later whether these are still the same draft's documents; 0 once its page has gone.
    pub fn volta(self) -> u32 {
        self.volta.try_get_value().unwrap_or_default()
    }

    pub fn is_empty(self) -> bool {
        self.documenti.with(Vec::is_empty) && self.foto.len() == 0
    }

    /// Bytes of all documents together.
    pub fn dimensione(self) -> u64 {
        self.documenti.with(|documenti| documenti.iter().map(|documento| documento.dimensione).sum())
    }

    pub fn is_full(self) -> bool {
        self.documenti.with(Vec::len) + self.foto.len() >= self.limiti().file
    }

    /// Has the limits of a gestione hold from now on.
    pub fn serve(self, gestione: Gestione) {
        if self.gestione.get_untracked() != gestione {
            self.gestione.set(gestione);
        }
    }

    /// How many files, how large, of which kinds.
    pub fn limiti(self) -> &'static Limiti {
        self.limiti.unwrap_or_else(|| &profilo::corrente(self.gestione.get()).allegati)
    }

    /// Sends a document, or sends it again.
    pub fn start(self, documento: Documento) {
        let gestione = self.gestione.get_untracked();
        spawn_local(async move {
            upload::run(self, gestione, &documento).await;
            self.save();
        });
    }

    /// Whether another document has this SHA-256.
    fn has_twin(self, n: u32, sha256: &str) -> bool {
        self.documenti
            .try_with_untracked(|documenti| documenti.iter().any(|other| other.n < n && other.impronta().as_deref() == Some(sha256)))
            .unwrap_or(false)
    }

    pub fn remove(self, n: u32) {
        self.rifiutati.set(Vec::new());
        self.foto.forget(n);
        self.documenti.update(|documenti| {
            documenti.retain(|documento| {
                let keep = documento.n != n;
                if !keep {
                    documento.stop();
                }
                keep
            });
        });
        let slot = self.slot.get_value();
        spawn_local(async move {
            memoria::forget(&file_key(&slot, n)).await;
        });
        self.save();
    }

    /// Whether every document is uploaded.
    pub fn is_ready(self) -> bool {
        self.foto.len() == 0 && self.documenti.with(|documenti| documenti.iter().all(Documento::is_caricato))
    }

    /// The names of those that need the person: to be tried again or taken out.
    pub fn stuck(self) -> Vec<String> {
        let mut stuck: Vec<String> = self
            .documenti
            .with(|documenti| documenti.iter().filter(|documento| documento.is_stuck()).map(|documento| documento.nome.clone()).collect());
        stuck.extend(self.foto.stuck());
        stuck
    }

    /// Waits until every photograph has become a document.
    pub async fn prepared(self) {
        while self.foto.is_moving() {
            browser::sleep(100).await;
        }
    }

    /// Waits until nothing moves any more, sending again what is too old. Whether every document is uploaded then.
    pub async fn settle(self) -> bool {
        self.prepared().await;
        let documents = self.documenti.try_get_untracked().unwrap_or_default();
        for documento in documents {
            let old =
                documento.has_bytes() && documento.caricato_ora().is_some_and(|caricato| browser::now() - caricato.quando > VALID_MILLIS);
            if old || documento.is_offline() {
                self.restart(&documento);
            }
        }
        while self.documenti.try_with_untracked(|documenti| documenti.iter().any(Documento::is_moving)).unwrap_or(false) {
            browser::sleep(100).await;
        }
        self.documenti.try_with_untracked(|documenti| documenti.iter().all(|documento| documento.caricato_ora().is_some())).unwrap_or(false)
    }

    /// The first that is not uploaded, with its place.
    pub fn failure(self) -> Option<(usize, FaseFile)> {
        let documents = self.documenti.try_get_untracked()?;
        let (place, documento) = documents.iter().enumerate().find(|(_, documento)| documento.caricato_ora().is_none())?;
        Some((place, documento.fase.get_untracked()))
    }

    /// How many there are, now.
    pub fn quanti(self) -> usize {
        self.documenti.try_with_untracked(Vec::len).unwrap_or_default()
    }

    /// Where the device remembers them.
    pub fn slot(self) -> String {
        self.slot.try_get_value().unwrap_or_default()
    }

    /// Sends again what failed for lack of network.
    pub fn resume(self) {
        for documento in self.documenti.get_untracked() {
            if documento.is_offline() {
                self.restart(&documento);
            }
        }
    }

    /// Sends one again, as if it had never been sent.
    pub fn restart(self, documento: &Documento) {
        documento.fase.set(FaseFile::Preparo);
        self.start(documento.clone());
    }

    /// Marks what the API refuses in the document at this place, and gives its name. Nothing once its page has gone.
    pub fn refuse(self, indice: usize, motivo: Motivo) -> Option<String> {
        // What is said now is not about those that were left out.
        self.rifiutati.set(Vec::new());
        let documento = self.documenti.try_with_untracked(|documenti| documenti.get(indice).cloned()).flatten()?;
        documento.fase.set(FaseFile::Rifiutato(i18n::motivo(motivo)));
        self.save();
        Some(documento.nome)
    }

    /// As a message names them: those that are uploaded by now.
    pub fn inviati(self) -> Vec<AllegatoInviato> {
        untrack(move || self.caricati())
    }

    /// Those that are uploaded, followed.
    pub fn caricati(self) -> Vec<AllegatoInviato> {
        self.documenti.with(|documenti| documenti.iter().filter_map(Documento::inviato).collect())
    }
}

/// `allegati[1]`, or a part of it, is 1.
pub fn indice(campo: &str) -> Option<usize> {
    campo.strip_prefix("allegati[")?.split(']').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::indice;

    #[test]
    fn places_of_documents() {
        assert_eq!(indice("allegati[1]"), Some(1));
        assert_eq!(indice("allegati[2].nome"), Some(2));
        assert_eq!(indice("allegati"), None);
        assert_eq!(indice("oggetto"), None);
    }
}
