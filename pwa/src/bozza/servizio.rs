//! The service's copy of a draft: saved a moment after the last keystroke, compared when a device takes the draft up again.

use std::time::Duration;

use cassetto_api::bozze::{BozzaContenuto, BozzaPath, BozzaVoce, DeleteBozza, ListBozze, NuovaBozza, SaveBozza};
use cassetto_api::endpoint::Nulla;
use cassetto_api::problema::Tipo;
use cassetto_domain::id::BozzaId;
use cassetto_leggere::Leggibile;
use leptos::task::spawn_local;
use serde::Serialize;

use super::{Bozza, Bozze, Seme};
use crate::api::{Errore, Extra};
use crate::browser;
use crate::rotta::Passo;
use crate::vista::prelude::*;

/// Typing settles before it is saved.
const PAUSE: Duration = Duration::from_millis(1_500);

/// What the service has of a draft.
#[derive(Clone, PartialEq, Default, Serialize, Leggibile)]
#[serde(default)]
pub struct Copia {
    pub id: Option<BozzaId>,
    /// 0 before the first save.
    pub versione: u32,
    contenuto: BozzaContenuto,
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

impl Copia {
    /// The draft that the service has, if it has one.
    pub fn saved(&self) -> Option<BozzaId> {
        self.id.filter(|_| self.versione > 0)
    }
}

impl Bozze {
    /// Saves whatever changes, once typing settles.
    pub(super) fn keep_at_service(self) {
        effect(move || {
            let contenuto = self.contenuto();
            let (ready, saved) = (self.pronta.get_untracked(), self.bozza.with_untracked(|bozza| same(&bozza.copia.contenuto, &contenuto)));
            self.stop();
            // What changes while nobody looks at this tab is another tab's, which saves it.
            if ready && !saved && !browser::is_hidden() && !untrack(move || self.is_empty()) {
                if untrack(move || self.is_safe()) {
                    self.salvataggio.set(Salvataggio::Dispositivo);
                }
                self.wait();
            }
        });
        window_event_listener_untyped("online", move |_| {
            if self.is_dirty() {
                self.wait();
            }
        });
    }

    /// Whether the service has it all, followed.
    pub fn is_safe(self) -> bool {
        self.salvataggio.with(|salvataggio| *salvataggio == Salvataggio::Servizio)
    }

    fn wait(self) {
        self.stop();
        let timer = set_timeout_with_handle(
            move || {
                spawn_local(async move {
                    self.push().await;
                })
            },
            PAUSE,
        )
        .ok();
        self.timer.set_value(timer);
    }

    /// Whatever waits to be saved is not.
    pub fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// Whether the service lacks something, as far as this device knows.
    fn is_dirty(self) -> bool {
        let contenuto = untrack(move || self.contenuto());
        !untrack(move || self.is_empty()) && !self.bozza.with_untracked(|bozza| same(&bozza.copia.contenuto, &contenuto))
    }

    /// Saves what there is now, after what is being saved. Whether the service has it then.
    async fn push(self) -> bool {
        while self.in_volo.get_value() {
            browser::sleep(50).await;
        }
        if !self.is_dirty() {
            return true;
        }
        self.in_volo.set_value(true);
        let saved = self.send().await;
        self.in_volo.set_value(false);
        saved
    }

    async fn send(self) -> bool {
        if self.salvataggio.with_untracked(|salvataggio| matches!(salvataggio, Salvataggio::Conflitto(_))) {
            return false;
        }
        let id = self.bozza.with_untracked(|bozza| bozza.copia.id).unwrap_or_else(draw);
        if self.bozza.with_untracked(|bozza| bozza.copia.id.is_none()) {
            // Kept before it is sent: a repetition saves the same draft.
            self.bozza.update(|bozza| bozza.copia.id = Some(id));
            self.stop();
        }
        let contenuto = untrack(move || self.contenuto());
        let versione = self.bozza.with_untracked(|bozza| bozza.copia.versione);
        let body = NuovaBozza { versione, contenuto: contenuto.clone() };
        let before = self.partito.get_value();
        self.partito.set_value(Some(contenuto.clone()));
        let answer = self.client.call_in_background::<SaveBozza>(&BozzaPath { id }, &body).await;
        if self.bozza.with_untracked(|bozza| bozza.copia.id) != Some(id) {
            return false;
        }
        match answer {
            Ok(saved) => {
                self.salvataggio.set(Salvataggio::Servizio);
                self.bozza.update(|bozza| bozza.copia = Copia { id: Some(id), versione: saved.versione, contenuto });
                true
            }
            Err(errore) if errore.is(Tipo::VersioneSuperata) => self.meet(id, before).await,
            Err(_) => {
                self.salvataggio.set(Salvataggio::Dispositivo);
                false
            }
        }
    }

    /// Another device has changed it, or it is gone. Whether there is nothing to ask.
    async fn meet(self, id: BozzaId, before: Option<BozzaContenuto>) -> bool {
        let Ok(found) = self.find(id).await else { return false };
        match found {
            Some(theirs) if same(&theirs.contenuto, &untrack(move || self.contenuto())) => {
                self.salvataggio.set(Salvataggio::Servizio);
                self.know(&theirs);
                true
            }
            // This device's own, whose answer never came.
            Some(theirs) if before.is_some_and(|before| same(&theirs.contenuto, &before)) => {
                self.know(&theirs);
                self.wait();
                false
            }
            Some(theirs) => {
                self.salvataggio.set(Salvataggio::Conflitto(Box::new(theirs)));
                false
            }
            // Sent or thrown away elsewhere, while something new was written here: from now on it is another draft.
            None => {
                self.bozza.update(|bozza| bozza.copia = Copia::default());
                false
            }
        }
    }

    /// What the device remembers is compared with what the service has. The person may write meanwhile.
    pub(super) async fn compare(self) {
        let Some(id) = self.bozza.with_untracked(|bozza| bozza.copia.id) else { return };
        let opened = untrack(move || self.contenuto());
        let found = self.find(id).await;
        let copia = self.bozza.with_untracked(|bozza| bozza.copia.clone());
        // Another draft by now, or what is being saved is told of it.
        if copia.id != Some(id) || self.in_volo.get_value() {
            return;
        }
        match found {
            Ok(Some(theirs)) if theirs.versione <= copia.versione => self.settle(),
            // This device's own, whose answer never came.
            Ok(Some(theirs)) if same(&theirs.contenuto, &opened) => {
                self.know(&theirs);
                self.settle();
            }
            Ok(Some(theirs)) if self.is_dirty() => self.salvataggio.set(Salvataggio::Conflitto(Box::new(theirs))),
            Ok(Some(theirs)) => self.adopt(theirs).await,
            Ok(None) if copia.versione == 0 || self.is_dirty() => self.bozza.update(|bozza| bozza.copia = Copia::default()),
            Ok(None) => self.replace(Bozza::default(), Vec::new()).await,
            Err(_) => {}
        }
    }

    /// Says how far the saving is, and goes on with it.
    fn settle(self) {
        let dirty = self.is_dirty();
        self.salvataggio.set(if dirty { Salvataggio::Dispositivo } else { Salvataggio::Servizio });
        if dirty {
            self.wait();
        }
    }

    async fn find(self, id: BozzaId) -> Result<Option<BozzaVoce>, Errore> {
        let answer = self.client.call::<ListBozze>(&Nulla {}, &Nulla {}, &Nulla {}, Extra::default()).await?;
        Ok(answer.voci.into_iter().find(|voce| voce.id == id))
    }

    fn know(self, theirs: &BozzaVoce) {
        let copia = Copia { id: Some(theirs.id), versione: theirs.versione, contenuto: theirs.contenuto.clone() };
        self.bozza.update(|bozza| bozza.copia = copia);
    }

    async fn adopt(self, theirs: BozzaVoce) {
        let allegati = theirs.contenuto.allegati.clone();
        self.replace(Bozza::from(theirs), allegati).await;
        self.salvataggio.set(Salvataggio::Servizio);
    }

    /// Goes on with a draft of the service. False when the one on this device could not be put away.
    pub async fn resume(self, theirs: BozzaVoce) -> bool {
        let here = self.bozza.with_untracked(|bozza| bozza.copia.clone());
        if here.id == Some(theirs.id) && (here.versione >= theirs.versione || self.is_dirty()) {
            return true;
        }
        let free = here.id == Some(theirs.id) || self.put_away().await;
        if free {
            self.adopt(theirs).await;
        }
        free
    }

    /// Begins a quesito that a link binds to something. False when the one on this device could not be put away.
    pub async fn begin(self, seme: Seme) -> bool {
        if self.bozza.with_untracked(|bozza| bozza.grew_from(&seme)) {
            return true;
        }
        let free = self.put_away().await;
        if free {
            self.replace(seme.bozza(), Vec::new()).await;
        }
        free
    }

    /// Whether the service keeps all of what is on this device, if there is anything.
    pub(super) async fn put_away(self) -> bool {
        if untrack(move || self.is_empty()) {
            return true;
        }
        self.cartella.settle().await;
        untrack(move || self.cartella.is_ready()) && (!self.is_dirty() || self.push().await)
    }

    /// The answer to a conflict: what is on this device.
    pub fn keep_mine(self) {
        let Salvataggio::Conflitto(theirs) = self.salvataggio.get_untracked() else { return };
        self.salvataggio.set(Salvataggio::Dispositivo);
        self.know(&theirs);
    }

    /// The answer to a conflict: what the other device has saved.
    pub fn keep_theirs(self) {
        if let Salvataggio::Conflitto(theirs) = self.salvataggio.get_untracked() {
            spawn_local(self.adopt(*theirs));
        }
    }

    /// Throws the draft on this device away, and the service's copy of it.
    pub async fn throw_away(self) {
        let copia = self.bozza.with_untracked(|bozza| bozza.copia.clone());
        self.replace(Bozza::default(), Vec::new()).await;
        if let Some(id) = copia.saved() {
            let _ = self.delete(id).await;
        }
    }

    /// Has the service keep a draft that it was told to throw away, as a new one.
    pub async fn save_again(self, contenuto: BozzaContenuto) -> Result<(), Errore> {
        let body = NuovaBozza { versione: 0, contenuto };
        self.client.call::<SaveBozza>(&BozzaPath { id: draw() }, &Nulla {}, &body, Extra::default()).await.map(drop)
    }

    /// Throws a draft of the service away.
    pub async fn delete(self, id: BozzaId) -> Result<(), Errore> {
        self.client.call::<DeleteBozza>(&BozzaPath { id }, &Nulla {}, &Nulla {}, Extra::default()).await?;
        if self.bozza.with_untracked(|bozza| bozza.copia.id) == Some(id) {
            self.discard();
        }
        Ok(())
    }

    /// What is saved, followed.
    fn contenuto(self) -> BozzaContenuto {
        let datore = self.datore();
        let bozza = self.bozza.get();
        BozzaContenuto {
            datore,
            nome_datore: datore.and_then(|datore| untrack(move || self.nomi.get(datore))).unwrap_or_default(),
            gestione: bozza.gestione,
            rapporto: bozza.rapporto,
            categoria: bozza.categoria,
            versione_categorie: bozza.versione_categorie,
            oggetto: bozza.oggetto,
            testo: bozza.testo,
            allegati: self.cartella.caricati(),
            correlata: bozza.correlata,
            email_aggiuntiva: bozza.email_aggiuntiva,
            passo: bozza.passo.map(|passo| passo.slug().to_owned()).unwrap_or_default(),
        }
    }
}

impl From<BozzaVoce> for Bozza {
    fn from(voce: BozzaVoce) -> Self {
        let copia = Copia { id: Some(voce.id), versione: voce.versione, contenuto: voce.contenuto.clone() };
        let contenuto = voce.contenuto;
        Self {
            gestione: contenuto.gestione,
            rapporto: contenuto.rapporto,
            categoria: contenuto.categoria,
            versione_categorie: contenuto.versione_categorie,
            oggetto: contenuto.oggetto,
            testo: contenuto.testo,
            email_aggiuntiva: contenuto.email_aggiuntiva,
            correlata: contenuto.correlata,
            passo: Passo::from_slug(&contenuto.passo),
            chiave: String::new(),
            copia,
        }
    }
}

/// Where the page was makes no difference.
fn same(one: &BozzaContenuto, other: &BozzaContenuto) -> bool {
    let bare = |contenuto: &BozzaContenuto| BozzaContenuto { passo: String::new(), nome_datore: String::new(), ..contenuto.clone() };
    bare(one) == bare(other)
}

fn draw() -> BozzaId {
    BozzaId::from_bytes(browser::random_bytes())
}
