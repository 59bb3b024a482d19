//! An item of the table: written attribute by attribute, read back into domain types.

use std::collections::HashMap;
use std::fmt::Display;
use std::str::FromStr;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use cassetto_domain::protocollo::Protocollo;
use jiff::Timestamp;

use crate::attributi::{PK, SK, TTL};
use crate::codice::{self, Coded};
use crate::error::StoreError;
use crate::keys::Key;

/// The attributes by name. No `Debug`: they are personal data.
#[derive(Clone, Default)]
pub(crate) struct Item(pub(crate) HashMap<String, AttributeValue>);

pub(crate) fn string(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

pub(crate) fn number(value: impl Display) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

pub(crate) fn blob(value: impl Into<Vec<u8>>) -> AttributeValue {
    AttributeValue::B(Blob::new(value.into()))
}

pub(crate) fn instant(value: Timestamp) -> AttributeValue {
    number(value.as_millisecond())
}

impl Key {
    pub(crate) fn into_map(self) -> HashMap<String, AttributeValue> {
        HashMap::from([(PK.to_owned(), string(self.pk)), (SK.to_owned(), string(self.sk))])
    }
}

/// Writing.
impl Item {
    pub(crate) fn new(key: Key) -> Self {
        Self(key.into_map())
    }

    pub(crate) fn with(mut self, name: &str, value: AttributeValue) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    pub(crate) fn with_text(self, name: &str, value: impl Into<String>) -> Self {
        self.with(name, string(value))
    }

    /// Nothing is written when there is nothing.
    pub(crate) fn with_option<T>(self, name: &str, value: Option<T>, write: impl FnOnce(T) -> AttributeValue) -> Self {
        match value {
            Some(value) => self.with(name, write(value)),
            None => self,
        }
    }

    pub(crate) fn with_code(self, name: &str, value: impl Coded) -> Self {
        self.with(name, string(value.code()))
    }

    pub(crate) fn with_number(self, name: &str, value: impl Display) -> Self {
        self.with(name, number(value))
    }

    pub(crate) fn with_instant(self, name: &str, value: Timestamp) -> Self {
        self.with(name, instant(value))
    }

    pub(crate) fn with_ttl(self, expires: Timestamp) -> Self {
        self.with_number(TTL, expires.as_second())
    }
}

/// Reading. An attribute that is missing or of another form is [`StoreError::Illeggibile`].
impl Item {
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(crate) fn text(&self, name: &'static str) -> Result<&str, StoreError> {
        match self.0.get(name) {
            Some(AttributeValue::S(text)) => Ok(text),
            _ => Err(StoreError::Illeggibile(name)),
        }
    }

    pub(crate) fn parsed<T: FromStr>(&self, name: &'static str) -> Result<T, StoreError> {
        self.text(name)?.parse().map_err(|_| StoreError::Illeggibile(name))
    }

    pub(crate) fn code<T: Coded>(&self, name: &'static str) -> Result<T, StoreError> {
        T::from_code(self.text(name)?).ok_or(StoreError::Illeggibile(name))
    }

    pub(crate) fn number<T: FromStr>(&self, name: &'static str) -> Result<T, StoreError> {
        match self.0.get(name) {
            Some(AttributeValue::N(digits)) => digits.parse().map_err(|_| StoreError::Illeggibile(name)),
            _ => Err(StoreError::Illeggibile(name)),
        }
    }

    pub(crate) fn instant(&self, name: &'static str) -> Result<Timestamp, StoreError> {
        Timestamp::from_millisecond(self.number(name)?).map_err(|_| StoreError::Illeggibile(name))
    }

    pub(crate) fn bytes(&self, name: &'static str) -> Result<&[u8], StoreError> {
        match self.0.get(name) {
            Some(AttributeValue::B(blob)) => Ok(blob.as_ref()),
            _ => Err(StoreError::Illeggibile(name)),
        }
    }

    pub(crate) fn array<const N: usize>(&self, name: &'static str) -> Result<[u8; N], StoreError> {
        self.bytes(name)?.try_into().map_err(|_| StoreError::Illeggibile(name))
    }

    pub(crate) fn flag(&self, name: &'static str) -> Result<bool, StoreError> {
        match self.0.get(name) {
            Some(AttributeValue::Bool(value)) => Ok(*value),
            _ => Err(StoreError::Illeggibile(name)),
        }
    }

    pub(crate) fn protocollo(&self, name: &'static str) -> Result<Protocollo, StoreError> {
        codice::parse_protocollo(self.text(name)?).ok_or(StoreError::Illeggibile(name))
    }

    /// `None` when the attribute is missing; else what `read` reads of it.
    pub(crate) fn optional<'a, T>(
        &'a self,
        name: &'static str,
        read: impl FnOnce(&'a Self, &'static str) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        if self.has(name) { read(self, name).map(Some) } else { Ok(None) }
    }

    pub(crate) fn sk(&self) -> Result<&str, StoreError> {
        self.text(SK)
    }

    /// Whether its time to live is over, although the table may not have dropped it yet.
    pub(crate) fn is_expired(&self, now: Timestamp) -> Result<bool, StoreError> {
        Ok(self.optional(TTL, Self::number::<i64>)?.is_some_and(|ttl| ttl <= now.as_second()))
    }
}
