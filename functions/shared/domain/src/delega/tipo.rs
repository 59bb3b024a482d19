//! The kinds of delegate and what each may do with the correspondence: data (`data/deleghe.json`), which can be replaced.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::categoria::Traduzione;

/// Kinds 01 to 07.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum TipoDelega {
    Cittadino,
    Patronato,
    Consulente,
    AssociazioneCategoria,
    Azienda,
    EntePubblico,
    /// Registers, varies and ends rapporti (D.Lgs. 181/2000); of the correspondence it reads only, unless configured.
    AssociazioneDatori,
}

/// What a delegate may do for the employer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Diritti {
    pub legge: bool,
    pub scrive: bool,
}

/// The text is not one of the codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of delega")]
pub struct TipoDelegaError;

struct Riga {
    codice: &'static str,
    nome: Traduzione,
    legge: bool,
    scrive: bool,
}

static TABELLA: &[Riga] = include!(concat!(env!("OUT_DIR"), "/deleghe.rs"));

impl TipoDelega {
    pub const ALL: [Self; 7] = [
        Self::Cittadino,
        Self::Patronato,
        Self::Consulente,
        Self::AssociazioneCategoria,
        Self::Azienda,
        Self::EntePubblico,
        Self::AssociazioneDatori,
    ];

    /// Two digits.
    #[must_use]
    pub const fn codice(self) -> &'static str {
        match self {
            Self::Cittadino => "01",
            Self::Patronato => "02",
            Self::Consulente => "03",
            Self::AssociazioneCategoria => "04",
            Self::Azienda => "05",
            Self::EntePubblico => "06",
            Self::AssociazioneDatori => "07",
        }
    }

    /// # Errors
    /// Any other text than [`Self::codice`] gives.
    pub fn parse(codice: &str) -> Result<Self, TipoDelegaError> {
        Self::ALL.into_iter().find(|tipo| tipo.codice() == codice.trim()).ok_or(TipoDelegaError)
    }

    /// What the data call it.
    #[must_use]
    pub fn nome(self) -> &'static Traduzione {
        &self.riga().nome
    }

    /// What the data let it do.
    #[must_use]
    pub fn diritti(self) -> Diritti {
        let riga = self.riga();
        Diritti { legge: riga.legge, scrive: riga.scrive }
    }

    #[expect(clippy::expect_used, reason = "embedded data, looked at by this module's tests before it can ship")]
    fn riga(self) -> &'static Riga {
        TABELLA.iter().find(|riga| riga.codice == self.codice()).expect("every kind is in data/deleghe.json")
    }
}

impl fmt::Display for TipoDelega {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.codice())
    }
}

impl TryFrom<String> for TipoDelega {
    type Error = TipoDelegaError;

    fn try_from(text: String) -> Result<Self, TipoDelegaError> {
        Self::parse(&text)
    }
}

impl From<TipoDelega> for String {
    fn from(tipo: TipoDelega) -> Self {
        tipo.codice().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_name_every_kind_once() {
        assert_eq!(TABELLA.len(), TipoDelega::ALL.len());
        for tipo in TipoDelega::ALL {
            assert!(!tipo.nome().it.is_empty() && !tipo.nome().en.is_empty());
            assert_eq!(TipoDelega::parse(tipo.codice()), Ok(tipo));
        }
        for bad in ["", "00", "08", "7", "1", "consulente"] {
            assert_eq!(TipoDelega::parse(bad), Err(TipoDelegaError), "{bad}");
        }
    }

    #[test]
    fn an_association_of_employers_reads_only() {
        for tipo in TipoDelega::ALL {
            let expected = Diritti { legge: true, scrive: tipo != TipoDelega::AssociazioneDatori };
            assert_eq!(tipo.diritti(), expected, "{tipo}");
        }
    }
}
