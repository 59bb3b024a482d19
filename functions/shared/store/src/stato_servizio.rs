//! What the service knows of itself: one row, kept by whoever sweeps, produces registers or meets a store that fails, so that telling it
//! costs one read.

use aws_sdk_dynamodb::types::AttributeValue;
use cassetto_domain::avviso::Canale;
use jiff::{SignedDuration, Timestamp};

use crate::attributi::{
    ATTESA_AVVISI, GUASTO_DOCUMENTI, GUASTO_EMAIL, GUASTO_PEC, GUASTO_PUSH, GUASTO_SMS, REGISTRI, REGISTRI_MANCANTI, SPAZZATA,
};
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, instant, number};
use crate::keys;
use crate::primitive::Reading;

/// What may fail while the table answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dipendenza {
    /// S3.
    Documenti,
    Canale(Canale),
}

impl Dipendenza {
    const ALL: [Self; 5] =
        [Self::Documenti, Self::Canale(Canale::Sms), Self::Canale(Canale::Email), Self::Canale(Canale::Pec), Self::Canale(Canale::Push)];

    const fn attribute(self) -> &'static str {
        match self {
            Self::Documenti => GUASTO_DOCUMENTI,
            Self::Canale(Canale::Sms) => GUASTO_SMS,
            Self::Canale(Canale::Email) => GUASTO_EMAIL,
            Self::Canale(Canale::Pec) => GUASTO_PEC,
            Self::Canale(Canale::Push) => GUASTO_PUSH,
        }
    }
}

/// The row; of a new table there is nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatoServizio {
    /// When each failed last.
    pub guasti: Vec<(Dipendenza, Timestamp)>,
    /// When the outbox was swept last, and how long its oldest notice had been waiting then.
    pub spazzata: Option<(Timestamp, SignedDuration)>,
    /// When registers were produced last, and how many sedi lacked one then.
    pub registri: Option<(Timestamp, u32)>,
}

impl Store {
    /// What is known. 0.5 read units.
    ///
    /// # Errors
    /// When the table doesn't answer.
    pub async fn stato_servizio(&self) -> Result<StatoServizio, StoreError> {
        let Some(item) = self.get(keys::status(), Reading::Eventual).await? else { return Ok(StatoServizio::default()) };
        let mut guasti = Vec::new();
        for parte in Dipendenza::ALL {
            guasti.extend(item.optional(parte.attribute(), Item::instant)?.map(|quando| (parte, quando)));
        }
        let attesa: i64 = item.optional(ATTESA_AVVISI, Item::number)?.unwrap_or_default();
        let mancanti = item.optional(REGISTRI_MANCANTI, Item::number)?.unwrap_or_default();
        Ok(StatoServizio {
            guasti,
            spazzata: item.optional(SPAZZATA, Item::instant)?.map(|quando| (quando, SignedDuration::from_secs(attesa))),
            registri: item.optional(REGISTRI, Item::instant)?.map(|quando| (quando, mancanti)),
        })
    }

    /// Something failed just now. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn note_guasto(&self, parte: Dipendenza, now: Timestamp) -> Result<(), StoreError> {
        self.note(&[(parte.attribute(), instant(now))]).await
    }

    /// The outbox was swept. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn note_spazzata(&self, attesa: SignedDuration, now: Timestamp) -> Result<(), StoreError> {
        self.note(&[(SPAZZATA, instant(now)), (ATTESA_AVVISI, number(attesa.as_secs()))]).await
    }

    /// Registers were produced, but for those of some sedi. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn note_registri(&self, mancanti: u32, now: Timestamp) -> Result<(), StoreError> {
        self.note(&[(REGISTRI, instant(now)), (REGISTRI_MANCANTI, number(mancanti))]).await
    }

    async fn note(&self, attributes: &[(&str, AttributeValue)]) -> Result<(), StoreError> {
        let mut update = self.db().update_item().table_name(self.table()).set_key(Some(keys::status().into_map()));
        let sets: Vec<String> = (0..attributes.len()).map(|n| format!("#a{n} = :v{n}")).collect();
        for (n, (name, value)) in attributes.iter().enumerate() {
            update =
                update.expression_attribute_names(format!("#a{n}"), *name).expression_attribute_values(format!(":v{n}"), value.clone());
        }
        update.update_expression(format!("SET {}", sets.join(", "))).send().await.map_err(dynamodb)?;
        Ok(())
    }
}
