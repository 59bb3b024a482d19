//! What an item weighs, told from its JSON without building it: an index' rows don't say it, and a page of a list has fifty.

use std::borrow::Cow;
use std::fmt;

use dynoxide::types::{self, Item};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

/// Bytes of an item as `DynamoDB` counts them: of names and values. None when it is no item.
pub fn of(json: &str) -> Option<usize> {
    match serde_json::from_str::<Attributi>(json) {
        Ok(Attributi { bytes, .. }) => Some(bytes),
        // Of a kind that no row of ours has.
        Err(_) => serde_json::from_str::<Item>(json).ok().map(|item| types::item_size(&item)),
    }
}

/// Names and values one after the other.
struct Attributi {
    bytes: usize,
    quanti: usize,
}

#[derive(Deserialize)]
enum Valore<'a> {
    #[serde(borrow)]
    S(Cow<'a, str>),
    #[serde(borrow)]
    N(Cow<'a, str>),
    #[serde(borrow)]
    B(Cow<'a, str>),
    #[serde(rename = "BOOL", alias = "NULL", deserialize_with = "passed_over")]
    Uno(()),
    #[serde(borrow)]
    L(Vec<Valore<'a>>),
    M(Attributi),
}

#[derive(Deserialize)]
struct Nome<'a>(#[serde(borrow)] Cow<'a, str>);

fn passed_over<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    IgnoredAny::deserialize(deserializer).map(drop)
}

/// What a list or a map weighs besides what is in it; each entry weighs a byte more.
const CONTENITORE: usize = 3;

impl Valore<'_> {
    fn bytes(&self) -> usize {
        match self {
            Self::S(text) => text.len(),
            Self::N(number) => types::number_size(number),
            Self::B(base64) => (base64.len() / 4 * 3).saturating_sub(base64.bytes().rev().take_while(|&byte| byte == b'=').count()),
            Self::Uno(()) => 1,
            Self::L(values) => CONTENITORE + values.iter().map(|value| 1 + value.bytes()).sum::<usize>(),
            Self::M(attributi) => CONTENITORE + attributi.quanti + attributi.bytes,
        }
    }
}

impl<'de> Deserialize<'de> for Attributi {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Somma;

        impl<'de> Visitor<'de> for Somma {
            type Value = Attributi;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("attributes by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Attributi, A::Error> {
                let mut all = Attributi { bytes: 0, quanti: 0 };
                while let Some((Nome(name), value)) = map.next_entry::<Nome<'de>, Valore<'de>>()? {
                    all.bytes += name.len() + value.bytes();
                    all.quanti += 1;
                }
                Ok(all)
            }
        }

        deserializer.deserialize_map(Somma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_item_weighs_what_the_database_says() {
        for item in [
            json!({}),
            json!({ "è": { "S": "à \"virgolette\" \n" }, "v": { "S": "" } }),
            json!({ "a": { "N": "0" }, "b": { "N": "-12.50" }, "c": { "N": "1790000000000" }, "d": { "N": "100" }, "e": { "N": "0.004" } }),
            json!({ "a": { "B": "" }, "b": { "B": "AA==" }, "c": { "B": "AAE=" }, "d": { "B": "AAEC" }, "e": { "B": "AAECAwQFBgc=" } }),
            json!({ "yes": { "BOOL": true }, "nil": { "NULL": true } }),
            json!({ "l": { "L": [] }, "m": { "M": {} }, "n": { "L": [{ "M": { "a": { "S": "b" }, "c": { "L": [{ "N": "7" }] } } }, { "BOOL": false }] } }),
            json!({ "s": { "SS": ["a", "bc"] }, "n": { "NS": ["1", "22"] } }),
        ] {
            let json = item.to_string();
            let theirs = types::item_size(&serde_json::from_str::<Item>(&json).expect("an item"));
            assert_eq!(of(&json), Some(theirs), "{json}");
        }
        for other in ["", "[]", "7", r#"{"a":"b"}"#, r#"{"a":{"S":7}}"#] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn an_item_of_ours_is_not_built() {
        let item =
            json!({ "pk": { "S": "Q#1" }, "n": { "N": "3" }, "id": { "B": "AAEC" }, "m": { "M": { "x": { "L": [{ "NULL": true }] } } } });
        assert!(serde_json::from_str::<Attributi>(&item.to_string()).is_ok());
    }
}
