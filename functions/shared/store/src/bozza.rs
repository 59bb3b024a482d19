//! Drafts: each in its author's own partition, so that nobody else's can be named.
//!
//! What a draft holds is a JSON text of the API's: nothing here looks into it, and nothing is checked but at sending.

use std::fmt;

use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{Delete, Select, TransactWriteItem};
use cassetto_domain::bozza::{GIORNI_BOZZA, MASSIMO_BOZZE};
use cassetto_domain::id::{BozzaId, PersonaId};
use jiff::{SignedDuration, Timestamp};

use crate::attributi::{AGGIORNATO, CONTENUTO, SK, TTL, VERSIONE};
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb, unbuilt};
use crate::invio::{EsitoInvio, NuovoInvio};
use crate::item::{Item, number, string};
use crate::keys;
use crate::primitive::Reading;

/// How long a draft lives after it was saved.
const LIFE: SignedDuration = SignedDuration::from_hours(GIORNI_BOZZA * 24);

/// A draft.
#[derive(Clone, PartialEq, Eq)]
pub struct Bozza {
    pub id: BozzaId,
    /// Grows by one at each save.
    pub versione: u32,
    pub salvata: Timestamp,
    /// Personal data.
    pub contenuto: String,
}

/// How a save ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EsitoBozza {
    /// With its new version.
    Salvata(u32),
    /// There are as many as a person may have: nothing written.
    Troppe,
}

impl fmt::Debug for Bozza {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bozza({}, version {})", self.id, self.versione)
    }
}

impl Bozza {
    /// After this it is gone.
    #[must_use]
    pub fn scade(&self) -> Timestamp {
        self.salvata + LIFE
    }

    fn to_item(&self, persona: PersonaId) -> Item {
        Item::new(keys::bozza(persona, self.id))
            .with_number(VERSIONE, self.versione)
            .with_instant(AGGIORNATO, self.salvata)
            .with_text(CONTENUTO, &self.contenuto)
            .with_ttl(self.scade())
    }

    fn from_item(item: &Item) -> Result<Self, StoreError> {
        let id = item.sk()?.strip_prefix(keys::BOZZE).and_then(|id| id.parse().ok());
        Ok(Self {
            id: id.ok_or(StoreError::Illeggibile(SK))?,
            versione: item.number(VERSIONE)?,
            salvata: item.instant(AGGIORNATO)?,
            contenuto: item.text(CONTENUTO)?.to_owned(),
        })
    }
}

impl Store {
    /// A person's drafts, the last saved first. One Query, 0.5 read units for every 4 KB: a draft is as long as its text.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn list_bozze(&self, persona: PersonaId, now: Timestamp) -> Result<Vec<Bozza>, StoreError> {
        let mut bozze = Vec::new();
        for item in self.partition(&keys::partizione_persona(persona), Some(keys::bozze()), Reading::Strong).await? {
            if !item.is_expired(now)? {
                bozze.push(Bozza::from_item(&item)?);
            }
        }
        bozze.sort_by_key(|bozza| std::cmp::Reverse((bozza.salvata, bozza.id)));
        Ok(bozze)
    }

    /// How many drafts a person has. One Query, 0.5 read units for every 4 KB.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn count_bozze(&self, persona: PersonaId, now: Timestamp) -> Result<u32, StoreError> {
        let (first, last) = keys::bozze();
        let output = self
            .db()
            .query()
            .table_name(self.table())
            .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
            // The table may be late in dropping what has expired.
            .filter_expression("#ttl > :now")
            .expression_attribute_names("#ttl", TTL)
            .expression_attribute_values(":pk", string(keys::partizione_persona(persona)))
            .expression_attribute_values(":first", string(first))
            .expression_attribute_values(":last", string(last))
            .expression_attribute_values(":now", number(now.as_second()))
            .select(Select::Count)
            .send()
            .await
            .map_err(dynamodb)?;
        Ok(u32::try_from(output.count).unwrap_or_default())
    }

    /// Saves a draft over the version that was seen, 0 for a new one. A new one costs a Query more; two devices that both begin
    /// one at the same instant may pass the limit by one.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when it has another version by now, or is gone.
    pub async fn save_bozza(
        &self,
        persona: PersonaId,
        id: BozzaId,
        vista: u32,
        contenuto: String,
        now: Timestamp,
    ) -> Result<EsitoBozza, StoreError> {
        if vista == 0 && usize::try_from(self.count_bozze(persona, now).await?).unwrap_or(usize::MAX) >= MASSIMO_BOZZE {
            return Ok(EsitoBozza::Troppe);
        }
        let bozza = Bozza { id, versione: vista + 1, salvata: now, contenuto };
        let mut put = self.db().put_item().table_name(self.table()).set_item(Some(bozza.to_item(persona).0));
        put = put.expression_attribute_names("#ttl", TTL).expression_attribute_values(":now", number(now.as_second()));
        put = match vista {
            0 => put.condition_expression("attribute_not_exists(pk) OR #ttl <= :now"),
            _ => put.condition_expression("v = :seen AND #ttl > :now").expression_attribute_values(":seen", number(vista)),
        };
        match put.send().await {
            Ok(_) => Ok(EsitoBozza::Salvata(bozza.versione)),
            Err(error) if error.as_service_error().is_some_and(PutItemError::is_conditional_check_failed_exception) => {
                Err(StoreError::Conflitto)
            }
            Err(error) => Err(dynamodb(error)),
        }
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`StoreError::Assente`] when there is none.
    pub async fn delete_bozza(&self, persona: PersonaId, id: BozzaId) -> Result<(), StoreError> {
        let delete = self.db().delete_item().table_name(self.table()).set_key(Some(keys::bozza(persona, id).into_map()));
        match delete.condition_expression("attribute_exists(pk)").send().await {
            Ok(_) => Ok(()),
            Err(error) if error.as_service_error().is_some_and(DeleteItemError::is_conditional_check_failed_exception) => {
                Err(StoreError::Assente)
            }
            Err(error) => Err(dynamodb(error)),
        }
    }

    /// As [`submit`](Self::submit), and the author's draft is gone with it: in the same transaction, for 2 write units more. One
    /// that is gone already is fine: what is sent is the body.
    ///
    /// # Errors
    /// As [`submit`](Self::submit).
    pub async fn submit_bozza(
        &self,
        invio: &NuovoInvio,
        autore: PersonaId,
        bozza: BozzaId,
        now: Timestamp,
    ) -> Result<EsitoInvio, StoreError> {
        let delete = Delete::builder().table_name(self.table()).set_key(Some(keys::bozza(autore, bozza).into_map()));
        let delete = TransactWriteItem::builder().delete(delete.build().map_err(unbuilt)?).build();
        self.submit_with(invio, vec![delete], now).await
    }
}
