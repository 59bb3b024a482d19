//! Payments of contributions, as the archives know them; this system never changes them.

use std::fmt;

use cassetto_domain::avviso_pagamento::NumeroAvviso;
use cassetto_domain::calendario::Trimestre;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::id::PersonaId;
use cassetto_domain::pagamento::StatoPagamento;
use jiff::civil::Date;

use crate::attributi::{AVVISO, IMPORTO, LAVORATORE, PAGATO, RAPPORTO, SCADE, STATO, TRIMESTRE};
use crate::codice;
use crate::connessione::Store;
use crate::error::StoreError;
use crate::item::{Item, string};
use crate::keys;
use crate::primitive::Reading;

/// The contributions of a rapporto for a quarter.
#[derive(Clone, PartialEq, Eq)]
pub struct Pagamento {
    pub rapporto: CodiceRapporto,
    /// Name and surname of the colf or badante.
    pub lavoratore: String,
    pub trimestre: Trimestre,
    /// Euro cents.
    pub importo: u64,
    pub stato: StatoPagamento,
    pub scadenza: Date,
    pub pagato: Option<Date>,
    pub avviso: Option<NumeroAvviso>,
}

impl fmt::Debug for Pagamento {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pagamento({}, {})", self.rapporto, self.scadenza)
    }
}

impl Pagamento {
    fn to_item(&self, datore: PersonaId) -> Item {
        Item::new(keys::pagamento(datore, self.scadenza, &self.rapporto))
            .with_text(RAPPORTO, self.rapporto.as_str())
            .with_text(LAVORATORE, &self.lavoratore)
            .with_text(TRIMESTRE, format!("{}/{}", self.trimestre.anno, self.trimestre.numero))
            .with_number(IMPORTO, self.importo)
            .with_code(STATO, self.stato)
            .with_text(SCADE, codice::giorno(self.scadenza))
            .with_option(PAGATO, self.pagato, |giorno| string(codice::giorno(giorno)))
            .with_option(AVVISO, self.avviso.as_ref(), |numero| string(numero.as_str()))
    }

    fn from_item(item: &Item) -> Result<Self, StoreError> {
        let trimestre = item.text(TRIMESTRE)?.split_once('/').and_then(|(anno, numero)| Some((anno.parse().ok()?, numero.parse().ok()?)));
        let (anno, numero) = trimestre.ok_or(StoreError::Illeggibile(TRIMESTRE))?;
        Ok(Self {
            rapporto: item.parsed(RAPPORTO)?,
            lavoratore: item.text(LAVORATORE)?.to_owned(),
            trimestre: Trimestre { anno, numero },
            importo: item.number(IMPORTO)?,
            stato: item.code(STATO)?,
            scadenza: item.parsed(SCADE)?,
            pagato: item.optional(PAGATO, Item::parsed)?,
            avviso: item.optional(AVVISO, Item::parsed)?,
        })
    }
}

impl Store {
    /// The payments of an employer due from a day on, the last due first. One Query, 0.5 read units for every 4 KB.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn list_pagamenti(&self, datore: PersonaId, dal: Date) -> Result<Vec<Pagamento>, StoreError> {
        let items = self.partition(&keys::partizione_persona(datore), Some(keys::pagamenti(dal)), Reading::Eventual).await?;
        items.iter().rev().map(Pagamento::from_item).collect()
    }

    /// Writes a payment, whatever was there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_pagamento(&self, datore: PersonaId, pagamento: &Pagamento) -> Result<(), StoreError> {
        self.put(pagamento.to_item(datore)).await
    }
}
