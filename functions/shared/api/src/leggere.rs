//! JSON into types, as `serde_json::from_str` does it, for less wasm: 7 KB of the first visit, compressed.
//!
//! What serde derives is compiled once for each type and each source. This source says nothing of why it can't be read, since nobody
//! would see it, and reads a struct only from an object: so no messages, no second reader of each struct from an array; and what an enum
//! is read from that says which variant it is in a field of its own is this source again ([`tagged`]).

use std::fmt;
use std::vec;

use serde::Deserialize;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::map::{self, Map};
use serde_json::{Number, Value};

/// A value; none when the text is not JSON, or is of something else.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(Da(value(text)?)).ok()
}

fn value(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// What `#[serde(tag)]` writes, to be read as an enum without it: derived, that would be a third reader of every type within.
///
/// # Errors
/// When it is no object with that field.
pub fn tagged<'de, D: Deserializer<'de>>(source: D, tag: &'static str) -> Result<Da, D::Error> {
    let mut fields = Map::<String, Value>::deserialize(source)?;
    let Some(Value::String(nome)) = fields.remove(tag) else { return Err(de::Error::missing_field(tag)) };
    Ok(Da(Value::Object(Map::from_iter([(nome, Value::Object(fields))]))))
}

/// It is something else.
#[derive(Debug)]
pub struct Illeggibile;

impl fmt::Display for Illeggibile {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Illeggibile {}

impl de::Error for Illeggibile {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// What is read.
#[derive(Debug)]
pub struct Da(Value);

/// A whole number, whichever its type.
fn whole<'de, V: Visitor<'de>>(value: &Value, visitor: V) -> Result<V::Value, Illeggibile> {
    let Value::Number(number) = value else { return Err(Illeggibile) };
    match (number.as_u64(), number.as_i64()) {
        (Some(number), _) => visitor.visit_u64(number),
        (None, Some(number)) => visitor.visit_i64(number),
        (None, None) => Err(Illeggibile),
    }
}

macro_rules! whole {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Illeggibile> {
            whole(&self.0, visitor)
        })*
    };
}

macro_rules! text {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Illeggibile> {
            let Value::String(text) = self.0 else { return Err(Illeggibile) };
            visitor.visit_string(text)
        })*
    };
}

impl<'de> Deserializer<'de> for Da {
    type Error = Illeggibile;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Illeggibile> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) if number.is_f64() => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            value @ Value::Number(_) => whole(&value, visitor),
            Value::String(text) => visitor.visit_string(text),
            Value::Array(values) => visitor.visit_seq(Voci(values.into_iter())),
            Value::Object(fields) => visitor.visit_map(Campi::from(fields)),
        }
    }

    whole! { deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 }
    text! { deserialize_str deserialize_string deserialize_identifier }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Illeggibile> {
        visitor.visit_bool(self.0.as_bool().ok_or(Illeggibile)?)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Illeggibile> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Illeggibile> {
        visitor.visit_f64(self.0.as_number().and_then(Number::as_f64).ok_or(Illeggibile)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Illeggibile> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Illeggibile> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Illeggibile> {
        let Value::Array(values) = self.0 else { return Err(Illeggibile) };
        visitor.visit_seq(Voci(values.into_iter()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Illeggibile> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, visitor: V) -> Result<V::Value, Illeggibile> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Illeggibile> {
        let Value::Object(fields) = self.0 else { return Err(Illeggibile) };
        visitor.visit_map(Campi::from(fields))
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Illeggibile> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Illeggibile> {
        visitor.visit_enum(match self.0 {
            Value::String(nome) => Variante { nome, contenuto: Value::Null },
            Value::Object(fields) => {
                let mut fields = fields.into_iter();
                let (Some((nome, contenuto)), None) = (fields.next(), fields.next()) else { return Err(Illeggibile) };
                Variante { nome, contenuto }
            }
            _ => return Err(Illeggibile),
        })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Illeggibile> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { char bytes byte_buf unit unit_struct i128 u128 }
}

struct Voci(vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Voci {
    type Error = Illeggibile;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Illeggibile> {
        self.0.next().map(|value| seed.deserialize(Da(value))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Campi {
    fields: map::IntoIter,
    value: Value,
}

impl From<Map<String, Value>> for Campi {
    fn from(fields: Map<String, Value>) -> Self {
        Self { fields: fields.into_iter(), value: Value::Null }
    }
}

impl<'de> MapAccess<'de> for Campi {
    type Error = Illeggibile;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Illeggibile> {
        let Some((nome, value)) = self.fields.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(Da(Value::String(nome))).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Illeggibile> {
        seed.deserialize(Da(self.value.take()))
    }
}

struct Variante {
    nome: String,
    contenuto: Value,
}

impl<'de> EnumAccess<'de> for Variante {
    type Error = Illeggibile;
    type Variant = Da;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Da), Illeggibile> {
        Ok((seed.deserialize(Da(Value::String(self.nome)))?, Da(self.contenuto)))
    }
}

impl<'de> VariantAccess<'de> for Da {
    type Error = Illeggibile;

    fn unit_variant(self) -> Result<(), Illeggibile> {
        if self.0.is_null() { Ok(()) } else { Err(Illeggibile) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Illeggibile> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Illeggibile> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Illeggibile> {
        self.deserialize_map(visitor)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Debug;

    use crate::home::Home;
    use crate::modello::Voce;
    use crate::problema::{Problema, Tipo};
    use serde::{Deserialize, Serialize};

    use super::*;

    /// Every way of writing that the API's types have.
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Tutto {
        intero: u8,
        meno: i16,
        lungo: u64,
        reale: f64,
        vero: bool,
        testo: String,
        forse: Option<String>,
        #[serde(default)]
        manca: Vec<u32>,
        avvolto: Avvolto,
        coppia: (u8, String),
        stato: Stato,
        dentro: Vec<Dentro>,
        mappa: BTreeMap<String, String>,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Avvolto(String);

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Stato {
        InCarico,
        Con(u8),
        Con2 { a: u8 },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "tipo", rename_all = "snake_case")]
    enum Dentro {
        Uno { n: u32, forse: Option<bool> },
        Altro,
    }

    const TUTTO: &str = r#"{"intero":255,"meno":-7,"lungo":9007199254740993,"reale":2,"vero":true,"testo":"a\"b\u00e8","forse":null,
        "avvolto":"x","coppia":[1,"y"],"stato":"in_carico","dentro":[{"tipo":"uno","n":3},{"tipo":"altro"},{"n":4,"forse":true,"tipo":"uno"}],
        "mappa":{"k":"v"},"ignoto":[{}]}"#;

    fn same<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
        assert_eq!(read::<T>(text), serde_json::from_str::<T>(text).ok(), "{text}");
    }

    #[test]
    fn as_serde_json_reads_it() {
        assert!(read::<Tutto>(TUTTO).is_some());
        same::<Tutto>(TUTTO);
        for (right, other) in [
            ("255", "256"),
            ("255", "-1"),
            ("255", "1.5"),
            ("-7", "40000"),
            ("\"in_carico\"", "{\"con\":3}"),
            ("\"in_carico\"", "{\"con2\":{\"a\":1}}"),
            ("\"in_carico\"", "\"boh\""),
            ("\"in_carico\"", "3"),
            ("true,\"testo\"", "1,\"testo\""),
            ("[1,\"y\"]", "[1]"),
            ("{\"k\":\"v\"}", "{\"k\":1}"),
            ("\"avvolto\":\"x\",", ""),
            ("\"tipo\":\"altro\"", "\"tipo\":\"boh\""),
            ("\"ignoto\"", "ignoto"),
        ] {
            same::<Tutto>(&TUTTO.replacen(right, other, 1));
        }
        same::<Vec<String>>(r#"["a","b"]"#);
        same::<Home>("{}");
    }

    /// What happened, as it is written, with the field that names it first, last and missing.
    #[test]
    fn what_is_named_by_a_field() {
        let letta = r#"{"versione":3,"quando":"2026-10-05T08:00:00Z","quesito":"akp2o2woes27ocgovr23nyylue","protocollo":{"segnatura":"s","numero":"1","data":"2026-10-05"},"tipo":"correlata"}"#;
        let voce: Voce = read(letta).unwrap();
        assert!(matches!(voce, Voce::Correlata { versione: 3, .. }));
        let written = serde_json::to_string(&voce).unwrap();
        assert!(written.starts_with(r#"{"tipo":"correlata","versione":3,"#), "{written}");
        assert_eq!(read(&written).as_ref(), Some(&voce));
        assert_eq!(serde_json::from_str::<Voce>(&written).unwrap(), voce);
        for wrong in [r#""tipo":"boh""#, r#""tipo":3"#, r#""genere":"correlata""#] {
            let wrong = letta.replace(r#""tipo":"correlata""#, wrong);
            assert!(read::<Voce>(&wrong).is_none() && serde_json::from_str::<Voce>(&wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_problem() {
        let text = serde_json::to_string(&Tipo::NonTrovato.problema()).unwrap();
        assert_eq!(read::<Problema>(&text).and_then(|problema| problema.kind()), Some(Tipo::NonTrovato));
    }
}
