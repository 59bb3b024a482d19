//! Steps that the tests of faults, contention and capacity have in common, and the table's rows as they compare them.

use std::collections::BTreeMap;

use cassetto_allegati::campioni;
use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{
    AnswerQuesito, Chiusura, CloseQuesito, CommentQuesito, NuovaRisposta, NuovoCommento, PresaInCarico, TakeQuesito,
};
use cassetto_api::modello::{EsitoVoce, QuesitoDettaglio};
use cassetto_api::quesiti::{AllegatoInviato, CreateQuesito, NuovoQuesito, QuesitoPath, QuesitoProtocollato};
use cassetto_domain::categoria;
use cassetto_domain::id::QuesitoId;
use cassetto_tests::{Answer, Client, Individuo, SEDE, System};
use data_encoding::BASE64;
use serde_json::Value;

/// All rows by primary key.
pub type Rows = BTreeMap<(String, String), Value>;

/// What one send writes: see [`changes`].
pub const SEND: [&str; 8] = ["avviso", "avviso", "chiave", "contatore", "registrazione", "statistica", "testata", "voce"];

/// What a change of state writes.
pub const CHANGE: [&str; 4] = ["avviso", "avviso", "testata", "voce"];

/// What the last change writes.
pub const CLOSE: [&str; 5] = ["avviso", "avviso", "statistica", "testata", "voce"];

/// A text of 500 characters, as a person would write it, without accents.
pub fn testo() -> String {
    let mut testo = "Buongiorno, ho ricevuto un avviso per il terzo trimestre e vorrei sapere se il pagamento risulta. ".repeat(6);
    testo.truncate(500);
    testo
}

/// The same person before another gateway.
pub fn at(origin: &str, who: &Individuo) -> Individuo {
    let client = Client::new(origin);
    client.set_cookie(who.client.cookie());
    Individuo { id: who.id, codice_fiscale: who.codice_fiscale.clone(), rapporto: who.rapporto.clone(), client }
}

/// A quesito on the employer's first rapporto.
pub fn nuovo(datore: &Individuo, allegati: Vec<AllegatoInviato>) -> NuovoQuesito {
    let categorie = categoria::corrente();
    NuovoQuesito {
        rapporto: datore.rapporto.as_ref().expect("an employer").to_string(),
        categoria: categorie.voci[0].codice.to_owned(),
        versione_categorie: categorie.versione,
        oggetto: "Avviso di pagamento del terzo trimestre".to_owned(),
        testo: testo(),
        allegati,
        ..NuovoQuesito::default()
    }
}

/// An acceptable `Idempotency-Key`.
pub fn chiave(number: u32) -> String {
    format!("chiave-di-prova-{number:06}")
}

/// Uploads `count` different documents.
pub async fn allegati(who: &Individuo, count: u32) -> Vec<AllegatoInviato> {
    let mut uploaded = Vec::new();
    for number in 0..count {
        let bytes = campioni::pdf(&format!("documento {number}"));
        uploaded.push(who.client.upload(&format!("documento-{number}.pdf"), "application/pdf", bytes).await.expect("an upload"));
    }
    uploaded
}

pub async fn send(datore: &Individuo, chiave: &str, nuovo: &NuovoQuesito) -> Answer<QuesitoProtocollato> {
    datore.client.call_with_key::<CreateQuesito>(&Nulla {}, &Nulla {}, nuovo, Some(chiave)).await
}

/// A quesito that is there, without documents.
pub async fn sent(datore: &Individuo, number: u32) -> QuesitoProtocollato {
    send(datore, &chiave(number), &nuovo(datore, Vec::new())).await.expect("a quesito")
}

/// What an operator does to a quesito.
#[derive(Debug, Clone)]
pub enum Comando {
    Take,
    Comment,
    Answer { chiave: String, allegati: Vec<AllegatoInviato> },
    Close,
}

pub async fn office(operatore: &Individuo, id: QuesitoId, versione: u32, comando: &Comando) -> Answer<QuesitoDettaglio> {
    let (path, client) = (QuesitoPath { id }, &operatore.client);
    match comando {
        Comando::Take => client.call::<TakeQuesito>(&path, &Nulla {}, &PresaInCarico { versione, commento: None }).await,
        Comando::Comment => {
            client.call::<CommentQuesito>(&path, &Nulla {}, &NuovoCommento { versione, commento: "Verifica in corso.".to_owned() }).await
        }
        Comando::Answer { chiave, allegati } => {
            let risposta = NuovaRisposta { versione, testo: "Il pagamento risulta.".to_owned(), allegati: allegati.clone() };
            client.call_with_key::<AnswerQuesito>(&path, &Nulla {}, &risposta, Some(chiave)).await
        }
        Comando::Close => {
            let chiusura = Chiusura { versione, esito: EsitoVoce::Accolta, commento: "Pagamento trovato.".to_owned() };
            client.call::<CloseQuesito>(&path, &Nulla {}, &chiusura).await
        }
    }
}

pub fn rows(system: &System) -> Rows {
    let text = |row: &Value, name: &str| row[name]["S"].as_str().expect("a key").to_owned();
    let rows = system.cloud.rows().expect("the rows");
    rows.into_iter().map(|row| ((text(&row, "pk"), text(&row, "sk")), row)).collect()
}

/// The kinds of the rows that are new or other than before, in order; those that are gone with a minus.
pub fn changes(before: &Rows, after: &Rows) -> Vec<String> {
    let gone = before.keys().filter(|key| !after.contains_key(*key)).map(|key| format!("-{}", kind(key)));
    let written = after.iter().filter(|(key, row)| before.get(*key) != Some(*row)).map(|(key, _)| kind(key).to_owned());
    let mut changes: Vec<String> = gone.chain(written).collect();
    changes.sort();
    changes
}

fn kind((pk, sk): &(String, String)) -> &str {
    match (pk.split('#').next().unwrap_or_default(), sk.split('#').next().unwrap_or_default()) {
        ("I", _) => "chiave",
        // The notice and its ticket.
        ("OUT" | "AV", _) => "avviso",
        ("Q", "Q") => "testata",
        ("Q", "V") => "voce",
        ("Q", "A") => "avviso partito",
        ("REG", "N") => "contatore",
        ("REG", _) => "registrazione",
        ("STAT", _) => "statistica",
        _ => pk,
    }
}

/// A register without gaps, up to its last number.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Registro {
    pub sede: String,
    pub ultimo: u32,
}

impl Registro {
    pub fn new(sede: &str, ultimo: u32) -> Self {
        Self { sede: sede.to_owned(), ultimo }
    }
}

/// Every register of a year, by sede: each is without gaps.
pub fn registers(rows: &Rows, anno: i16) -> Vec<Registro> {
    let suffix = format!("#{anno}");
    let sede = |pk: &str| Some(pk.strip_prefix("REG#")?.strip_suffix(&suffix)?.to_owned());
    let sedi: std::collections::BTreeSet<String> = rows.keys().filter_map(|(pk, _)| sede(pk)).collect();
    let each = sedi.into_iter().map(|sede| {
        let numbers = numbers(rows, &sede, anno);
        let ultimo = u32::try_from(numbers.len()).expect("a few");
        assert_eq!(numbers, (1..=ultimo).collect::<Vec<_>>(), "{sede}");
        Registro { sede, ultimo }
    });
    each.collect()
}

/// The numbers of the register of [`SEDE`] in a year, in order. Its counter must stand at the last one, and each number must be the
/// one of its own message.
pub fn register(rows: &Rows, anno: i16) -> Vec<u32> {
    numbers(rows, SEDE, anno)
}

fn numbers(rows: &Rows, sede: &str, anno: i16) -> Vec<u32> {
    let pk = format!("REG#{sede}#{anno}");
    let counter = rows.get(&(pk.clone(), "N".to_owned())).and_then(|row| row["n"]["N"].as_str()?.parse::<u32>().ok());
    let mut numbers = Vec::new();
    for ((_, sk), row) in rows.iter().filter(|((partition, sk), _)| *partition == pk && sk != "N") {
        let number: u32 = sk.parse().expect("a number");
        let bytes = BASE64.decode(row["q"]["B"].as_str().expect("a quesito").as_bytes()).expect("base64");
        let quesito = QuesitoId::from_bytes(bytes.try_into().expect("16 bytes"));
        let versione: u32 = row["v"]["N"].as_str().and_then(|text| text.parse().ok()).expect("a version");
        let message =
            rows.get(&(format!("Q#{quesito}"), format!("V#{versione:06}"))).unwrap_or_else(|| panic!("{number} registers nothing"));
        let data = row["dt"]["S"].as_str().expect("a date");
        assert_eq!(message["p"]["S"].as_str(), Some(format!("{sede}/{data}/{number}").as_str()));
        numbers.push(number);
    }
    numbers.sort_unstable();
    assert_eq!(counter, numbers.last().copied(), "the counter of {anno}");
    numbers
}
