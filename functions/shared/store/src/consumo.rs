//! What operations cost: calls and capacity units, counted for whoever's work they are part of, or by a store of one's own for tests
//! and benchmarks.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::config::interceptors::{AfterDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextMut};
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use aws_sdk_dynamodb::operation::{
    batch_get_item, batch_write_item, delete_item, get_item, put_item, query, transact_write_items, update_item,
};
use aws_sdk_dynamodb::types::{ConsumedCapacity, ReturnConsumedCapacity};

use crate::connessione::Store;
use crate::traccia;

/// Running totals of a metered store.
#[derive(Debug, Default)]
pub struct Consumo {
    /// In tenths of a unit.
    letture: AtomicU64,
    scritture: AtomicU64,
    chiamate: Mutex<Vec<&'static str>>,
}

impl Consumo {
    /// Read units.
    #[must_use]
    pub fn letture(&self) -> f64 {
        tenths(&self.letture)
    }

    /// Write units, those of the indexes included.
    #[must_use]
    pub fn scritture(&self) -> f64 {
        tenths(&self.scritture)
    }

    /// The calls to DynamoDB that were answered, in their order.
    #[must_use]
    pub fn chiamate(&self) -> Vec<&'static str> {
        self.chiamate.lock().map(|calls| calls.clone()).unwrap_or_default()
    }

    fn add(&self, call: &'static str, units: &AtomicU64, capacity: &[ConsumedCapacity]) {
        let total: f64 = capacity.iter().filter_map(ConsumedCapacity::capacity_units).sum();
        units.fetch_add((total * 10.0).round() as u64, Ordering::Relaxed);
        if let Ok(mut calls) = self.chiamate.lock() {
            calls.push(call);
        }
    }
}

fn tenths(units: &AtomicU64) -> f64 {
    units.load(Ordering::Relaxed) as f64 / 10.0
}

impl Store {
    /// A store on the same table that counts what its calls to DynamoDB cost.
    #[must_use]
    pub fn metered(&self) -> (Self, Arc<Consumo>) {
        let consumo = Arc::new(Consumo::default());
        let config = self.db().config().to_builder().interceptor(Meter(Some(Arc::clone(&consumo)))).build();
        let mut inner = (*self.inner).clone();
        inner.dynamodb = aws_sdk_dynamodb::Client::from_conf(config);
        (Self { inner: Arc::new(inner) }, consumo)
    }
}

/// One for a call on one item, several for a batch: the same to count.
trait Capacities {
    fn capacities(&self) -> &[ConsumedCapacity];
}

impl Capacities for Option<ConsumedCapacity> {
    fn capacities(&self) -> &[ConsumedCapacity] {
        self.as_slice()
    }
}

impl Capacities for Option<Vec<ConsumedCapacity>> {
    fn capacities(&self) -> &[ConsumedCapacity] {
        self.as_deref().unwrap_or_default()
    }
}

/// Counts into these totals, or into those of the work at hand.
#[derive(Debug, Default)]
pub(crate) struct Meter(Option<Arc<Consumo>>);

impl Meter {
    fn is_on(&self) -> bool {
        self.0.is_some() || traccia::is_followed()
    }

    fn count(&self, note: impl FnOnce(&Consumo)) {
        match &self.0 {
            Some(consumo) => note(consumo),
            None => traccia::consumed(note),
        }
    }
}

macro_rules! operations {
    ($($name:literal $units:ident $input:path => $output:path;)+) => {
        impl Intercept for Meter {
            fn name(&self) -> &'static str {
                "Meter"
            }

            fn modify_before_serialization(
                &self,
                context: &mut BeforeSerializationInterceptorContextMut<'_>,
                _: &RuntimeComponents,
                _: &mut ConfigBag,
            ) -> Result<(), BoxError> {
                if !self.is_on() {
                    return Ok(());
                }
                $(if let Some(input) = context.input_mut().downcast_mut::<$input>() {
                    input.return_consumed_capacity = Some(ReturnConsumedCapacity::Total);
                })+
                Ok(())
            }

            fn read_after_deserialization(
                &self,
                context: &AfterDeserializationInterceptorContextRef<'_>,
                _: &RuntimeComponents,
                _: &mut ConfigBag,
            ) -> Result<(), BoxError> {
                if let Ok(output) = context.output_or_error() {
                    $(if let Some(output) = output.downcast_ref::<$output>() {
                        self.count(|consumo| consumo.add($name, &consumo.$units, output.consumed_capacity.capacities()));
                    })+
                }
                Ok(())
            }
        }
    };
}

operations! {
    "GetItem" letture get_item::GetItemInput => get_item::GetItemOutput;
    "Query" letture query::QueryInput => query::QueryOutput;
    "BatchGetItem" letture batch_get_item::BatchGetItemInput => batch_get_item::BatchGetItemOutput;
    "PutItem" scritture put_item::PutItemInput => put_item::PutItemOutput;
    "UpdateItem" scritture update_item::UpdateItemInput => update_item::UpdateItemOutput;
    "DeleteItem" scritture delete_item::DeleteItemInput => delete_item::DeleteItemOutput;
    "BatchWriteItem" scritture batch_write_item::BatchWriteItemInput => batch_write_item::BatchWriteItemOutput;
    "TransactWriteItems" scritture transact_write_items::TransactWriteItemsInput => transact_write_items::TransactWriteItemsOutput;
}
