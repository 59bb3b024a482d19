//! What a gestione allows and asks for, as versioned data (`data/profili.json`): one engine serves all of them.
//!
//! A quesito keeps the version it was sent with. The subjects of lavoro domestico are those of `data/categorie.json` with the same
//! number; the other gestioni have theirs in the profile.

use crate::allegato::TipoFile;
use crate::categoria::{Categoria, Categorie, Traduzione};
use crate::gestione::Gestione;

/// One version of one gestione's rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profilo {
    pub gestione: Gestione,
    pub allegati: Limiti,
    pub riferimento: Riferimento,
    pub pec: Pec,
    pub conservazione: Conservazione,
    /// What one may write about; its `versione` and `dal` are the profile's.
    pub argomenti: Categorie,
}

/// How many files one message may carry, how large, of which kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limiti {
    pub file: usize,
    /// Bytes of one file.
    pub byte_per_file: u64,
    /// Bytes of all files together.
    pub byte_totali: u64,
    pub tipi: &'static [TipoFile],
}

/// What a quesito is about, beside its subject: it is compulsory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Riferimento {
    /// A rapporto di lavoro of the employer.
    Rapporto,
    /// A position of the person in this gestione.
    Posizione,
}

/// Whether nothing can be sent without a PEC among the contacts (msg. INPS 2885/2016).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pec {
    Facoltativa,
    Obbligatoria,
}

/// How documents are kept. Their SHA-256 is of what was sent, whichever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Conservazione {
    ComE,
    /// With gzip (msg. INPS 4702/2020: "compressi").
    Compressa,
}

impl Profilo {
    #[must_use]
    pub const fn versione(&self) -> u32 {
        self.argomenti.versione
    }

    /// The subject with this code.
    #[must_use]
    pub fn argomento(&self, codice: &str) -> Option<&'static Categoria> {
        self.argomenti.find(codice)
    }
}

/// The version that new quesiti of a gestione are sent with: the last one.
#[must_use]
#[expect(clippy::expect_used, reason = "embedded data, looked at by this module's tests before it can ship")]
pub fn corrente(gestione: Gestione) -> &'static Profilo {
    PROFILI.iter().rev().find(|profilo| profilo.gestione == gestione).expect("a profile of each gestione in data/profili.json")
}

/// What the last version says of the PEC, without the data: the PWA's first page asks for nothing else of it, and need not bring
/// them.
#[must_use]
pub const fn pec(gestione: Gestione) -> Pec {
    match gestione {
        Gestione::LavoroDomestico | Gestione::Contribuente => Pec::Facoltativa,
        Gestione::LiberiProfessionisti => Pec::Obbligatoria,
    }
}

/// The version with this number, if there is one.
#[must_use]
pub fn versione(gestione: Gestione, versione: u32) -> Option<&'static Profilo> {
    PROFILI.iter().find(|profilo| profilo.gestione == gestione && profilo.versione() == versione)
}

static PROFILI: &[Profilo] = include!(concat!(env!("OUT_DIR"), "/profili.rs"));

#[cfg(test)]
mod tests;
