//! The file: a first line that says what it is, then a person a line, all JSON. It is read as it comes, so it may be of any length.

use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::contatto::Contatti;
use cassetto_domain::delega::TipoDelega;
use cassetto_domain::posizione::Posizione;
use cassetto_domain::rapporto::{Mansione, StatoRapporto, TipoContratto};
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede::{Cap, CodiceSede};
use jiff::civil::Date;
use serde::Deserialize;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intestazione {
    /// What the file is a version of, such as `persone-roma`.
    pub semi: String,
    /// Greater than that of the file before.
    pub versione: u32,
}

/// A person. `Debug` names nobody.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Riga {
    pub ruolo: Ruolo,
    pub nome: String,
    pub cognome: String,
    pub codice_fiscale: CodiceFiscale,
    /// Where an operator works.
    #[serde(default)]
    pub sede: Option<CodiceSede>,
    /// Where an employer lives.
    #[serde(default)]
    pub cap: Option<Cap>,
    /// As the archives have them; only for somebody who is new: afterwards they are the person's own to change.
    #[serde(default)]
    pub contatti: Contatti,
    /// Of an intermediary.
    #[serde(default)]
    pub tipo_delega: Option<TipoDelega>,
    #[serde(default)]
    pub rapporti: Vec<RigaRapporto>,
    #[serde(default)]
    pub posizioni: Vec<Posizione>,
    /// The PIN's argon2id hash as a PHC string; never the PIN. Without it nobody signs in as this person.
    #[serde(default)]
    pub phc: Option<String>,
}

/// A rapporto di lavoro of an employer. `Debug` names nobody.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RigaRapporto {
    pub codice: CodiceRapporto,
    pub lavoratore: String,
    pub mansione: Mansione,
    pub stato: StatoRapporto,
    pub contratto: TipoContratto,
    pub inizio: Date,
    #[serde(default)]
    pub fine: Option<Date>,
    /// Hours a week.
    pub ore: u8,
}

impl std::fmt::Debug for Riga {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Riga({:?})", self.ruolo)
    }
}

impl std::fmt::Debug for RigaRapporto {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RigaRapporto({:?})", self.stato)
    }
}

impl From<&RigaRapporto> for cassetto_store::Rapporto {
    fn from(riga: &RigaRapporto) -> Self {
        let RigaRapporto { codice, lavoratore, mansione, stato, contratto, inizio, fine, ore } = riga.clone();
        Self { codice, lavoratore, mansione, stato, contratto, inizio, fine, ore }
    }
}
