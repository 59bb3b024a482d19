//! Deliveries: how far a notice came by one channel, what receipts make of it, how often it is tried again.
//!
//! Receipts arrive late, twice and in any order: what they make of a delivery is the greatest of what each of them says, so that
//! the order doesn't matter.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How far a delivery is, in the order in which one overrules another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatoConsegna {
    /// Not used: it stands in for a channel that fails.
    Riserva,
    /// To be sent, or sent again after a failure that may pass.
    InCoda,
    /// Taken by who carries it.
    Inviata,
    /// A receipt says that it has arrived.
    Consegnata,
    /// Who carries it gave it up although it might have passed: a full mailbox, a telephone that is off.
    Temporanea,
    /// We gave it up: nobody took it in all our attempts.
    Tecnica,
    /// There is nobody there.
    Permanente,
}

impl StatoConsegna {
    pub const ALL: [Self; 7] =
        [Self::Riserva, Self::InCoda, Self::Inviata, Self::Consegnata, Self::Temporanea, Self::Tecnica, Self::Permanente];

    /// Whether it will not arrive.
    #[must_use]
    pub const fn is_fallita(self) -> bool {
        matches!(self, Self::Temporanea | Self::Tecnica | Self::Permanente)
    }

    /// Whether it has left, as far as is known.
    #[must_use]
    pub const fn is_riuscita(self) -> bool {
        matches!(self, Self::Inviata | Self::Consegnata)
    }

    /// What a receipt makes of it. A receipt for what was not sent yet proves that it was.
    #[must_use]
    pub fn dopo(self, ricevuta: TipoRicevuta) -> Self {
        self.max(ricevuta.stato())
    }
}

/// What a receipt says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TipoRicevuta {
    /// The sender's PEC provider took it (accettazione), or who carries it is still trying.
    Accettata,
    /// It is in the mailbox, on the telephone (avvenuta consegna).
    Consegnata,
    /// Given up, though it might have passed.
    Temporanea,
    /// Nobody there.
    Permanente,
}

impl TipoRicevuta {
    pub const ALL: [Self; 4] = [Self::Accettata, Self::Consegnata, Self::Temporanea, Self::Permanente];

    const fn stato(self) -> StatoConsegna {
        match self {
            Self::Accettata => StatoConsegna::Inviata,
            Self::Consegnata => StatoConsegna::Consegnata,
            Self::Temporanea => StatoConsegna::Temporanea,
            Self::Permanente => StatoConsegna::Permanente,
        }
    }
}

/// How many attempts a delivery gets: with [`attesa`], two days.
pub const TENTATIVI: u32 = 50;

/// How many it gets when another channel stands by: two hours.
pub const TENTATIVI_CON_RISERVA: u32 = 6;

const FIRST: Duration = Duration::from_secs(5 * 60);
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// How long after attempt number `attempt`, counted from 1, the next one may follow. The first is longer than Lambda's own
/// retries of `deliver` take.
#[must_use]
pub fn attesa(attempt: u32) -> Duration {
    FIRST.saturating_mul(1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX)).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn waits_grow_to_an_hour() {
        let minutes: Vec<u64> = (1..=7).map(|attempt| attesa(attempt).as_secs() / 60).collect();
        assert_eq!(minutes, [5, 10, 20, 40, 60, 60, 60]);
        let all = |attempts: u32| (1..=attempts).map(attesa).sum::<Duration>();
        assert!(all(TENTATIVI) >= Duration::from_secs(46 * 3600));
        assert!(all(TENTATIVI_CON_RISERVA - 1) <= Duration::from_secs(3 * 3600));
        assert_eq!(attesa(u32::MAX), LONGEST);
    }

    #[test]
    fn a_state_is_one_of_four_kinds() {
        for stato in StatoConsegna::ALL {
            let waits = matches!(stato, StatoConsegna::Riserva | StatoConsegna::InCoda);
            assert_eq!(u8::from(waits) + u8::from(stato.is_riuscita()) + u8::from(stato.is_fallita()), 1, "{stato:?}");
        }
    }

    proptest! {
        /// Receipts in any order, each any number of times, end at the same state.
        #[test]
        fn the_order_of_receipts_does_not_matter(order in proptest::collection::vec(0_usize..4, 0..12), start in 1_usize..4) {
            let receipts: Vec<TipoRicevuta> = order.iter().map(|&index| TipoRicevuta::ALL[index]).collect();
            let start = StatoConsegna::ALL[start];
            let end = receipts.iter().fold(start, |stato, ricevuta| stato.dopo(*ricevuta));
            let backwards = receipts.iter().rev().fold(start, |stato, ricevuta| stato.dopo(*ricevuta));
            let twice = receipts.iter().chain(&receipts).fold(start, |stato, ricevuta| stato.dopo(*ricevuta));
            prop_assert_eq!(end, backwards);
            prop_assert_eq!(end, twice);
            prop_assert!(end >= start);
        }
    }
}
