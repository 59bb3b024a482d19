//! Payments of contributions: their states, and for how long they are shown.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// As *Stato Pagamenti* names them (msg. INPS 2749/2018).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatoPagamento {
    DaEffettuare,
    /// Paid, and not yet booked.
    IncassatoInLavorazione,
    Incassato,
    DaRecuperoCrediti,
    SospensioneComunicata,
}

impl StatoPagamento {
    pub const ALL: [Self; 5] =
        [Self::DaEffettuare, Self::IncassatoInLavorazione, Self::Incassato, Self::DaRecuperoCrediti, Self::SospensioneComunicata];
}

/// The first due date that is shown on a day: five years before it.
#[must_use]
pub fn mostrati_dal(oggi: Date) -> Date {
    oggi.checked_sub(5.years()).unwrap_or(Date::MIN)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn five_years() {
        assert_eq!(mostrati_dal(date(2026, 11, 22)), date(2021, 11, 22));
        assert_eq!(mostrati_dal(date(2028, 2, 29)), date(2023, 2, 28));
        assert_eq!(mostrati_dal(Date::MIN), Date::MIN);
    }

    #[test]
    fn words() {
        let json = serde_json::to_string(&StatoPagamento::ALL).expect("plain data");
        assert_eq!(json, r#"["da_effettuare","incassato_in_lavorazione","incassato","da_recupero_crediti","sospensione_comunicata"]"#);
    }
}
