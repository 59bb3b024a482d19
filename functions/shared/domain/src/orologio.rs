//! The clock of an answer: by when, how it stands still while a document is awaited, and how close its end is.
//!
//! Days are calendar days in Europe/Rome, whatever the hour: a day of 23 or 25 hours is one day. A term that would end on a day on
//! which the sede is closed ends on the next one on which it is open (c.c. art. 2963; L. 241/1990 art. 2).

use std::cmp::Ordering;

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendario::prossimo_lavorativo;
use crate::sede::Sede;

/// The term for the answer unless a category says otherwise, in calendar days (L. 241/1990 art. 2).
pub const GIORNI_RISPOSTA: u16 = 30;

/// Days that a citizen has for a document unless the operator says otherwise, and the most that can be given.
pub const GIORNI_DOCUMENTO: u16 = 15;
pub const GIORNI_DOCUMENTO_MASSIMI: u16 = 90;

/// From this many days on, a term is near.
pub const GIORNI_IN_SCADENZA: i32 = 5;

/// By when the office answers what was presented on `presentata`, a day that doesn't count itself.
#[must_use]
pub fn termine(presentata: Date, giorni: u16, sede: &Sede) -> Date {
    lavorativo(after(presentata, giorni.into()), sede)
}

/// The term of a clock that stood still from `dal` and goes on `oggi`: later by the days in between, then moved to a working day.
#[must_use]
pub fn riprendi(termine: Date, dal: Date, oggi: Date, sede: &Sede) -> Date {
    match giorni_tra(dal, oggi) {
        // Nothing to give back: the term is the one that was promised.
        ..=0 => termine,
        fermi => lavorativo(after(termine, fermi), sede),
    }
}

/// By when a citizen is asked for a document on `oggi`, unless the operator says otherwise.
#[must_use]
pub fn entro_predefinito(oggi: Date, sede: &Sede) -> Date {
    lavorativo(after(oggi, GIORNI_DOCUMENTO.into()), sede)
}

/// Why a day can't be the last one for a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EntroError {
    #[error("before tomorrow")]
    TroppoPresto,
    #[error("later than 90 days")]
    TroppoTardi,
}

/// The day that an operator chose as the last one for a document: from tomorrow to 90 days from `oggi`.
///
/// # Errors
/// When it is another one.
pub fn entro(scelto: Date, oggi: Date) -> Result<Date, EntroError> {
    match giorni_tra(oggi, scelto) {
        ..=0 => Err(EntroError::TroppoPresto),
        giorni if giorni > GIORNI_DOCUMENTO_MASSIMI.into() => Err(EntroError::TroppoTardi),
        _ => Ok(scelto),
    }
}

/// How close the end of a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fascia {
    InTempo,
    /// At most [`GIORNI_IN_SCADENZA`] days are left.
    InScadenza,
    ScadeOggi,
    Scaduto,
    /// A document is awaited from the citizen.
    Fermo,
}

impl Fascia {
    pub const ALL: [Self; 5] = [Self::InTempo, Self::InScadenza, Self::ScadeOggi, Self::Scaduto, Self::Fermo];

    /// A name that stays the same: of a text, of a column, of a style.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InTempo => "in_tempo",
            Self::InScadenza => "in_scadenza",
            Self::ScadeOggi => "scade_oggi",
            Self::Scaduto => "scaduto",
            Self::Fermo => "fermo",
        }
    }
}

/// What a clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Orologio {
    pub fascia: Fascia,
    /// Days left; negative the days over. Of a clock that stands still, as they were when it stopped.
    pub giorni: i32,
}

impl Orologio {
    /// The clock on `oggi` of a term that stands still since `fermo_dal`, if it does.
    #[must_use]
    pub fn of(termine: Date, fermo_dal: Option<Date>, oggi: Date) -> Self {
        let giorni = giorni_tra(fermo_dal.unwrap_or(oggi), termine);
        let fascia = match (fermo_dal, giorni.cmp(&0)) {
            (Some(_), _) => Fascia::Fermo,
            (None, Ordering::Less) => Fascia::Scaduto,
            (None, Ordering::Equal) => Fascia::ScadeOggi,
            (None, Ordering::Greater) if giorni <= GIORNI_IN_SCADENZA => Fascia::InScadenza,
            (None, Ordering::Greater) => Fascia::InTempo,
        };
        Self { fascia, giorni }
    }
}

/// Days from one date to another; negative when it is before.
#[must_use]
pub fn giorni_tra(dal: Date, al: Date) -> i32 {
    // Both are dates: the calendar's whole width is some four million days.
    dal.until(al).map_or(0, |span| span.get_days())
}

fn after(data: Date, giorni: i32) -> Date {
    data.saturating_add(Span::new().days(giorni))
}

fn lavorativo(data: Date, sede: &Sede) -> Date {
    prossimo_lavorativo(data, Some(sede.patrono))
}

#[cfg(test)]
mod tests;
