//! For each law a store that breaks it, in one place: the check names that law.

use std::collections::BTreeSet;

use cassetto_esercizio::Legge;
use cassetto_tests::{Individuo, System, messaggio};
use serde_json::{Value, json};

use super::fsck;
use crate::passi::{allegati, chiave, nuovo};

/// A system with some of everything that laws speak of.
async fn system() -> System {
    let system = System::start().await;
    let (anna, bruno) = (system.datore(1).await, system.datore(2).await);
    let (studio, ufficio) = (system.intermediario(1).await, system.operatore(1).await);
    system.delega(&studio, &anna).await;
    let id = anna.send(&nuovo(&anna, allegati(&anna, 2).await)).await.expect("a protocol").id;
    ufficio.take(id, 1).await.expect("taken");
    ufficio.answer(id, 2, allegati(&ufficio, 1).await).await.expect("answered");
    anna.append(id, &messaggio(3)).await.expect("added");
    ufficio.close(id, 4, cassetto_api::modello::EsitoVoce::Accolta).await.expect("closed");
    let annulled = bruno.ask().await;
    annul(&ufficio, annulled).await;
    let requested = bruno.nuova_delega(&studio).await;
    bruno.request_delega(&requested, &chiave(1)).await.expect("a request");
    system.cloud.settle().await.expect("a stream");
    for _ in 0..2 {
        system.advance(std::time::Duration::from_secs(86_400));
        system.cloud.registri().await.expect("registers");
    }
    system.session(&bruno).await;
    bruno.ask().await;
    let esito = fsck(&system).await;
    assert!(esito.is_good(), "{esito}");
    system
}

async fn annul(who: &Individuo, id: cassetto_domain::id::QuesitoId) {
    use cassetto_api::fascicolo::{AnnulRegistrazione, Annullamento};
    let body = Annullamento { versione: 1, voce: 1, motivo: "Registrata due volte.".to_owned() };
    let path = cassetto_api::quesiti::QuesitoPath { id };
    who.client.call::<AnnulRegistrazione>(&path, &cassetto_api::endpoint::Nulla {}, &body).await.expect("annulled");
}

/// The first row that a test of its keys picks.
fn find(system: &System, is_it: impl Fn(&str, &str) -> bool) -> Value {
    let rows = system.cloud.rows().expect("rows");
    let key = |row: &Value, name: &str| row[name]["S"].as_str().unwrap_or_default().to_owned();
    rows.into_iter().find(|row| is_it(&key(row, "pk"), &key(row, "sk"))).expect("such a row")
}

/// The SHA-256 of nothing that there is.
const ZEROS: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// How a store is broken.
enum Rottura {
    /// A row's attribute is another one.
    Cambia(&'static str, Value),
    Togli,
    /// The row is there a second time, under another sort key.
    Copia(&'static str),
    /// An attribute goes.
    Senza(&'static str),
}

/// A ticket of a notice, not of a summary.
fn ticket(system: &System) -> Value {
    let rows = system.cloud.rows().expect("rows");
    let is_ticket = |row: &Value| row["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("OUT#")) && row["fi"].is_null();
    rows.into_iter().find(is_ticket).expect("a ticket")
}

fn row_of(system: &System, which: &str) -> Value {
    let starts = |pk: &'static str, sk: &'static str| move |a: &str, b: &str| a.starts_with(pk) && b.starts_with(sk);
    match which {
        "testata" => find(system, |pk, sk| pk.starts_with("Q#") && sk == "Q"),
        "chiusa" => {
            let rows = system.cloud.rows().expect("rows");
            rows.into_iter().find(|row| row["sk"]["S"] == "Q" && row["s"]["S"] == "c").expect("a closed one")
        }
        "voce" => find(system, starts("Q#", "V#000002")),
        "contatore" => find(system, |pk, sk| pk.starts_with("REG#7000") && sk == "N"),
        "registrazione" => find(system, |pk, sk| pk.starts_with("REG#7000") && sk == "0000002"),
        "ultima" => find(system, |pk, sk| pk.starts_with("REG#7000") && sk == "0000005"),
        "giornaliero" => find(system, starts("REGG#", "20261124")),
        "primo giornaliero" => find(system, starts("REGG#", "20261123")),
        "annullamento" => find(system, starts("REGA#", "")),
        "biglietto" => ticket(system),
        "avviso" => {
            let rows = system.cloud.rows().expect("rows");
            let datore = row_of(system, "chiusa")["d"].clone();
            let told = |row: &Value| {
                row["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("AV#")) && row["ev"]["S"] == "chiuso" && row["pi"] == datore
            };
            rows.into_iter().find(told).expect("a notice")
        }
        "in coda" => {
            // The notice of a ticket.
            let id = ticket(system)["sk"]["S"].as_str().unwrap_or_default().to_owned();
            find(system, move |pk, sk| pk.starts_with("AV#") && sk.ends_with(&id))
        }
        "chiave" => find(system, |pk, sk| pk.starts_with("I#") && sk == "I" && !pk.ends_with("/delega")),
        "statistica" => find(system, starts("STAT#", "")),
        "puntatore" => find(system, |pk, sk| pk.starts_with("DD#") && sk == "ATTIVA"),
        "concessione" => find(system, |pk, sk| pk.starts_with("P#") && sk.starts_with("D#")),
        "delega in elenco" => find(system, starts("DI#", "L#a#")),
        other => panic!("{other}"),
    }
}

fn broken(system: &System, which: &str, rottura: &Rottura) {
    let mut row = row_of(system, which);
    match rottura {
        Rottura::Togli => return system.cloud.delete_row(&row["pk"]["S"], &row["sk"]["S"]).expect("gone"),
        Rottura::Cambia(name, value) => row[*name] = value.clone(),
        Rottura::Copia(sk) => row["sk"] = json!({ "S": sk }),
        Rottura::Senza(name) => drop(row.as_object_mut().expect("a row").remove(*name)),
    }
    system.cloud.put_rows(&[row]).expect("a row");
}

#[tokio::test]
async fn each_broken_law_is_found() {
    use Rottura::{Cambia, Copia, Senza, Togli};
    let cases: Vec<(Legge, &str, Rottura)> = vec![
        (Legge::RigaLeggibile, "registrazione", Senza("mi")),
        (Legge::NumeriSenzaSalti, "registrazione", Togli),
        (Legge::GiorniInOrdine, "registrazione", Cambia("dt", json!({ "S": "20261201" }))),
        (Legge::Contatore, "contatore", Cambia("n", json!({ "N": "9" }))),
        (Legge::Contatore, "ultima", Togli),
        (Legge::RegistrazioneDiVoce, "ultima", Copia("0000006")),
        (Legge::VoceRegistrata, "registrazione", Cambia("h", json!({ "B": ZEROS }))),
        (Legge::Annullamento, "annullamento", Togli),
        (Legge::RegistroDiOgniGiorno, "primo giornaliero", Togli),
        (Legge::RegistroDocumento, "giornaliero", Cambia("b", json!({ "N": "1" }))),
        (Legge::RegistroCatena, "primo giornaliero", Cambia("h", json!({ "B": ZEROS }))),
        (Legge::RegistroContenuto, "registrazione", Cambia("o", json!({ "S": "Altro oggetto" }))),
        (Legge::GiornoChiuso, "contatore", Senza("ch")),
        (Legge::OggettoRiferito, "primo giornaliero", Togli),
        (Legge::ThreadIntero, "voce", Togli),
        (Legge::ThreadIntero, "testata", Togli),
        (Legge::Testata, "chiusa", Cambia("s", json!({ "S": "i" }))),
        (Legge::CopieInElenco, "testata", Cambia("g2pk", json!({ "S": "S#4900#a" }))),
        (Legge::ElencoDelDelegato, "puntatore", Togli),
        (Legge::AvvisoDiEvento, "avviso", Togli),
        (Legge::BigliettoDiAvviso, "biglietto", Togli),
        (Legge::AvvisoDiBiglietto, "in coda", Togli),
        (Legge::ChiaveUsata, "chiave", Cambia("p", json!({ "S": "7000/20261123/77" }))),
        (Legge::Statistiche, "statistica", Cambia("np", json!({ "N": "41" }))),
        (Legge::DelegaAttiva, "puntatore", Togli),
        (Legge::Concessione, "concessione", Togli),
        (Legge::DelegaInCopia, "delega in elenco", Togli),
    ];
    let system = system().await;
    let before = system.cloud.rows().expect("rows");
    let mut tried = BTreeSet::new();
    for (legge, which, rottura) in &cases {
        broken(&system, which, rottura);
        let esito = fsck(&system).await;
        assert!(esito.leggi().contains(legge), "{} at {which}: {esito}", legge.codice());
        let text = esito.to_string();
        assert!(!text.contains("Esempio") && !text.contains("SMPNNA"), "somebody's name in {text}");
        tried.insert(*legge);
        mend(&system, &before);
    }
    assert!(fsck(&system).await.is_good(), "mended");
    // These are broken by objects, below; an index is DynamoDB's own.
    let elsewhere = BTreeSet::from([Legge::OggettoPresente, Legge::OggettoOscurato, Legge::Indice]);
    let missing: Vec<_> = Legge::ALL.iter().filter(|legge| !tried.contains(legge) && !elsewhere.contains(legge)).collect();
    assert!(missing.is_empty(), "no case breaks {missing:?}");
    println!("{} broken stores, {} laws", cases.len(), tried.len());
}

/// Everything as it was.
fn mend(system: &System, before: &[Value]) {
    for row in system.cloud.rows().expect("rows") {
        if !before.iter().any(|old| old["pk"] == row["pk"] && old["sk"] == row["sk"]) {
            system.cloud.delete_row(&row["pk"]["S"], &row["sk"]["S"]).expect("gone");
        }
    }
    system.cloud.put_rows(before).expect("rows");
}

#[tokio::test]
async fn a_document_that_is_missing_changed_or_unknown_is_found() {
    let system = system().await;
    let store = &system.kit().store;
    let key = system.cloud.object_keys().expect("keys").into_iter().find(|key| key.starts_with("allegati/")).expect("a document");
    let id: cassetto_domain::id::AllegatoId = key.trim_start_matches("allegati/").parse().expect("an identifier");
    let bytes = store.read_allegato(id).await.expect("its bytes");
    let laws = async || fsck(&system).await.leggi();

    let mut other = bytes.clone();
    other[0] ^= 1;
    store.put_allegato(id, cassetto_domain::allegato::TipoFile::Pdf, other).await.expect("another byte");
    assert_eq!(laws().await, [Legge::OggettoPresente], "one changed byte");
    store.purge_allegato(id, id, &[]).await.expect("gone");
    assert_eq!(laws().await, [Legge::OggettoPresente], "a missing document");
    store.put_allegato(id, cassetto_domain::allegato::TipoFile::Pdf, bytes).await.expect("back");
    assert_eq!(laws().await, []);

    // A message may still come for it; after a month none does.
    let unknown = cassetto_domain::id::AllegatoId::from_bytes([5; 16]);
    store.put_allegato(unknown, cassetto_domain::allegato::TipoFile::Pdf, vec![1]).await.expect("an object");
    let esito = fsck(&system).await;
    assert_eq!(esito.conteggi.get("oggetti giovani senza riferimento"), Some(&1), "{esito}");
    assert!(esito.is_good(), "{esito}");
    system.advance(std::time::Duration::from_secs(32 * 86_400));
    system.cloud.registri().await.expect("registers");
    assert_eq!(laws().await, [Legge::OggettoRiferito]);
}
