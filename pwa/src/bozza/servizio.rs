//! The service's copy of a draft: saved a moment after the last keystroke, compared when a device takes the draft up again. An area of
//! its own, which comes with the first word of a draft.

use std::time::Duration;

use cassetto_api::bozze::{BozzaContenuto, BozzaPath, BozzaVoce, DeleteBozza, ListBozze, NuovaBozza, SaveBozza};
use cassetto_api::endpoint::Nulla;
use cassetto_api::problema::Tipo;
use cassetto_domain::id::BozzaId;
use leptos::task::spawn_local;

use super::copia::{Copia, Richiesta, SERVIZIO, Salvataggio};
use super::{Bozza, Bozze};
use crate::api::{Errore, Extra};
use crate::browser;
use crate::rotta::Passo;
use crate::vista::prelude::*;

/// Typing settles before it is saved.
const PAUSE: Duration = Duration::from_millis(1_500);

/// The area is here.
pub fn pronto() -> Nodo {
    SERVIZIO.set(Some(|bozze, richiesta| Box::pin(answer(bozze, richiesta))));
    ().nodo()
}

async fn answer(bozze: Bozze, richiesta: Richiesta) -> Result<bool, Errore> {
    match richiesta {
        Richiesta::Tieni => {
            if let Some(app) = bozze.app.try_update_value(Option::take).flatten() {
                app.with(|| bozze.keep_at_service());
            }
        }
        Richiesta::Confronta => bozze.compare_now().await,
        Richiesta::Riponi => return Ok(bozze.put_away_now().await),
        Richiesta::Riprendi(theirs) => return Ok(bozze.resume_now(*theirs).await),
        Richiesta::Elimina(id) => {
            bozze.client.call::<DeleteBozza>(&BozzaPath { id }, &Nulla {}, &Nulla {}, Extra::default()).await.map(drop)?
        }
        Richiesta::Ripristina(contenuto) => {
            let body = NuovaBozza { versione: 0, contenuto: *contenuto };
            bozze.client.call::<SaveBozza>(&BozzaPath { id: draw() }, &Nulla {}, &body, Extra::default()).await?;
        }
        Richiesta::TieniQui => {
            if let Salvataggio::Conflitto(theirs) = bozze.salvataggio.get_untracked() {
                bozze.salvataggio.set(Salvataggio::Dispositivo);
                bozze.know(&theirs);
            }
        }
        Richiesta::TieniLoro => {
            if let Salvataggio::Conflitto(theirs) = bozze.salvataggio.get_untracked() {
                bozze.adopt(*theirs).await;
            }
        }
    }
    Ok(true)
}

impl Bozze {
    /// Saves whatever changes, once typing settles.
    pub(super) fn keep_at_service(self) {
        effect(move || {
            let written = testo(&self.contenuto());
            let (ready, saved) = (self.pronta.get_untracked(), self.bozza.with_untracked(|bozza| bozza.copia.testo == written));
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

    /// Whether the service lacks something, as far as this device knows.
    fn is_dirty(self) -> bool {
        let written = self.written();
        !untrack(move || self.is_empty()) && self.bozza.with_untracked(|bozza| bozza.copia.testo != written)
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
        let written = testo(&contenuto);
        let body = NuovaBozza { versione, contenuto };
        let before = self.partito.get_value();
        self.partito.set_value(Some(written.clone()));
        let answer = self.client.call_in_background::<SaveBozza>(&BozzaPath { id }, &body).await;
        self.catch_up().await;
        if self.bozza.with_untracked(|bozza| bozza.copia.id) != Some(id) {
            return false;
        }
        match answer {
            Ok(saved) => {
                self.salvataggio.set(Salvataggio::Servizio);
                self.bozza.update(|bozza| bozza.copia = Copia { id: Some(id), versione: saved.versione, testo: written });
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
    async fn meet(self, id: BozzaId, before: Option<String>) -> bool {
        let Ok(found) = self.find(id).await else { return false };
        self.catch_up().await;
        match found {
            Some(theirs) if testo(&theirs.contenuto) == self.written() => {
                self.salvataggio.set(Salvataggio::Servizio);
                self.know(&theirs);
                true
            }
            // This device's own, whose answer never came.
            Some(theirs) if before.is_some_and(|before| testo(&theirs.contenuto) == before) => {
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

    async fn compare_now(self) {
        let Some(id) = self.bozza.with_untracked(|bozza| bozza.copia.id) else { return };
        let opened = self.written();
        let found = self.find(id).await;
        self.catch_up().await;
        let copia = self.bozza.with_untracked(|bozza| bozza.copia.clone());
        // Another draft by now, or what is being saved is told of it.
        if copia.id != Some(id) || self.in_volo.get_value() {
            return;
        }
        match found {
            Ok(Some(theirs)) if theirs.versione <= copia.versione => self.settle(),
            // This device's own, whose answer never came.
            Ok(Some(theirs)) if testo(&theirs.contenuto) == opened => {
                self.know(&theirs);
                self.settle();
            }
            Ok(Some(theirs)) if self.is_dirty() => self.salvataggio.set(Salvataggio::Conflitto(Box::new(theirs))),
            Ok(Some(theirs)) => self.adopt(theirs).await,
            Ok(None) if copia.versione == 0 || self.is_dirty() => self.bozza.update(|bozza| bozza.copia = Copia::default()),
            Ok(None) => self.replace(Bozza::default()).await,
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
        let copia = Copia { id: Some(theirs.id), versione: theirs.versione, testo: testo(&theirs.contenuto) };
        self.bozza.update(|bozza| bozza.copia = copia);
    }

    async fn adopt(self, theirs: BozzaVoce) {
        let allegati = theirs.contenuto.allegati.clone();
        self.replace(Bozza::from(theirs)).await;
        self.cartella.adopt(allegati);
        self.salvataggio.set(Salvataggio::Servizio);
    }

    async fn resume_now(self, theirs: BozzaVoce) -> bool {
        let here = self.bozza.with_untracked(|bozza| bozza.copia.clone());
        if here.id == Some(theirs.id) && (here.versione >= theirs.versione || self.is_dirty()) {
            return true;
        }
        let free = here.id == Some(theirs.id) || untrack(move || self.is_empty()) || self.put_away_now().await;
        if free {
            self.adopt(theirs).await;
        }
        free
    }

    async fn put_away_now(self) -> bool {
        self.cartella.settle().await;
        untrack(move || self.cartella.is_ready()) && (!self.is_dirty() || self.push().await)
    }

    /// What would be saved now.
    fn written(self) -> String {
        testo(&untrack(move || self.contenuto()))
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
        let copia = Copia { id: Some(voce.id), versione: voce.versione, testo: testo(&voce.contenuto) };
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

/// To tell one from another. Where the page was makes no difference.
fn testo(contenuto: &BozzaContenuto) -> String {
    let bare = BozzaContenuto { passo: String::new(), nome_datore: String::new(), ..contenuto.clone() };
    serde_json::to_string(&bare).unwrap_or_default()
}

fn draw() -> BozzaId {
    BozzaId::from_bytes(browser::random_bytes())
}
