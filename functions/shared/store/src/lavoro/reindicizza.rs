//! Whose lists a quesito is in follows who acts for its employer. Nobody's access depends on it: a list checks the grants itself.

use cassetto_domain::id::{PersonaId, QuesitoId};
use jiff::Timestamp;

use super::{LEASE, Lavoro, LavoroInAttesa, SECOND_PASS};
use crate::attributi::{DELEGATO, G1SK, G3PK, G3SK, G4PK, G4SK, G5PK, G5SK, LETTO, VERSIONE};
use crate::connessione::Store;
use crate::error::StoreError;
use crate::keys::{self, AFTER};
use crate::primitive::Reading;
use crate::quesito::Quesito;
use crate::scorri::{Indice, Scorri, Verso};

/// How many quesiti are looked at before the work notes how far it has come.
const STEP: usize = 25;

/// How many steps one turn takes.
const STEPS: usize = 40;

/// What says in which lists of whom a quesito is.
const PLACES: [&str; 7] = [DELEGATO, G3PK, G3SK, G4PK, G4SK, G5PK, G5SK];

impl Store {
    pub(super) async fn work_reindicizza(&self, mut mine: LavoroInAttesa, now: Timestamp) -> Result<(), StoreError> {
        for _ in 0..STEPS {
            let Lavoro::Reindicizza { datore, nonce, posizione, passata } = mine.lavoro.clone() else { return Ok(()) };
            let last = self.reindex_step(datore, posizione.as_deref()).await?;
            let next = match (last, passata) {
                (Some(posizione), _) => (Lavoro::Reindicizza { datore, nonce, posizione: Some(posizione), passata }, now + LEASE),
                (None, 1) => (Lavoro::Reindicizza { datore, nonce, posizione: None, passata: 2 }, now + SECOND_PASS),
                (None, _) => return self.finish_lavoro(&mine).await,
            };
            let ended = matches!(next.0, Lavoro::Reindicizza { posizione: None, .. });
            mine = match self.note_lavoro(&mine, &next.0, next.1).await? {
                Some(moved) if !ended => moved,
                // The pass is over, or somebody else has it.
                _ => return Ok(()),
            };
        }
        Ok(())
    }

    /// As [`Store::move_lavoro`], also where the time stays the same.
    async fn note_lavoro(&self, from: &LavoroInAttesa, to: &Lavoro, quando: Timestamp) -> Result<Option<LavoroInAttesa>, StoreError> {
        if from.quando != quando {
            return self.move_lavoro(from, to, quando).await;
        }
        self.put(to.to_item(quando)).await?;
        Ok(Some(LavoroInAttesa { lavoro: to.clone(), quando }))
    }

    /// Some quesiti after `posizione`, each put where it belongs; the last one's position when there may be more.
    async fn reindex_step(&self, datore: PersonaId, posizione: Option<&str>) -> Result<Option<String>, StoreError> {
        let mut scorri = Scorri {
            indice: Indice::G1,
            partizione: keys::quesiti_del_datore(datore),
            dal: "0".to_owned(),
            al: AFTER.to_string(),
            verso: Verso::Crescente,
            limit: STEP,
            filtered: false,
        };
        if let Some(posizione) = posizione {
            scorri.after(posizione);
        }
        let page = self
            .scorri(
                scorri,
                |item| {
                    let sort = item.text(G1SK)?;
                    keys::parse_presentato(sort).map(|(_, id)| Some((id, sort.to_owned()))).ok_or(StoreError::Illeggibile(G1SK))
                },
                |sk| Some(sk.to_owned()),
            )
            .await?;
        // As it is at every step: a delega that changed meanwhile has its own work, after this one.
        let delegato = self.attiva(datore).await?.map(|attiva| attiva.intermediario);
        for (id, _) in &page.voci {
            self.reindex(*id, delegato).await?;
        }
        Ok(page.cursor)
    }

    /// Puts one quesito in the lists of `delegato`. One that moves on meanwhile is tried again.
    async fn reindex(&self, id: QuesitoId, delegato: Option<PersonaId>) -> Result<(), StoreError> {
        for _ in 0..3 {
            let Some(old) = self.get(keys::testata(id), Reading::Strong).await? else { return Ok(()) };
            let new = Quesito { delegato, ..Quesito::from_item(&old)? }.to_item();
            // On condition that what the places follow from is as it was seen.
            if self.riscrivi(keys::testata(id), (&old, &new), &PLACES, &[VERSIONE, LETTO]).await? {
                return Ok(());
            }
        }
        Ok(())
    }
}
