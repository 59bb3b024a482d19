//! A rapporto di lavoro of an employer.

use std::fmt;

use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::id::PersonaId;
use cassetto_domain::rapporto::{Mansione, StatoRapporto, TipoContratto};
use jiff::civil::Date;

use crate::attributi::{CONTRATTO, FINE, G1PK, G1SK, INIZIO, LAVORATORE, MANSIONE, ORE, RAPPORTO, STATO};
use crate::codice;
use crate::connessione::Store;
use crate::error::StoreError;
use crate::item::{Item, string};
use crate::keys;
use crate::primitive::Reading;

/// As the archives know it; this system never changes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Rapporto {
    pub codice: CodiceRapporto,
    /// Name and surname of the colf or badante.
    pub lavoratore: String,
    pub mansione: Mansione,
    pub stato: StatoRapporto,
    pub contratto: TipoContratto,
    pub inizio: Date,
    pub fine: Option<Date>,
    /// Hours a week by contract.
    pub ore: u8,
}

impl fmt::Debug for Rapporto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rapporto({})", self.codice)
    }
}

impl Rapporto {
    fn to_item(&self, datore: PersonaId) -> Item {
        Item::new(keys::rapporto(datore, &self.codice))
            .with_text(G1PK, keys::rapporto_per_codice(&self.codice))
            .with_text(G1SK, datore.to_string())
            .with_text(RAPPORTO, self.codice.as_str())
            .with_text(LAVORATORE, &self.lavoratore)
            .with_code(MANSIONE, self.mansione)
            .with_code(STATO, self.stato)
            .with_code(CONTRATTO, self.contratto)
            .with_text(INIZIO, codice::giorno(self.inizio))
            .with_option(FINE, self.fine, |fine| string(codice::giorno(fine)))
            .with_number(ORE, self.ore)
    }

    pub(crate) fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            codice: item.parsed(RAPPORTO)?,
            lavoratore: item.text(LAVORATORE)?.to_owned(),
            mansione: item.code(MANSIONE)?,
            stato: item.code(STATO)?,
            contratto: item.code(CONTRATTO)?,
            inizio: item.parsed(INIZIO)?,
            fine: item.optional(FINE, Item::parsed)?,
            ore: item.number(ORE)?,
        })
    }
}

impl Store {
    /// One of an employer's. 0.5 read units.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn rapporto(&self, datore: PersonaId, codice: &CodiceRapporto) -> Result<Option<Rapporto>, StoreError> {
        self.get(keys::rapporto(datore, codice), Reading::Eventual).await?.as_ref().map(Rapporto::from_item).transpose()
    }

    /// Writes a rapporto, whatever was there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_rapporto(&self, datore: PersonaId, rapporto: &Rapporto) -> Result<(), StoreError> {
        self.put(rapporto.to_item(datore)).await
    }
}
