//! The rows that a law ties to another one, read as they are now.

use std::collections::BTreeSet;

use cassetto_domain::id::{AvvisoId, DelegaId, PersonaId, QuesitoId};
use cassetto_domain::protocollo::{NumeroProtocollo, Protocollo};
use cassetto_domain::sede::CodiceSede;
use jiff::Timestamp;

use super::righe;
use crate::attributi::SK;
use crate::avviso::Avviso;
use crate::concessione::Concessione;
use crate::connessione::Store;
use crate::delega::{Delega, in_gruppo};
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, string};
use crate::keys::{self, AFTER};
use crate::primitive::Reading;
use crate::registro::Registrazione;
use crate::thread::Voce;

/// Which delega of an employer is active, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttivaVista {
    pub datore: PersonaId,
    pub delega: DelegaId,
    pub intermediario: PersonaId,
}

impl AttivaVista {
    pub(super) fn read(item: &Item, datore: PersonaId) -> Result<Self, StoreError> {
        let attiva = crate::delega::Attiva::from_item(item)?;
        Ok(Self { datore, delega: attiva.delega, intermediario: attiva.intermediario })
    }
}

impl Store {
    /// Registrations of a register by number, from the one after `dopo`; fewer than `limit` when there are no more. One Query.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn registrazioni_dopo(
        &self,
        sede: CodiceSede,
        anno: i16,
        dopo: NumeroProtocollo,
        limit: u16,
    ) -> Result<Vec<Registrazione>, StoreError> {
        let (first, last) = keys::registrazioni_da(dopo.successivo());
        let query = self.db().query().table_name(self.table()).consistent_read(true).limit(i32::from(limit));
        let output = query
            .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
            .expression_attribute_values(":pk", string(keys::registro(sede, anno)))
            .expression_attribute_values(":first", string(first))
            .expression_attribute_values(":last", string(last))
            .send()
            .await
            .map_err(dynamodb)?;
        output.items.unwrap_or_default().into_iter().map(|item| righe::registrazione(&Item(item))).collect()
    }

    /// Registrations, in no order; those that are not there are left out. A hundred at most, one BatchGetItem.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn registrazioni(&self, protocolli: &[Protocollo]) -> Result<Vec<Registrazione>, StoreError> {
        // What is broken may name one twice; a batch may not.
        let once: BTreeSet<&Protocollo> = protocolli.iter().collect();
        let items = self.get_batch_reading(once.into_iter().map(keys::registrazione), Reading::Strong).await?;
        items.iter().map(righe::registrazione).collect()
    }

    /// Entries, in no order; those that are not there are left out. A hundred at most, one BatchGetItem.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn voci(&self, voci: &[(QuesitoId, u32)]) -> Result<Vec<(QuesitoId, Voce)>, StoreError> {
        let once: BTreeSet<_> = voci.iter().collect();
        let keys = once.into_iter().map(|(quesito, versione)| keys::voce(*quesito, *versione));
        let items = self.get_batch_reading(keys, Reading::Strong).await?;
        let read = |item: &Item| {
            let quesito = item.text(crate::attributi::PK)?.strip_prefix("Q#").and_then(|id| id.parse().ok());
            Ok((quesito.ok_or(StoreError::Illeggibile(crate::attributi::PK))?, Voce::from_item(item)?))
        };
        items.iter().map(read).collect()
    }

    /// The notices that a person was told at one instant. One Query.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn avvisi_al(&self, persona: PersonaId, quando: Timestamp) -> Result<Vec<Avviso>, StoreError> {
        let millis = keys::millisecondi(quando);
        let range = (format!("{millis}#"), format!("{millis}#{AFTER}"));
        let items = self.partition(&keys::avvisi_di(persona), Some(range), Reading::Strong).await?;
        items.iter().map(Avviso::from_item).collect()
    }

    /// One notice. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn avviso_scritto(&self, persona: PersonaId, creato: Timestamp, id: AvvisoId) -> Result<Option<Avviso>, StoreError> {
        self.read_avviso(keys::avviso_di(persona, creato, id)).await
    }

    /// Which delega of an employer is active. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn delega_attiva(&self, datore: PersonaId) -> Result<Option<AttivaVista>, StoreError> {
        let attiva = self.attiva(datore).await?;
        Ok(attiva.map(|attiva| AttivaVista { datore, delega: attiva.delega, intermediario: attiva.intermediario }))
    }

    /// What lets an intermediary see an employer, whatever day it is. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn concessione_scritta(&self, intermediario: PersonaId, datore: PersonaId) -> Result<Option<Concessione>, StoreError> {
        self.get(keys::concessione(intermediario, datore), Reading::Strong).await?.as_ref().map(Concessione::from_item).transpose()
    }

    /// Whether the intermediary's copies of a delega are as the employer's. 2 read units.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn delega_in_copia(&self, delega: &Delega) -> Result<bool, StoreError> {
        let place = in_gruppo(delega);
        let listed = self.get(place.clone(), Reading::Strong).await?;
        let whose = self.get(keys::delega_di(delega.intermediario.id, delega.id), Reading::Strong).await?;
        let datore = whose.map(|item| item.array(crate::attributi::DATORE)).transpose()?.map(PersonaId::from_bytes);
        Ok(listed.is_some_and(|item| item.0 == delega.to_item(place).0) && datore == Some(delega.datore.id))
    }

    /// The annulment of a registration among those of a day. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn is_annullata(&self, sede: CodiceSede, protocollo: &Protocollo) -> Result<bool, StoreError> {
        let ending = keys::registrazione(protocollo).sk;
        let items = self.partition(&keys::annullamenti(sede), None, Reading::Strong).await?;
        let ending = format!("#{}#{ending}", protocollo.anno());
        items.iter().map(|item| item.text(SK)).try_fold(false, |found, sk| Ok(found || sk?.ends_with(&ending)))
    }
}
