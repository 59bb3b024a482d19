//! The calls that every file makes: one item, one partition.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes, WriteRequest};

use crate::attesa::Attesa;
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb, unbuilt};
use crate::item::{Item, string};
use crate::keys;

/// Whether a read sees every write that ended before it, for twice the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    Eventual,
    Strong,
}

impl Store {
    pub(crate) async fn get(&self, key: keys::Key, reading: Reading) -> Result<Option<Item>, StoreError> {
        let output = self
            .db()
            .get_item()
            .table_name(self.table())
            .set_key(Some(key.into_map()))
            .consistent_read(reading == Reading::Strong)
            .send()
            .await
            .map_err(dynamodb)?;
        Ok(output.item.map(Item))
    }

    pub(crate) async fn put(&self, item: Item) -> Result<(), StoreError> {
        self.db().put_item().table_name(self.table()).set_item(Some(item.0)).send().await.map_err(dynamodb)?;
        Ok(())
    }

    pub(crate) async fn delete(&self, key: keys::Key) -> Result<(), StoreError> {
        self.db().delete_item().table_name(self.table()).set_key(Some(key.into_map())).send().await.map_err(dynamodb)?;
        Ok(())
    }

    /// All items of a partition, or those between two sort keys. One Query for each MB.
    pub(crate) async fn partition(&self, pk: &str, between: Option<(String, String)>, reading: Reading) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::new();
        let mut start = None;
        loop {
            let mut query = self
                .db()
                .query()
                .table_name(self.table())
                .consistent_read(reading == Reading::Strong)
                .expression_attribute_values(":pk", string(pk))
                .set_exclusive_start_key(start);
            query = match &between {
                Some((first, last)) => query
                    .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
                    .expression_attribute_values(":first", AttributeValue::S(first.clone()))
                    .expression_attribute_values(":last", AttributeValue::S(last.clone())),
                None => query.key_condition_expression("pk = :pk"),
            };
            let output = query.send().await.map_err(dynamodb)?;
            items.extend(output.items.unwrap_or_default().into_iter().map(Item));
            start = output.last_evaluated_key.filter(|key| !key.is_empty());
            if start.is_none() {
                return Ok(items);
            }
        }
    }
}

/// Batches: what the table had no capacity for comes back, and is asked again after a pause.
impl Store {
    /// Items in no order; those that are not there are left out. 0.5 read units each.
    pub(crate) async fn get_batch(&self, keys: impl IntoIterator<Item = keys::Key>) -> Result<Vec<Item>, StoreError> {
        self.get_batch_reading(keys, Reading::Eventual).await
    }

    /// As [`get_batch`](Self::get_batch); for twice the price as they are now.
    pub(crate) async fn get_batch_reading(
        &self,
        keys: impl IntoIterator<Item = keys::Key>,
        reading: Reading,
    ) -> Result<Vec<Item>, StoreError> {
        let mut wanted = KeysAndAttributes::builder().consistent_read(reading == Reading::Strong);
        for key in keys {
            wanted = wanted.keys(key.into_map());
        }
        let mut wanted = Some(HashMap::from([(self.table().to_owned(), wanted.build().map_err(unbuilt)?)]));
        let (mut items, mut attesa) = (Vec::new(), Attesa::new());
        loop {
            let output = self.db().batch_get_item().set_request_items(wanted).send().await.map_err(dynamodb)?;
            items.extend(output.responses.unwrap_or_default().into_values().flatten().map(Item));
            wanted = output.unprocessed_keys.filter(|keys| !keys.is_empty());
            if wanted.is_none() {
                return Ok(items);
            }
            attesa.pause().await?;
        }
    }

    /// At most 25 writes, each for itself.
    pub(crate) async fn write_batch(&self, requests: Vec<WriteRequest>) -> Result<(), StoreError> {
        let mut wanted = Some(HashMap::from([(self.table().to_owned(), requests)]));
        let mut attesa = Attesa::new();
        loop {
            let output = self.db().batch_write_item().set_request_items(wanted).send().await.map_err(dynamodb)?;
            wanted = output.unprocessed_items.filter(|requests| !requests.is_empty());
            if wanted.is_none() {
                return Ok(());
            }
            attesa.pause().await?;
        }
    }
}
