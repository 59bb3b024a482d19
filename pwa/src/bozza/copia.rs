//! What the service has of a draft, and what is asked of the part that saves it there (`servizio.rs`), which comes with the first word.

use std::cell::Cell;
use std::pin::Pin;

use cassetto_api::bozze::{BozzaContenuto, BozzaVoce};
use cassetto_domain::id::BozzaId;
use cassetto_leggere::Leggibile;
use leptos::task::spawn_local;
use serde::Serialize;

use super::{Bozza, Bozze, Seme};
use crate::api::Errore;
use crate::aree::{Pagina, brought};
use crate::vista::prelude::*;

/// What the service has of a draft.
#[derive(Clone, PartialEq, Default, Serialize, Leggibile)]
#[serde(default)]
pub struct Copia {
    pub id: Option<BozzaId>,
    /// 0 before the first save.
    pub versione: u32,
    /// What was saved, as `servizio::testo` writes it.
    pub(super) testo: String,
}

impl Copia {
    /// The draft that the service has, if it has one.
    pub fn saved(&self) -> Option<BozzaId> {
        self.id.filter(|_| self.versione > 0)
    }
}

/// How far the saving is.
#[derive(Clone, PartialEq)]
pub enum Salvataggio {
    /// On this device only, for now.
    Dispositivo,
    /// The service has it all.
    Servizio,
    /// Another device has saved something else: the person says which to keep.
    Conflitto(Box<BozzaVoce>),
}

/// What is asked of the part that saves.
pub(super) enum Richiesta {
    /// To save whatever changes from now on.
    Tieni,
    /// Whether the service has the same.
    Confronta,
    /// Whether the service keeps all of what is on this device.
    Riponi,
    /// To go on with a draft of the service; whether the one on this device could be put away.
    Riprendi(Box<BozzaVoce>),
    Elimina(BozzaId),
    /// To save what was thrown away, as a new draft.
    Ripristina(Box<BozzaContenuto>),
    /// The answer to a conflict: what is on this device.
    TieniQui,
    /// The answer to a conflict: what the other device has saved.
    TieniLoro,
}

type Servizio = fn(Bozze, Richiesta) -> Pin<Box<dyn Future<Output = Result<bool, Errore>>>>;

thread_local! {
    /// Once the area is here.
    pub(super) static SERVIZIO: Cell<Option<Servizio>> = const { Cell::new(None) };
}

impl Bozze {
    /// Asks the part that saves, which begins with the first of its requests. Where it does not come there is no network.
    async fn ask(self, richiesta: Richiesta) -> Result<bool, Errore> {
        let servizio = brought(&SERVIZIO, Pagina::Salvataggio).await.ok_or(Errore::Rete)?;
        if self.app.with_value(Option::is_some) {
            servizio(self, Richiesta::Tieni).await?;
        }
        servizio(self, richiesta).await
    }

    /// Has the service keep it from now on.
    pub(super) fn keep(self) {
        if self.app.with_value(Option::is_some) {
            // Without network it stays on the device until there is one.
            spawn_local(async move { drop(self.ask(Richiesta::Tieni).await) });
        }
    }

    /// What the device remembers is compared with what the service has. The person may write meanwhile.
    pub(super) async fn compare(self) {
        if self.bozza.with_untracked(|bozza| bozza.copia.id.is_some()) {
            let _ = self.ask(Richiesta::Confronta).await;
        }
    }

    /// Whether the service has it all, followed.
    pub fn is_safe(self) -> bool {
        self.salvataggio.with(|salvataggio| *salvataggio == Salvataggio::Servizio)
    }

    /// Whatever waits to be saved is not.
    pub fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// Whether the service keeps all of what is on this device, if there is anything.
    pub(super) async fn put_away(self) -> bool {
        untrack(move || self.is_empty()) || self.ask(Richiesta::Riponi).await == Ok(true)
    }

    /// Goes on with a draft of the service. False when the one on this device could not be put away.
    pub async fn resume(self, theirs: BozzaVoce) -> bool {
        self.ask(Richiesta::Riprendi(Box::new(theirs))).await == Ok(true)
    }

    /// Begins a quesito that a link binds to something. False when the one on this device could not be put away.
    pub async fn begin(self, seme: Seme) -> bool {
        if self.bozza.with_untracked(|bozza| bozza.grew_from(&seme)) {
            return true;
        }
        let free = self.put_away().await;
        if free {
            self.replace(seme.bozza()).await;
        }
        free
    }

    /// The answer to a conflict: what is on this device, or what the other has saved.
    pub fn decide(self, mine: bool) {
        spawn_local(async move {
            let _ = self.ask(if mine { Richiesta::TieniQui } else { Richiesta::TieniLoro }).await;
        });
    }

    /// Throws the draft on this device away, and the service's copy of it.
    pub async fn throw_away(self) {
        let copia = self.bozza.with_untracked(|bozza| bozza.copia.clone());
        self.replace(Bozza::default()).await;
        if let Some(id) = copia.saved() {
            let _ = self.delete(id).await;
        }
    }

    /// Throws a draft of the service away.
    pub async fn delete(self, id: BozzaId) -> Result<(), Errore> {
        self.ask(Richiesta::Elimina(id)).await?;
        if self.bozza.with_untracked(|bozza| bozza.copia.id) == Some(id) {
            self.discard();
        }
        Ok(())
    }

    /// Has the service keep a draft that it was told to throw away, as a new one.
    pub async fn save_again(self, contenuto: BozzaContenuto) -> Result<(), Errore> {
        self.ask(Richiesta::Ripristina(Box::new(contenuto))).await.map(drop)
    }
}
