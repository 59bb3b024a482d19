//! Summaries: the notices of an intermediary that fall into one slot go out as one e-mail.
//!
//! The ticket of a summary is named by person and slot, so that every notice of the slot writes the same one, and one that comes
//! after it was sent writes it again: none is lost.

use aws_sdk_dynamodb::types::AttributeValue;
use cassetto_domain::consegna::StatoConsegna;
use cassetto_domain::id::{AvvisoId, PersonaId};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::attributi::CONSEGNE;
use crate::avviso::Avviso;
use crate::connessione::Store;
use crate::error::StoreError;
use crate::keys;
use crate::outbox::{Biglietto, GenereBiglietto};
use crate::primitive::Reading;

/// How long notices are gathered.
const SLOT: SignedDuration = SignedDuration::from_mins(30);

/// Beginning and end of the slot that an instant is in.
fn slot(now: Timestamp) -> (Timestamp, Timestamp) {
    let length = SLOT.as_secs();
    let begin = now.as_second().div_euclid(length) * length;
    let at = |second| Timestamp::from_second(second).unwrap_or(now);
    (at(begin), at(begin + length))
}

/// The identifier of a person's summary of the slot that an instant is in.
pub(crate) fn id(persona: PersonaId, now: Timestamp) -> AvvisoId {
    first_half(Sha256::new().chain_update("riepilogo").chain_update(persona.as_bytes()).chain_update(keys::millisecondi(slot(now).0)))
}

/// The ticket of that summary: due when the slot is over.
pub(crate) fn biglietto(persona: PersonaId, now: Timestamp) -> Biglietto {
    let (creato, fino) = slot(now);
    let genere = GenereBiglietto::Riepilogo { fino };
    Biglietto {
        id: id(persona, now),
        persona,
        creato,
        genere,
        inizio: fino,
        tentativi: 0,
        prossimo: fino,
        codice: None,
        correlazione: None,
    }
}

/// The first sixteen bytes of a hash, which are as random as what went into it.
pub(crate) fn first_half(hash: Sha256) -> AvvisoId {
    let bytes: [u8; 32] = hash.finalize().into();
    let mut half = [0; 16];
    half.copy_from_slice(&bytes[..16]);
    AvvisoId::from_bytes(half)
}

impl Store {
    /// The notices of a summary that are still to be sent in it. One strong Query.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn da_riepilogare(&self, biglietto: &Biglietto) -> Result<Vec<Avviso>, StoreError> {
        let avvisi = self.avvisi_of_slot(biglietto.persona, biglietto.creato).await?;
        let waits = |avviso: &Avviso| {
            avviso.consegne.iter().any(|consegna| consegna.riepilogo == Some(biglietto.id) && consegna.stato == StatoConsegna::InCoda)
        };
        Ok(avvisi.into_iter().filter(waits).collect())
    }

    /// All notices of a person in the slot that begins then.
    pub(crate) async fn avvisi_of_slot(&self, persona: PersonaId, creato: Timestamp) -> Result<Vec<Avviso>, StoreError> {
        let (from, to) = slot(creato);
        let range = (keys::millisecondi(from), keys::millisecondi(to));
        let items = self.partition(&keys::avvisi_di(persona), Some(range), Reading::Strong).await?;
        items.iter().filter(|item| matches!(item.0.get(CONSEGNE), Some(AttributeValue::L(_)))).map(Avviso::from_item).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_has_one_ticket() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (one, other) = (PersonaId::from_bytes([1; 16]), PersonaId::from_bytes([2; 16]));
        let first = biglietto(one, at("2026-11-23T11:00:00Z"));
        assert_eq!((first.creato, first.prossimo), (at("2026-11-23T11:00:00Z"), at("2026-11-23T11:30:00Z")));
        assert_eq!(biglietto(one, at("2026-11-23T11:29:59.999Z")), first);
        assert_ne!(biglietto(one, at("2026-11-23T11:30:00Z")).id, first.id);
        assert_ne!(biglietto(other, at("2026-11-23T11:00:00Z")).id, first.id);
    }
}
