//! What is logged and measured names nobody: marked data goes through every operation and every job, well and badly, and is then looked
//! for in all that was written. And one identifier leads from the browser to the SMS, the e-mail and their receipts.

use std::collections::BTreeSet;
use std::sync::{Mutex, Once, PoisonError};

use cassetto_api::routes::ALL;
use cassetto_domain::contatto::{Cellulare, Email};
use cassetto_domain::ruolo::Ruolo;
use cassetto_local::{Fault, Rule, Target};
use cassetto_runtime::logging;
use cassetto_tests::{Individuo, System};
use serde_json::{Value, json};

use crate::access::cases::CASES;
use crate::access::scene::Scene;

/// In every text, name of a file and search.
const MARK: &str = "zaffiro-marcato";
const NAME: &str = "Smeraldina";
const SURNAME: &str = "Topaziani";
const PHONE: &str = "+393517654321";
const EMAIL: &str = "smeraldina.topaziani@ametista.example";
const PEC: &str = "topaziani@pec-ametista.example";

/// All that this process writes from the first call on, other tests' too: theirs names nobody either.
static WRITTEN: Mutex<String> = Mutex::new(String::new());

fn capture() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        logging::init_to(Box::new(|line| {
            WRITTEN.lock().unwrap_or_else(PoisonError::into_inner).push_str(&String::from_utf8_lossy(line));
        }));
    });
}

fn written() -> String {
    WRITTEN.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Every line, as JSON.
fn lines() -> Vec<Value> {
    written().lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// The fields that people write into.
fn mark(value: &mut Value) {
    const FREE: [&str; 7] = ["oggetto", "testo", "motivo", "commento", "contenuto", "nome", "note"];
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if FREE.contains(&name.as_str()) => {
                        // Before the extension of a file's name.
                        *text = text.strip_suffix(".pdf").map_or_else(|| format!("{text} {MARK}"), |stem| format!("{stem} {MARK}.pdf"));
                    }
                    other => mark(other),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(mark),
        _ => {}
    }
}

/// Gives somebody a name and contacts that nothing else has.
async fn disguise(system: &System, individuo: &Individuo) {
    let mut persona = system.kit().store.persona(individuo.id).await.expect("a table").expect("a person");
    (persona.nome, persona.cognome) = (NAME.to_owned(), SURNAME.to_owned());
    persona.contatti.cellulare = Some(Cellulare::parse(PHONE).expect("a number"));
    persona.contatti.email = Some(Email::parse(EMAIL).expect("an address"));
    persona.contatti.pec = Some(Email::parse(PEC).expect("an address"));
    system.kit().store.put_persona(&persona).await.expect("a person");
}

/// One marked request to every route, as each role; what it leads to; the same with services that fail.
async fn everything(faults: &[Rule]) -> BTreeSet<String> {
    let mut own = BTreeSet::new();
    for (_, meta) in ALL {
        let case = CASES.iter().find(|case| case.route == meta.name).expect("a case");
        let scene = Scene::set(case.stage).await;
        for who in [&scene.datore, &scene.intermediario, &scene.operatore] {
            disguise(&scene.system, who).await;
            own.insert(who.codice_fiscale.as_str().to_owned());
        }
        faults.iter().for_each(|rule| scene.system.cloud.faults().inject(rule.clone()));
        for ruolo in [None, Some(Ruolo::Datore), Some(Ruolo::Intermediario), Some(Ruolo::Operatore), Some(Ruolo::Responsabile)] {
            scene.call_changed(*meta, case, ruolo, mark).await;
        }
        let cloud = &scene.system.cloud;
        // With a service down these fail too: what they say of it is what is looked at.
        let _ = cloud.settle().await;
        let _ = cloud.sweep().await;
        let _ = cloud.functions().stream(json!({ "Records": [{ "eventName": "INSERT" }] })).await;
        for receipt in [
            json!({ "tipo": "sms", "messaggio": "m", "esito": "permanente", "numero": PHONE }),
            json!({ "tipo": "fax", "numero": PHONE, "testo": MARK }),
            json!({ "mail": { "messageId": "m", "destination": [EMAIL] }, "eventType": "Bounce", "bounce": { "bounceType": "Permanent" } }),
        ] {
            cloud.receipt(&receipt).await;
        }
        let _ = cloud.functions().scadenze().await;
        scene.system.set_now("2026-11-24T23:15:00Z");
        let _ = cloud.registri().await;
        let _ = cloud.sweep().await;
        for sms in cloud.sent().lists().sms {
            for mark in [MARK, NAME, SURNAME, EMAIL] {
                assert!(!sms.testo.contains(mark), "{}: an SMS says {mark}", meta.name);
            }
        }
    }
    own
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_written_names_anybody() {
    capture();
    let mut personal = everything(&[]).await;
    personal.extend([MARK, NAME, SURNAME, PHONE, EMAIL, PEC, "smeraldina.topaziani"].map(str::to_owned));
    personal.insert(PHONE.trim_start_matches("+39").to_owned());

    let lines = lines();
    let served: BTreeSet<&str> = lines.iter().filter_map(|line| line["rotta"].as_str()).collect();
    for (_, meta) in ALL {
        assert!(served.contains(meta.route_key().as_str()), "{} left no line", meta.name);
    }
    let functions: BTreeSet<&str> = lines.iter().filter_map(|line| line["funzione"].as_str()).collect();
    for function in
        ["login", "quesito-submit", "quesito-list", "fascicolo", "deleghe", "contatti", "notify", "deliver", "esiti", "registro"]
    {
        assert!(functions.contains(function), "{function} left no metric");
    }
    let written = written().to_lowercase();
    let named: Vec<&String> = personal.iter().filter(|mark| written.contains(&mark.to_lowercase())).collect();
    assert_eq!(named, Vec::<&String>::new(), "what was written names somebody");
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_does_what_is_written_when_services_fail() {
    capture();
    let rules = [Target::Sns, Target::Smtp, Target::S3].map(|target| Rule::new(target, Fault::Status500));
    let mut personal = everything(&rules).await;
    personal.extend([MARK, NAME, SURNAME, PHONE, EMAIL, PEC].map(str::to_owned));
    let written = written().to_lowercase();
    assert!(written.contains("internal error") && written.contains("notice not sent"), "the failures were told");
    let named: Vec<&String> = personal.iter().filter(|mark| written.contains(&mark.to_lowercase())).collect();
    assert_eq!(named, Vec::<&String>::new(), "what was written names somebody");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_identifier_leads_from_the_browser_to_the_notice_and_its_receipt() {
    capture();
    let system = System::start().await;
    let anna = system.datore(1).await;
    let trace = "c0ffee00c0ffee00c0ffee00c0ffee01";
    let body = serde_json::to_string(&anna.domanda()).expect("a body");
    let sent = anna.client.raw_traced("POST", "/api/quesiti", Some(body), Some(&cassetto_tests::chiave()), trace).await;
    assert_eq!(sent.status(), 201);
    system.cloud.settle().await.expect("settled");
    let sms = system.cloud.sent().lists().sms.last().expect("an SMS").messaggio.clone();
    system.cloud.receipt(&json!({ "tipo": "sms", "messaggio": sms, "esito": "consegnato" })).await;

    let lines = lines();
    let of: Vec<&Value> = lines.iter().filter(|line| line["correlazione"] == trace).collect();
    let told = |function: &str, field: &str, value: &str| of.iter().any(|line| line["funzione"] == function && line[field] == value);
    assert!(told("quesito-submit", "rotta", "POST /api/quesiti"), "{of:?}");
    assert!(told("notify", "canale", "sms"), "{of:?}");
    assert!(told("deliver", "canale", "email"), "{of:?}");
    assert!(told("esiti", "esito", "consegnata"), "{of:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_browser_calls_itself_is_a_trace_id_or_nothing() {
    capture();
    let system = System::start().await;
    let anna = system.datore(1).await;
    for odd in ["SMPNNA00A02H501X", "zaffiro", &"a".repeat(31), &"0".repeat(32)] {
        let answer = anna.client.raw_traced("GET", "/api/home", None, None, odd).await;
        assert_eq!(answer.status(), 200);
        assert!(!written().contains(&format!("\"correlazione\":\"{odd}\"")), "{odd}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_tells_what_it_cost_and_a_contended_number_is_seen() {
    capture();
    let system = System::start().await;
    let anna = system.datore(1).await;
    let trace = "c0ffee00c0ffee00c0ffee00c0ffee02";
    system.cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::TransactionConflict).on("TransactWriteItems").times(1));
    let body = serde_json::to_string(&anna.domanda()).expect("a body");
    anna.client.raw_traced("POST", "/api/quesiti", Some(body), Some(&cassetto_tests::chiave()), trace).await;
    let lines = lines();
    let line = lines.iter().find(|line| line["correlazione"] == trace && line["rotta"].is_string()).expect("a line");
    assert_eq!((&line["funzione"], &line["status"], &line["Registrazioni"]), (&json!("quesito-submit"), &json!(201), &json!(1.0)));
    assert!(line["Contese"].as_f64() >= Some(1.0), "{line}");
    assert!(line["UnitaScrittura"].as_f64() > Some(10.0) && line["UnitaLettura"].as_f64() > Some(1.0), "{line}");
    assert!(line["Durata"].is_number() && line["Avvii"] == 1.0, "{line}");
    let dimensions = line["_aws"]["CloudWatchMetrics"].as_array().expect("metrics").iter().map(|metric| metric["Dimensions"].to_string());
    let known = [r#"[["funzione"],["funzione","rotta"]]"#, r#"[["funzione"]]"#];
    assert!(dimensions.into_iter().all(|dimensions| known.contains(&dimensions.as_str())), "a correlation is no dimension");
}
