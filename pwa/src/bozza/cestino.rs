//! Drafts that were thrown away a moment ago: they can come back until the person has moved on.

use cassetto_domain::id::{BozzaId, PersonaId};

use super::{Bozza, Bozze, slot};
use crate::memoria::{self, prefix};
use crate::{browser, cartella};

/// What is thrown away can come back for so long.
const KEPT_MILLIS: u64 = 3_600_000;

/// A draft as it was, to be taken up again.
#[derive(Clone)]
pub struct Scarto {
    bozza: Bozza,
    /// Where its documents are.
    slot: String,
}

fn area(persona: PersonaId) -> String {
    format!("{}cestino/", prefix(persona))
}

/// Forgets what nobody has taken back.
pub(super) async fn empty(persona: PersonaId) {
    let area = area(persona);
    for key in memoria::keys(&area).await {
        let thrown = key.strip_prefix(&area).and_then(|rest| rest.split('/').next()).and_then(|time| time.parse::<u64>().ok());
        if thrown.is_none_or(|thrown| browser::now_whole().saturating_sub(thrown) > KEPT_MILLIS) {
            memoria::forget(&key).await;
        }
    }
}

impl Bozze {
    /// Throws the draft on this device away, and the service's copy of it; gives it back for a change of mind.
    pub async fn throw_out(self) -> Option<Scarto> {
        let chi = self.chi.get_value()?;
        let bozza = self.bozza.get_untracked();
        let place = format!("{}{}", area(chi.0), browser::now_whole());
        cartella::copy(&slot(chi), &place).await;
        self.throw_away().await;
        Some(Scarto { bozza, slot: place })
    }

    /// Takes it back, as a new draft of the service. False when another one is in its place.
    pub async fn take_back(self, scarto: Scarto) -> bool {
        let bozza = Bozza { copia: super::Copia::default(), ..scarto.bozza };
        let back = self.take_over(bozza, &scarto.slot).await;
        if back {
            memoria::forget(&format!("{}/", scarto.slot)).await;
        }
        back
    }

    /// Whether this draft of the service is the one on this device.
    pub fn is_here(self, id: BozzaId) -> bool {
        self.bozza.with_untracked(|bozza| bozza.copia.id) == Some(id)
    }
}
