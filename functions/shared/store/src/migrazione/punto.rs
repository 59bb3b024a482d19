//! How far the steps have come: one row, which each write moves on from what was read, so that two runs don't mix.

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

use super::Posizione;
use crate::attributi::{NUMERO, PK, POSIZIONE, PRESENTATE, QUANDO, SK, VERSIONE};
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, number, string};
use crate::keys;
use crate::primitive::Reading;

/// Where a table is. A table that was never migrated is at step 0.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Punto {
    /// The last step that was done to its end.
    pub ultimo: u32,
    /// How far the step after it has come.
    pub in_corso: Option<InCorso>,
}

/// A step that was begun.
#[derive(Clone, PartialEq, Eq)]
pub struct InCorso {
    pub posizione: Posizione,
    /// Rows, since the step's beginning.
    pub lette: u64,
    /// Rows, since the step's beginning.
    pub corrette: u64,
}

impl InCorso {
    fn to_value(&self) -> AttributeValue {
        let Self { posizione: Posizione { pk, sk }, lette, corrette } = self;
        let values = [(PK, string(pk)), (SK, string(sk)), (PRESENTATE, number(lette)), (NUMERO, number(corrette))];
        AttributeValue::M(values.map(|(name, value)| (name.to_owned(), value)).into())
    }

    fn read(item: &Item, name: &'static str) -> Result<Self, StoreError> {
        let Some(AttributeValue::M(map)) = item.0.get(name) else { return Err(StoreError::Illeggibile(name)) };
        let inner = Item(map.clone());
        let posizione = Posizione::of(map).ok_or(StoreError::Illeggibile(name))?;
        Ok(Self { posizione, lette: inner.number(PRESENTATE)?, corrette: inner.number(NUMERO)? })
    }
}

impl Store {
    /// Where the table is. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn punto_di_migrazione(&self) -> Result<Punto, StoreError> {
        let Some(item) = self.get(keys::migrazione(), Reading::Strong).await? else { return Ok(Punto::default()) };
        Ok(Punto { ultimo: item.number(VERSIONE)?, in_corso: item.optional(POSIZIONE, InCorso::read)? })
    }

    /// Moves it on. 1 write unit.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when somebody else moved it meanwhile.
    pub async fn note_migrazione(&self, prima: &Punto, dopo: &Punto, now: Timestamp) -> Result<(), StoreError> {
        let item = Item::new(keys::migrazione())
            .with_number(VERSIONE, dopo.ultimo)
            .with_option(POSIZIONE, dopo.in_corso.as_ref(), InCorso::to_value)
            .with_instant(QUANDO, now);
        let mut put = self.db().put_item().table_name(self.table()).set_item(Some(item.0));
        let mut condition = if *prima == Punto::default() {
            format!("attribute_not_exists({VERSIONE})")
        } else {
            put = put.expression_attribute_values(":v", number(prima.ultimo));
            format!("{VERSIONE} = :v")
        };
        condition += &match &prima.in_corso {
            Some(in_corso) => {
                put = put.expression_attribute_values(":p", in_corso.to_value());
                format!(" AND {POSIZIONE} = :p")
            }
            None => format!(" AND attribute_not_exists({POSIZIONE})"),
        };
        match put.condition_expression(condition).send().await {
            Ok(_) => Ok(()),
            // The answer to a first attempt may have been lost.
            Err(error) if error.as_service_error().is_some_and(PutItemError::is_conditional_check_failed_exception) => {
                if self.punto_di_migrazione().await? == *dopo { Ok(()) } else { Err(StoreError::Conflitto) }
            }
            Err(error) => Err(dynamodb(error)),
        }
    }
}
