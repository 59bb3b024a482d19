//! The same as `serde_json::from_str`, for every way of writing that the types of the contract and of the app have.

use std::collections::BTreeMap;
use std::fmt::Debug;

use cassetto_leggere::{Leggibile, read};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

#[derive(Debug, PartialEq, Deserialize, Leggibile)]
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
    #[serde(skip_serializing_if = "Option::is_none", default)]
    assente: Option<Avvolto>,
    #[serde(rename = "type")]
    tipo: String,
    r#fn: i64,
    avvolto: Avvolto,
    scritto: Scritto,
    trasparente: Trasparente,
    coppia: (u8, String),
    punto: Punto,
    stato: Stato,
    motivo: Motivo,
    dentro: Vec<Dentro>,
    mappa: BTreeMap<String, String>,
    numeri: BTreeMap<u8, Box<Semplice>>,
    scatola: Box<Option<u8>>,
    pagina: Pagina<Nulla>,
    copia: Copia,
    qualunque: Value,
}

#[derive(Debug, PartialEq, Deserialize, Leggibile)]
struct Avvolto(String);

#[derive(Debug, PartialEq, Deserialize, Leggibile)]
struct Punto(i8, i32);

#[derive(Debug, PartialEq, Deserialize, Leggibile)]
#[serde(transparent)]
struct Trasparente {
    solo: f64,
}

#[derive(Debug, PartialEq, Deserialize, Leggibile)]
#[serde(deny_unknown_fields)]
struct Nulla {}

#[derive(Debug, PartialEq, Deserialize, Leggibile)]
struct Pagina<T> {
    voci: Vec<T>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Leggibile)]
#[serde(default)]
struct Copia {
    id: Option<u16>,
    versione: u32,
    #[serde(rename = "nome-lungo")]
    nome: String,
}

/// Digits.
#[derive(Debug, PartialEq, Deserialize, Leggibile)]
#[serde(try_from = "String")]
struct Scritto(u16);

impl TryFrom<String> for Scritto {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Leggibile)]
enum Semplice {
    Uno,
    #[serde(rename = "due-due")]
    Due,
}

#[derive(Debug, PartialEq, Deserialize, Leggibile)]
#[serde(rename_all = "snake_case")]
enum Stato {
    InCarico,
    Con(u8),
    Con2 { a: u8, b: Option<u8> },
    Due(u8, String),
    Scatola(Box<Stato>),
}

#[derive(Debug, PartialEq, Deserialize, Leggibile)]
enum Motivo {
    #[serde(rename = "troppo-lungo")]
    TroppoLungo,
    #[serde(other, rename = "altro")]
    Altro,
}

#[derive(Debug, PartialEq, Deserialize, Leggibile)]
#[serde(tag = "tipo", rename_all = "snake_case")]
enum Dentro {
    Uno {
        n: u32,
        forse: Option<bool>,
        #[serde(default)]
        poi: u8,
    },
    Altro,
}

#[derive(Debug, PartialEq, Deserialize, Leggibile)]
#[serde(tag = "tipo")]
enum Futuro {
    Uno {
        n: u32,
    },
    #[serde(other)]
    Altro,
}

const TUTTO: &str = r#"{"intero":255,"meno":-7,"lungo":9007199254740993,"reale":2,"vero":true,"testo":"a\"b\u00e8","forse":null,"type":"t",
    "fn":-9007199254740993,"avvolto":"x","scritto":"12","trasparente":0.5,"coppia":[1,"y"],"punto":[-1,2],"stato":"in_carico","motivo":"troppo-lungo",
    "dentro":[{"tipo":"uno","n":3},{"tipo":"altro"},{"n":4,"forse":true,"tipo":"uno","poi":1}],"mappa":{"k":"v"},
    "numeri":{"1":"Uno","20":"due-due"},"scatola":1,"pagina":{"voci":[{},{"boh":1}]},
    "copia":{"versione":2,"nome-lungo":"n"},"qualunque":[1,{"a":null}],"ignoto":[{}]}"#;

#[track_caller]
fn same<T: Leggibile + DeserializeOwned + PartialEq + Debug>(text: &str) {
    assert_eq!(read::<T>(text), serde_json::from_str::<T>(text).ok(), "{text}");
}

#[test]
fn as_serde_json_reads_it() {
    // All but what nobody may say that was not foreseen.
    let text = TUTTO.replace("{\"boh\":1}", "{}");
    assert!(read::<Tutto>(&text).is_some());
    same::<Tutto>(&text);
    for (right, other) in [
        ("255", "256"),
        ("255", "-1"),
        ("255", "-0"),
        ("255", "1.5"),
        ("255", "1.0"),
        ("255", "1e2"),
        ("255", "\"1\""),
        ("255", "null"),
        ("\"intero\":255,", ""),
        ("-7", "40000"),
        ("-7", "32767"),
        ("-7", "-32769"),
        ("9007199254740993", "18446744073709551615"),
        ("9007199254740993", "18446744073709551616"),
        ("-9007199254740993", "9223372036854775808"),
        ("-9007199254740993", "-9223372036854775808"),
        (":2,", ":18446744073709551616,"),
        (":2,", ":-2e-3,"),
        (":2,", ":\"2\","),
        ("true,\"testo\"", "1,\"testo\""),
        ("true,\"testo\"", "null,\"testo\""),
        ("\"forse\":null", "\"forse\":\"sì\""),
        ("\"forse\":null", "\"forse\":0"),
        ("\"forse\":null,", ""),
        ("\"forse\":null", "\"manca\":[1,2]"),
        ("\"forse\":null", "\"manca\":null"),
        ("\"forse\":null", "\"manca\":[1,-2]"),
        ("\"forse\":null", "\"assente\":\"c'è\""),
        ("\"forse\":null", "\"assente\":null"),
        ("\"forse\":null", "\"assente\":1"),
        ("\"type\"", "\"tipo\""),
        ("\"fn\"", "\"r#fn\""),
        ("\"12\"", "\"\""),
        ("\"12\"", "\"70000\""),
        ("\"12\"", "12"),
        ("0.5", "{\"solo\":0.5}"),
        ("0.5", "1"),
        ("[1,\"y\"]", "[1]"),
        ("[1,\"y\"]", "[1,\"y\",2]"),
        ("[1,\"y\"]", "{}"),
        ("[-1,2]", "[-129,2]"),
        ("[-1,2]", "[]"),
        ("\"in_carico\"", "{\"in_carico\":null}"),
        ("\"in_carico\"", "{\"in_carico\":1}"),
        ("\"in_carico\"", "\"InCarico\""),
        ("\"in_carico\"", "{}"),
        ("\"in_carico\"", "{\"con\":3}"),
        ("\"in_carico\"", "{\"con\":3,\"in_carico\":null}"),
        ("\"in_carico\"", "{\"con\":300}"),
        ("\"in_carico\"", "\"con\""),
        ("\"in_carico\"", "{\"con2\":{\"a\":1}}"),
        ("\"in_carico\"", "{\"con2\":{\"a\":1,\"b\":2}}"),
        ("\"in_carico\"", "{\"con2\":{}}"),
        ("\"in_carico\"", "\"con2\""),
        ("\"in_carico\"", "{\"due\":[1,\"a\"]}"),
        ("\"in_carico\"", "{\"due\":[1]}"),
        ("\"in_carico\"", "{\"scatola\":{\"scatola\":\"in_carico\"}}"),
        ("\"in_carico\"", "{\"boh\":null}"),
        ("\"in_carico\"", "\"boh\""),
        ("\"in_carico\"", "\"\""),
        ("\"in_carico\"", "\"in_carico con\""),
        ("\"in_carico\"", "3"),
        ("\"in_carico\"", "null"),
        ("\"troppo-lungo\"", "\"altro\""),
        ("\"troppo-lungo\"", "\"boh\""),
        ("\"troppo-lungo\"", "\"\""),
        ("\"troppo-lungo\"", "{\"boh\":null}"),
        ("\"troppo-lungo\"", "{\"boh\":1}"),
        ("\"troppo-lungo\"", "1"),
        ("\"tipo\":\"altro\"", "\"tipo\":\"boh\""),
        ("\"tipo\":\"altro\"", "\"tipo\":1"),
        ("\"tipo\":\"altro\"", "\"tipo\":\"altro\",\"n\":\"qualunque\""),
        ("\"tipo\":\"altro\"", "\"tipo\":\"uno\""),
        ("{\"tipo\":\"altro\"}", "{}"),
        ("{\"tipo\":\"altro\"}", "\"altro\""),
        ("{\"k\":\"v\"}", "{\"k\":1}"),
        ("{\"k\":\"v\"}", "{}"),
        ("{\"k\":\"v\"}", "[]"),
        ("\"20\"", "\"256\""),
        ("\"20\"", "\"+2\""),
        ("\"20\"", "\"02\""),
        ("\"20\"", "\" 2\""),
        ("\"20\"", "\"2 \""),
        ("\"20\"", "\"2.0\""),
        ("\"20\"", "\"\""),
        ("\"scatola\":1,", ""),
        ("{\"voci\":[{},{}]}", "{}"),
        ("{\"voci\":[{},{}]}", "{\"voci\":[[1]]}"),
        ("\"versione\":2,", ""),
        ("\"versione\":2,", "\"versione\":-2,"),
        ("\"versione\":2,", "\"id\":3,"),
        ("{\"versione\":2,\"nome-lungo\":\"n\"}", "{}"),
        ("{\"versione\":2,\"nome-lungo\":\"n\"}", "null"),
        ("[1,{\"a\":null}]", "null"),
        (",\"qualunque\":[1,{\"a\":null}]", ""),
        ("\"ignoto\"", "ignoto"),
    ] {
        let changed = text.replacen(right, other, 1);
        assert!(changed != text, "{right} is not there");
        same::<Tutto>(&changed);
    }
    same::<Vec<String>>(r#"["a","b"]"#);
    same::<Vec<String>>(r#"["a",null]"#);
    same::<Option<(u8, u8, u8)>>("[1,2,3]");
    same::<Option<u8>>("null");
    same::<bool>("false");
    same::<BTreeMap<Semplice, usize>>(r#"{"Uno":1,"due-due":2}"#);
    same::<BTreeMap<Semplice, usize>>(r#"{"Tre":1}"#);
}

/// With the field that says which it is first, last and missing.
#[test]
fn what_is_named_by_a_field() {
    for text in [r#"{"tipo":"Uno","n":1}"#, r#"{"n":1,"tipo":"Uno"}"#, r#"{"n":1}"#, r#"{"tipo":"Due","n":1}"#, r#"{"tipo":null}"#, "null"]
    {
        same::<Futuro>(text);
    }
    assert_eq!(read(r#"{"tipo":"Due"}"#), Some(Futuro::Altro));
}

/// An answer of a later release may say more: serde refuses it, since the same type is a request's.
#[test]
fn what_is_not_known_is_passed_over() {
    assert_eq!(read(r#"{"boh":1}"#), Some(Nulla {}));
    assert!(read::<Tutto>(TUTTO).is_some());
    assert!(serde_json::from_str::<Nulla>(r#"{"boh":1}"#).is_err());
}

/// A struct is an object: as an array, which `serde_json` would take too, nobody writes it.
#[test]
fn fields_have_names() {
    assert_eq!(read::<Pagina<u8>>("[[1]]"), None);
    assert_eq!(read::<Pagina<u8>>(r#"{"voci":[1]}"#), Some(Pagina { voci: vec![1] }));
}
