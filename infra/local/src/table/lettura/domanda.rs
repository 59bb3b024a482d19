//! The forms of a read that are answered here. A field that is not among these makes it another form.

use std::collections::HashMap;

use serde::Deserialize;

/// One item by its key.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct GetItem {
    pub(super) table_name: String,
    pub(super) key: Key,
    #[serde(default)]
    pub(super) consistent_read: bool,
    pub(super) return_consumed_capacity: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Key {
    pub(super) pk: Text,
    pub(super) sk: Text,
}

/// Every key of the table is one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    #[serde(rename = "S")]
    text: String,
}

/// The items of a partition, of the table or of an index.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(super) struct Query {
    pub(super) table_name: String,
    pub(super) index_name: Option<String>,
    key_condition_expression: String,
    expression_attribute_values: HashMap<String, Text>,
    #[serde(default = "forward")]
    pub(super) scan_index_forward: bool,
    pub(super) limit: Option<u32>,
    #[serde(default)]
    pub(super) consistent_read: bool,
    pub(super) return_consumed_capacity: Option<String>,
}

const fn forward() -> bool {
    true
}

/// What of which partition.
pub(super) struct Range {
    pub(super) partition: String,
    /// First and last sort key.
    pub(super) between: Option<(String, String)>,
}

impl Range {
    /// None for what the database answers by itself.
    pub(super) fn of(asked: &Query) -> Option<Self> {
        let index = prefix(asked.index_name.as_deref())?;
        let words: Vec<&str> = asked.key_condition_expression.split(' ').collect();
        let value = |name: &str| asked.expression_attribute_values.get(name).and_then(stored);
        let is = |word: &str, key: &str| word.strip_prefix(&index) == Some(key);
        let used = asked.expression_attribute_values.len();
        if asked.limit == Some(0) || asked.consistent_read && asked.index_name.is_some() {
            return None;
        }
        match words.as_slice() {
            [pk, "=", partition] if is(pk, "pk") && used == 1 => Some(Self { partition: value(partition)?, between: None }),
            [pk, "=", partition, "AND", sk, "BETWEEN", first, "AND", last] if is(pk, "pk") && is(sk, "sk") && used == 3 => {
                let (first, last) = (value(first)?, value(last)?);
                (first <= last).then_some(Self { partition: value(partition)?, between: Some((first, last)) })
            }
            _ => None,
        }
    }
}

/// What the names of an index' keys begin with: `g1` for `gsi1`.
pub(super) fn prefix(index: Option<&str>) -> Option<String> {
    index.map_or_else(|| Some(String::new()), |index| index.strip_prefix("gsi").map(|number| format!("g{number}")))
}

/// As the database writes a key.
pub(super) fn stored(key: &Text) -> Option<String> {
    (!key.text.is_empty()).then(|| format!("S:{}", key.text))
}
