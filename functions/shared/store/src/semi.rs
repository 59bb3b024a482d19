//! Which version of a file of people the table has been loaded with.

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use jiff::Timestamp;

use crate::attributi::{QUANDO, VERSIONE};
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, number};
use crate::keys;
use crate::primitive::Reading;

impl Store {
    /// The version loaded last; none when no file of that name was. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn versione_semi(&self, nome: &str) -> Result<Option<u32>, StoreError> {
        self.get(keys::semi(nome), Reading::Strong).await?.map(|item| item.number(VERSIONE)).transpose()
    }

    /// Notes that a file has been loaded to its end. 1 write unit.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when a later one has been, meanwhile.
    pub async fn note_semi(&self, nome: &str, versione: u32, now: Timestamp) -> Result<(), StoreError> {
        let item = Item::new(keys::semi(nome)).with_number(VERSIONE, versione).with_instant(QUANDO, now);
        let put = self
            .db()
            .put_item()
            .table_name(self.table())
            .set_item(Some(item.0))
            .condition_expression(format!("attribute_not_exists({VERSIONE}) OR {VERSIONE} <= :v"))
            .expression_attribute_values(":v", number(versione));
        match put.send().await {
            Ok(_) => Ok(()),
            Err(error) if error.as_service_error().is_some_and(PutItemError::is_conditional_check_failed_exception) => {
                Err(StoreError::Conflitto)
            }
            Err(error) => Err(dynamodb(error)),
        }
    }
}
