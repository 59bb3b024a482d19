//! The words of a rapporto di lavoro, after INPS's vocabularies (INPS-it/NDC, CC BY 4.0).

use serde::{Deserialize, Serialize};

/// Iscritto -> (attivo | in verifica) -> (cessato | annullato | respinto).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatoRapporto {
    Iscritto,
    Attivo,
    InVerifica,
    Cessato,
    Annullato,
    Respinto,
}

impl StatoRapporto {
    pub const ALL: [Self; 6] = [Self::Iscritto, Self::Attivo, Self::InVerifica, Self::Cessato, Self::Annullato, Self::Respinto];
}

/// Vocabulary `tipo_contratto`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TipoContratto {
    /// Non definito.
    Nd,
    /// Tempo determinato.
    Tde,
    /// Tempo determinato in sostituzione.
    Tds,
    /// Tempo indeterminato.
    Tin,
}

impl TipoContratto {
    pub const ALL: [Self; 4] = [Self::Nd, Self::Tde, Self::Tds, Self::Tin];

    /// The `id` of the vocabulary.
    #[must_use]
    pub const fn codice(self) -> &'static str {
        match self {
            Self::Nd => "ND",
            Self::Tde => "TDE",
            Self::Tds => "TDS",
            Self::Tin => "TIN",
        }
    }
}

/// Vocabulary `tipo_mansione_lavoratore_domestico`; the discriminant is its `id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mansione {
    Colf = 0,
    Badante = 1,
}

impl Mansione {
    pub const ALL: [Self; 2] = [Self::Colf, Self::Badante];

    /// The `id` of the vocabulary.
    #[must_use]
    pub const fn codice(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let json = serde_json::to_string(&(StatoRapporto::ALL, TipoContratto::ALL, Mansione::ALL)).expect("plain data");
        assert_eq!(
            json,
            r#"[["iscritto","attivo","in_verifica","cessato","annullato","respinto"],["nd","tde","tds","tin"],["colf","badante"]]"#
        );
        assert_eq!(TipoContratto::ALL.map(TipoContratto::codice), ["ND", "TDE", "TDS", "TIN"]);
        assert_eq!(Mansione::ALL.map(Mansione::codice), [0, 1]);
    }
}
