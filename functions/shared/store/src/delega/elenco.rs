//! The deleghe of a person, whichever side they are on.

use cassetto_domain::delega::StatoDelega;
use cassetto_domain::id::{DelegaId, PersonaId};
use jiff::Timestamp;
use jiff::civil::Date;

use super::Delega;
use crate::attributi::{DATORE, STORIA};
use crate::connessione::Store;
use crate::cursore;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, string};
use crate::keys::{self, AFTER};
use crate::primitive::Reading;
use crate::scorri::Pagina;

/// The three lists of deleghe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GruppoDeleghe {
    Richieste,
    Attive,
    Concluse,
}

impl Store {
    /// A delega of an employer, as it is now. 1 read unit for every 4 KB.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn delega(&self, datore: PersonaId, id: DelegaId) -> Result<Option<Delega>, StoreError> {
        self.get(keys::delega(datore, id), Reading::Strong).await?.as_ref().map(Delega::from_item).transpose()
    }

    /// A delega of an intermediary, as it is now. Two strong GetItem.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn delega_di(&self, intermediario: PersonaId, id: DelegaId) -> Result<Option<Delega>, StoreError> {
        let Some(item) = self.get(keys::delega_di(intermediario, id), Reading::Strong).await? else { return Ok(None) };
        self.delega(PersonaId::from_bytes(item.array(DATORE)?), id).await
    }

    /// The deleghe that an employer gave or was asked for, newest first. They are few: one strong Query, no pages.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn deleghe_del_datore(&self, datore: PersonaId, gruppo: GruppoDeleghe, oggi: Date) -> Result<Vec<Delega>, StoreError> {
        let items = self.partition(&keys::deleghe_del_datore(datore), None, Reading::Strong).await?;
        let mut deleghe = Vec::new();
        for item in items {
            if item.has(STORIA) {
                deleghe.push(Delega::from_item(&item)?);
            }
        }
        deleghe.retain(|delega| gruppo.holds(delega.stato_al(oggi)));
        deleghe.sort_by_key(|delega| std::cmp::Reverse(delega.aggiornata()));
        Ok(deleghe)
    }

    /// One page of an intermediary's deleghe, newest first. One strong Query, whatever their number.
    ///
    /// # Errors
    /// [`StoreError::CursorNonValido`].
    pub async fn deleghe_dell_intermediario(
        &self,
        intermediario: PersonaId,
        gruppo: GruppoDeleghe,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Pagina<Delega>, StoreError> {
        let prefix = keys::gruppo_deleghe(gruppo.code());
        let before = match cursor {
            Some(cursor) => format!("{prefix}{}", position(cursor)?),
            None => format!("{prefix}{AFTER}"),
        };
        let output = self
            .db()
            .query()
            .table_name(self.table())
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND sk BETWEEN :prefix AND :before")
            .expression_attribute_values(":pk", string(keys::deleghe_dell_intermediario(intermediario)))
            .expression_attribute_values(":prefix", string(&prefix))
            .expression_attribute_values(":before", string(&before))
            .scan_index_forward(false)
            // One to tell whether there is more, and the one that the cursor names, which the range includes.
            .limit(i32::try_from(limit + 2).unwrap_or(i32::MAX))
            .send()
            .await
            .map_err(dynamodb)?;
        let items: Vec<Item> = output.items.unwrap_or_default().into_iter().map(Item).collect();
        let mut items: Vec<&Item> = items.iter().filter(|item| item.sk().is_ok_and(|sk| sk != before)).collect();
        let more = items.len() > limit;
        items.truncate(limit);
        let last = items.last().filter(|_| more).map(|item| item.sk()).transpose()?;
        let cursor = last.and_then(|sk| sk.strip_prefix(&prefix)).map(cursore::write);
        Ok(Pagina { voci: items.into_iter().map(Delega::from_item).collect::<Result<_, _>>()?, cursor })
    }

    /// Who acts for an employer now: in whose lists a new quesito is. 2 read units.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn delegato_attivo(&self, datore: PersonaId, now: Timestamp) -> Result<Option<PersonaId>, StoreError> {
        let Some(attiva) = self.attiva(datore).await? else { return Ok(None) };
        Ok(self.concessione(attiva.intermediario, datore, now).await?.map(|_| attiva.intermediario))
    }
}

/// Instant and delega that a cursor names.
fn position(cursor: &str) -> Result<String, StoreError> {
    let position = cursore::testo(cursor)?;
    let (millis, id) = position.split_once('#').ok_or(StoreError::CursorNonValido)?;
    let is_instant = millis.len() == 13 && millis.bytes().all(|byte| byte.is_ascii_digit());
    if !is_instant || id.parse::<DelegaId>().is_err() {
        return Err(StoreError::CursorNonValido);
    }
    Ok(position)
}

impl GruppoDeleghe {
    const fn holds(self, stato: StatoDelega) -> bool {
        match self {
            Self::Richieste => matches!(stato, StatoDelega::Richiesta),
            Self::Attive => matches!(stato, StatoDelega::Attiva),
            Self::Concluse => stato.is_conclusa(),
        }
    }
}
