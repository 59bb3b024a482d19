//! Transactions: all rows or none, and why none.

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{CancellationReason, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update};
use data_encoding::BASE64URL_NOPAD;

use crate::attesa::Attesa;
use crate::casuale;
use crate::connessione::Store;
use crate::error::{Guasto, StoreError, dynamodb, is_throttling, unbuilt};
use crate::item::Item;

/// Why a row kept a transaction from being done.
pub(crate) enum Motivo {
    /// It did not.
    Nessuno,
    /// Its condition failed on this item, or on none.
    Condizione(Option<Item>),
    /// Another transaction or too little capacity: try again.
    Contesa,
}

pub(crate) enum Transazione {
    Fatta,
    /// Nothing was written; one reason for each row, in their order.
    Annullata(Vec<Motivo>),
}

/// An item that must be new; a failed condition tells the old one.
pub(crate) fn put_new(store: &Store, item: Item) -> Result<TransactWriteItem, StoreError> {
    put(store, item, |put| put.condition_expression("attribute_not_exists(pk)"))
}

pub(crate) fn put(
    store: &Store,
    item: Item,
    condition: impl FnOnce(aws_sdk_dynamodb::types::builders::PutBuilder) -> aws_sdk_dynamodb::types::builders::PutBuilder,
) -> Result<TransactWriteItem, StoreError> {
    let put = Put::builder()
        .table_name(store.table())
        .set_item(Some(item.0))
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
    Ok(TransactWriteItem::builder().put(condition(put).build().map_err(unbuilt)?).build())
}

pub(crate) fn update(
    store: &Store,
    key: crate::keys::Key,
    change: impl FnOnce(aws_sdk_dynamodb::types::builders::UpdateBuilder) -> aws_sdk_dynamodb::types::builders::UpdateBuilder,
) -> Result<TransactWriteItem, StoreError> {
    let update = Update::builder()
        .table_name(store.table())
        .set_key(Some(key.into_map()))
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
    Ok(TransactWriteItem::builder().update(change(update).build().map_err(unbuilt)?).build())
}

/// A client token: DynamoDB does the transactions with the same one once, within ten minutes.
pub(crate) fn new_token() -> Result<String, StoreError> {
    Ok(BASE64URL_NOPAD.encode(&casuale::bytes::<16>()?))
}

impl Store {
    /// One attempt, but for the same one being still under way elsewhere, which is waited for.
    pub(crate) async fn transact(&self, rows: Vec<TransactWriteItem>, attesa: &mut Attesa) -> Result<Transazione, StoreError> {
        let token = new_token()?;
        loop {
            let request = self.db().transact_write_items().set_transact_items(Some(rows.clone())).client_request_token(&token);
            let Err(error) = request.send().await else { return Ok(Transazione::Fatta) };
            match error.as_service_error() {
                Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
                    let reasons = cancelled.cancellation_reasons();
                    return Ok(Transazione::Annullata(reasons.iter().map(Motivo::from_reason).collect::<Result<_, _>>()?));
                }
                // An attempt whose answer was lost: the same token learns how it ends.
                Some(TransactWriteItemsError::TransactionInProgressException(_)) => attesa.pause().await?,
                Some(service) if is_throttling(aws_sdk_dynamodb::error::ProvideErrorMetadata::code(service)) => {
                    return Ok(Transazione::Annullata(rows.iter().map(|_| Motivo::Contesa).collect()));
                }
                _ => return Err(dynamodb(error)),
            }
        }
    }

    /// Attempts until there is no contention: what is left are failed conditions.
    ///
    /// # Errors
    /// [`StoreError::Occupato`] when contention does not end.
    pub(crate) async fn transact_patiently(&self, rows: Vec<TransactWriteItem>) -> Result<Transazione, StoreError> {
        let mut attesa = Attesa::new();
        loop {
            match self.transact(rows.clone(), &mut attesa).await? {
                Transazione::Annullata(motivi) if !motivi.iter().any(|motivo| matches!(motivo, Motivo::Condizione(_))) => {
                    attesa.pause().await?;
                }
                decided => return Ok(decided),
            }
        }
    }
}

impl Motivo {
    fn from_reason(reason: &CancellationReason) -> Result<Self, StoreError> {
        match reason.code() {
            None | Some("None") => Ok(Self::Nessuno),
            Some("ConditionalCheckFailed") => Ok(Self::Condizione(reason.item.clone().filter(|item| !item.is_empty()).map(Item))),
            Some("TransactionConflict" | "ProvisionedThroughputExceeded" | "ThrottlingError") => Ok(Self::Contesa),
            Some(code) => Err(StoreError::Esterno(Box::new(Guasto {
                servizio: "dynamodb",
                codice: code.to_owned(),
                messaggio: reason.message().unwrap_or_default().to_owned(),
            }))),
        }
    }
}
