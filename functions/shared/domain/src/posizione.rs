//! A position: what a person has in a gestione other than lavoro domestico.

use serde::{Deserialize, Serialize};

use crate::codice_rapporto::CodiceRapporto;
use crate::gestione::Gestione;

/// As the archives know it; this system never changes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Posizione {
    pub gestione: Gestione,
    /// Matricola or position number: of the same form as a codice rapporto, and in its place in a quesito.
    pub codice: CodiceRapporto,
    /// What the person calls it: "Artigiani, bottega di Roma".
    pub descrizione: String,
}
