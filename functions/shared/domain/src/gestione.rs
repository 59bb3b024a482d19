//! The schemes that the correspondence is about. What each one allows is data: `profilo`.

use serde::{Deserialize, Serialize};

/// A gestione with a cassetto of its own (msg. INPS 2749/2018, 4702/2020, 2885/2016).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gestione {
    /// Families that employ a colf or badante.
    #[default]
    LavoroDomestico,
    /// Comunicazione bidirezionale 2.0 of the contribuente.
    Contribuente,
    LiberiProfessionisti,
}

impl Gestione {
    pub const ALL: [Self; 3] = [Self::LavoroDomestico, Self::Contribuente, Self::LiberiProfessionisti];
}
