//! Who signs in.

use serde::{Deserialize, Serialize};

/// The three kinds of people of the correspondence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruolo {
    /// The family that employs a colf or badante.
    Datore,
    /// Consulente, association or patronato: sees the employers that delegated them.
    Intermediario,
    /// The office: works the queue of one sede.
    Operatore,
}

impl Ruolo {
    pub const ALL: [Self; 3] = [Self::Datore, Self::Intermediario, Self::Operatore];
}
