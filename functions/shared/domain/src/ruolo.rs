//! Who signs in.

use serde::{Deserialize, Serialize};

/// The kinds of people of the correspondence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruolo {
    /// The family that employs a colf or badante.
    Datore,
    /// Consulente, association or patronato: sees the employers that delegated them.
    Intermediario,
    /// The office: works the queue of one sede.
    Operatore,
    /// Who answers for a sede: an operator who also sees its figures.
    Responsabile,
}

impl Ruolo {
    pub const ALL: [Self; 4] = [Self::Datore, Self::Intermediario, Self::Operatore, Self::Responsabile];

    /// Whether they belong to a sede.
    #[must_use]
    pub const fn is_ufficio(self) -> bool {
        matches!(self, Self::Operatore | Self::Responsabile)
    }
}
