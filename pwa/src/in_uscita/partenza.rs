//! When something leaves: at once, or by itself later, one entry after the other.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use cassetto_api::problema::Problema;
use cassetto_domain::id::PersonaId;
use leptos::task::spawn_local;

use super::spedizione::{self, Mittente, Risposta};
use super::{Cosa, InUscita, Stato, Voce, magazzino};
use crate::cartella::{self, Cartella};
use crate::vista::prelude::*;
use crate::{browser, turno};

const TURNO: &str = "cassetto-uscita";
pub(super) const FIRST_MILLIS: u64 = 5_000;
const LAST_MILLIS: u64 = 300_000;

/// How a send that the person waits for ended.
pub enum Partenza {
    Arrivata(Risposta),
    /// It stays in the queue.
    InCoda,
    /// It leaves once the person has signed in.
    Accesso,
    /// Nothing of it stays here: who wrote it has it before them.
    Rifiutata(Box<Problema>),
    /// Not even kept: this device has no room.
    NonTenuta,
}

impl InUscita {
    /// Sends something that the person has just finished, and says how it went. With documents that are at hand already in
    /// `cartella`; the device keeps them from before the first try, and from then on the page that has them may go.
    pub async fn send(self, id: String, cosa: Cosa, cartella: Cartella) -> Partenza {
        let Some(persona) = self.persona.get_untracked() else { return Partenza::Accesso };
        let volta = cartella.volta();
        // A photograph that is still being made ready belongs to it.
        cartella.prepared().await;
        // Whether they are still this draft's documents.
        let same = move || volta > 0 && cartella.volta() == volta;
        if !same() {
            return Partenza::NonTenuta;
        }
        let slot = cartella.slot();
        let mut voce = Voce::new(id, cosa, browser::now(), cartella.quanti());
        // A second press of the button, or the same draft after a restart: what went out stays what it was.
        if let Some(known) = magazzino::one(persona, &voce.id).await.filter(Voce::is_unclear) {
            voce = known;
        }
        let kept = cartella::copy(&slot, &magazzino::slot(persona, &voce.id)).await && magazzino::save(persona, &voce).await;
        if !browser::is_online() && kept {
            self.reload(persona).await;
            return Partenza::InCoda;
        }
        let answer = self.turn(persona, voce.id.clone(), Some((voce.clone(), (cartella, volta)))).await;
        let (voce, risposta) = answer.unwrap_or((voce, None));
        if let Some(risposta) = risposta {
            magazzino::remove(persona, &voce.id).await;
            self.reload(persona).await;
            return Partenza::Arrivata(risposta);
        }
        let partenza = match &voce.stato {
            // Where nobody is there to correct it, it waits here.
            Stato::DaCorreggere(problema) if !voce.is_unclear() && (same() || !kept) => {
                magazzino::remove(persona, &voce.id).await;
                Partenza::Rifiutata(problema.clone())
            }
            _ if !kept => {
                magazzino::remove(persona, &voce.id).await;
                Partenza::NonTenuta
            }
            Stato::Accesso => Partenza::Accesso,
            _ => Partenza::InCoda,
        };
        self.reload(persona).await;
        self.wait();
        partenza
    }

    /// Tries one entry in this tab's turn: as the device has it by then, or as `begun` when the device could not keep it.
    pub(super) async fn turn(
        self,
        persona: PersonaId,
        id: String,
        begun: Option<(Voce, (Cartella, u32))>,
    ) -> Option<(Voce, Option<Risposta>)> {
        let outcome = Rc::new(Cell::new(None));
        let put = Rc::clone(&outcome);
        turno::take(TURNO, async move {
            let kept = magazzino::one(persona, &id).await;
            let (voce, cartella) = begun.map_or((None, None), |(voce, cartella)| (Some(voce), Some(cartella)));
            let Some(mut voce) = kept.or(voce) else { return };
            if voce.stato != Stato::InCoda {
                put.set(Some((voce, None)));
                return;
            }
            self.in_partenza.set(Some(id));
            let risposta = spedizione::leave(Mittente { client: self.client, persona, cartella }, &mut voce).await;
            self.in_partenza.set(None);
            put.set(Some((voce, risposta)));
        })
        .await;
        outcome.take()
    }

    /// Tries all that waits, the oldest first, until one finds no network.
    pub(super) fn flush(self) {
        let Some(persona) = self.persona.get_untracked() else { return };
        if self.busy.get_value() {
            return;
        }
        self.stop();
        let waiting = self.voci.with_untracked(|voci| {
            let ids = voci.iter().rev().filter(|voce| voce.stato == Stato::InCoda).map(|voce| (voce.id.clone(), voce.tentativi));
            ids.collect::<Vec<_>>()
        });
        if waiting.is_empty() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            for (id, before) in waiting {
                let after = self.turn(persona, id, None).await;
                self.reload(persona).await;
                if after.is_some_and(|(voce, _)| voce.tentativi > before || voce.stato == Stato::Accesso) {
                    break;
                }
            }
            self.busy.set_value(false);
            self.wait();
        });
    }

    /// Tries what waits, when there is a network.
    pub(super) fn wake(self) {
        self.pause.set_value(FIRST_MILLIS);
        if let Some(persona) = self.persona.get_untracked() {
            spawn_local(async move {
                self.reload(persona).await;
                if browser::is_online() {
                    self.flush();
                }
            });
        }
    }

    /// Tries again after a while: each time a longer one.
    fn wait(self) {
        self.stop();
        let pause = self.pause.get_value();
        self.pause.set_value((pause * 2).min(LAST_MILLIS));
        let again = move || {
            if browser::is_online() && !browser::is_hidden() {
                self.flush();
            }
        };
        if self.voci.with_untracked(|voci| voci.iter().any(|voce| voce.stato == Stato::InCoda)) {
            self.timer.set_value(set_timeout_with_handle(again, Duration::from_millis(pause)).ok());
        }
    }

    /// Not by itself any more, for now.
    pub(super) fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}
