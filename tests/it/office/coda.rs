//! The views of the queue: which rows, in which order, on which pages, and at what cost.

use std::time::Duration;

use cassetto_api::fascicolo::{FiltroCoda, VistaCoda, VoceCoda};
use cassetto_api::modello::{EsitoVoce, FasciaVoce, Pagina};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_domain::id::QuesitoId;
use cassetto_tests::{Individuo, System};
use serde_json::Value;

use crate::passi::{chiave, nuovo, rows, send};

fn ids(voci: &[VoceCoda]) -> Vec<QuesitoId> {
    voci.iter().map(|voce| voce.quesito.id).collect()
}

async fn view(who: &Individuo, vista: VistaCoda, limit: Option<u8>) -> Vec<QuesitoId> {
    ids(&who.whole_queue(vista, limit).await.expect("a queue"))
}

async fn one_in(system: &System, who: &Individuo, categoria: &str) -> QuesitoId {
    system.advance(Duration::from_secs(1));
    who.send(&NuovoQuesito { categoria: categoria.to_owned(), ..who.domanda() }).await.expect("a protocol").id
}

#[tokio::test]
async fn open_and_taken_ones_are_one_list_when_due() {
    let system = System::start().await;
    system.set_now("2026-10-01T10:00:00Z");
    let (anna, bruna, elsewhere) = (system.datore(1).await, system.operatore(1).await, system.operatore_altrove(1).await);
    // One a day: due from 31 October on (a Saturday: Monday 2 November).
    let mut asked = Vec::new();
    for n in 0..24 {
        asked.push(one_in(&system, &anna, "mav").await);
        if n % 3 == 0 {
            bruna.take(asked[n], 1).await.expect("taken");
        }
        system.advance(Duration::from_hours(24));
        for who in [&anna, &bruna] {
            system.session(who).await;
        }
    }
    system.set_now("2026-11-10T09:00:00Z");
    for who in [&anna, &bruna, &elsewhere] {
        system.session(who).await;
    }
    let all = bruna.whole_queue(VistaCoda::InCarico, None).await.expect("a queue");
    let rest = bruna.whole_queue(VistaCoda::DaAssegnare, None).await.expect("a queue");
    assert_eq!((all.len(), rest.len()), (8, 16));
    let mut by_term: Vec<_> = all.iter().chain(&rest).map(|voce| (voce.quesito.termine.0.clone(), voce.quesito.id)).collect();
    by_term.sort_by_key(|(termine, id)| (termine.clone(), asked.iter().position(|other| other == id)));
    let due = |from: &str, to: &str| {
        let of = by_term.iter().filter(|(termine, _)| (from..=to).contains(&termine.as_str()));
        of.map(|(_, id)| *id).collect::<Vec<_>>()
    };
    let (overdue, soon) = (due("", "2026-11-09"), due("2026-11-10", "2026-11-15"));
    assert!(overdue.len() > 5 && soon.len() > 3, "{by_term:?}");
    for limit in [None, Some(1), Some(2), Some(3), Some(7), Some(50)] {
        assert_eq!(view(&bruna, VistaCoda::Scadute, limit).await, overdue, "{limit:?}");
        assert_eq!(view(&bruna, VistaCoda::InScadenza, limit).await, soon, "{limit:?}");
    }
    for voce in bruna.whole_queue(VistaCoda::Scadute, None).await.expect("a queue") {
        let orologio = voce.orologio.expect("a clock");
        assert!(orologio.fascia == FasciaVoce::Scaduto && orologio.giorni < 0, "{orologio:?}");
    }
    for voce in bruna.whole_queue(VistaCoda::InScadenza, None).await.expect("a queue") {
        let orologio = voce.orologio.expect("a clock");
        assert!(matches!(orologio.fascia, FasciaVoce::InScadenza | FasciaVoce::ScadeOggi) && orologio.giorni >= 0, "{orologio:?}");
    }
    for vista in VistaCoda::ALL {
        assert_eq!(elsewhere.queue(&FiltroCoda { vista, ..FiltroCoda::default() }).await.expect("a queue"), nothing());
    }

    // What is taken while somebody turns the pages moves between the two, and is seen once all the same.
    let first = bruna.queue(&FiltroCoda { vista: VistaCoda::Scadute, limit: Some(3), ..FiltroCoda::default() }).await.expect("a page");
    let next = overdue.iter().skip(3).find(|id| rest.iter().any(|voce| voce.quesito.id == **id)).expect("an open one");
    bruna.take(*next, 1).await.expect("taken");
    let filtro = FiltroCoda { vista: VistaCoda::Scadute, cursor: first.cursor, ..FiltroCoda::default() };
    let second = bruna.queue(&filtro).await.expect("a page");
    assert_eq!([ids(&first.voci), ids(&second.voci)].concat(), overdue);
}

fn nothing() -> Pagina<VoceCoda> {
    Pagina { voci: Vec::new(), cursor: None }
}

#[tokio::test]
async fn mine_are_those_in_charge_of_me() {
    let system = System::start().await;
    let (anna, bruna, carlo) = (system.datore(1).await, system.operatore(1).await, system.operatore(2).await);
    let mut asked = Vec::new();
    for n in 0..12 {
        asked.push(one_in(&system, &anna, if n % 2 == 0 { "contributi" } else { "mav" }).await);
    }
    for (n, id) in asked.iter().enumerate() {
        let who = if n < 8 { &bruna } else { &carlo };
        who.take(*id, 1).await.expect("taken");
    }
    for id in &asked[2..4] {
        bruna.request(*id, 2, "2026-12-04").await.expect("asked for");
    }
    bruna.close(asked[0], 2, EsitoVoce::Accolta).await.expect("closed");
    for limit in [None, Some(1), Some(3)] {
        assert_eq!(view(&bruna, VistaCoda::Mie, limit).await, asked[1..8], "{limit:?}");
        assert_eq!(view(&carlo, VistaCoda::Mie, limit).await, asked[8..], "{limit:?}");
        assert_eq!(view(&carlo, VistaCoda::InAttesa, limit).await, asked[2..4], "{limit:?}");
        assert_eq!(view(&carlo, VistaCoda::Chiuse, limit).await, asked[..1], "{limit:?}");
    }
    let filtro = FiltroCoda { vista: VistaCoda::Mie, categoria: Some("contributi".to_owned()), ..FiltroCoda::default() };
    let page = bruna.queue(&filtro).await.expect("a queue");
    assert_eq!(ids(&page.voci), [asked[2], asked[4], asked[6]]);
    let closed = bruna.whole_queue(VistaCoda::Chiuse, None).await.expect("a queue");
    assert_eq!(closed[0].orologio, None);
    let bad = FiltroCoda { vista: VistaCoda::Scadute, cursor: Some("AAAA".to_owned()), ..FiltroCoda::default() };
    system.refuses(bruna.queue(&bad), Tipo::DatiNonValidi, &[("cursor", Motivo::CursorNonValido)]).await;
}

/// The queue tells what the citizen wrote and nobody of the office has opened.
#[tokio::test]
async fn news_are_those_of_the_citizen() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.ask().await;
    let row = |queue: Vec<VoceCoda>| queue.into_iter().find(|voce| voce.quesito.id == id).expect("a row").quesito.da_leggere;
    assert!(row(bruna.whole_queue(VistaCoda::DaAssegnare, None).await.expect("a queue")));
    bruna.take(id, 1).await.expect("taken");
    assert!(row(bruna.whole_queue(VistaCoda::InCarico, None).await.expect("a queue")), "taking is not reading");
    let path = cassetto_api::quesiti::QuesitoPath { id };
    let seen = cassetto_api::quesiti::Lettura { versione: 2 };
    bruna.client.call::<cassetto_api::quesiti::MarkRead>(&path, &cassetto_api::endpoint::Nulla {}, &seen).await.expect("read");
    assert!(!row(bruna.whole_queue(VistaCoda::InCarico, None).await.expect("a queue")));
    // What the office writes is no news for the office.
    bruna.answer(id, 2, Vec::new()).await.expect("an answer");
    assert!(!row(bruna.whole_queue(VistaCoda::InCarico, None).await.expect("a queue")));
}

/// Fills both queues of a sede with copies of one quesito, some overdue.
async fn filled(count: u32) -> (System, Individuo) {
    let system = System::start().await;
    let (datore, operatore) = (system.datore(1).await, system.operatore(1).await);
    let first = send(&datore, &chiave(1), &nuovo(&datore, Vec::new())).await.expect("a quesito").id;
    let header = rows(&system).remove(&(format!("Q#{first}"), "Q".to_owned())).expect("a header");
    let presented: i64 = header["g1sk"]["S"].as_str().and_then(|sk| sk.split('#').next()?.parse().ok()).expect("an instant");
    let copy = |number: u32| {
        let id = QuesitoId::from_bytes(u128::from(number).to_be_bytes());
        let mut row: Value = header.clone();
        let termine = format!("2026{:02}{:02}", 10 + number % 3, number % 28 + 1);
        let presented = format!("{:013}#{id}", presented - i64::from(number) * 1000);
        let coda = if number.is_multiple_of(2) { "a" } else { "i" };
        for (name, value) in [
            ("pk", format!("Q#{id}")),
            ("g1sk", presented.clone()),
            ("g2pk", format!("S#7000#{coda}")),
            ("g2sk", format!("{termine}#{presented}")),
            ("te", termine),
            ("s", coda.to_owned()),
        ] {
            row[name] = serde_json::json!({ "S": value });
        }
        row
    };
    for chunk in (2..=count).collect::<Vec<_>>().chunks(1000) {
        system.cloud.put_rows(&chunk.iter().map(|number| copy(*number)).collect::<Vec<_>>()).expect("rows");
    }
    (system, operatore)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_costs_the_same_with_twenty_thousand_as_with_enough_for_it() {
    let cost = async |count: u32| {
        let (system, operatore) = filled(count).await;
        let mut costs = Vec::new();
        for vista in [VistaCoda::DaAssegnare, VistaCoda::InCarico, VistaCoda::InScadenza, VistaCoda::Scadute, VistaCoda::Chiuse] {
            let mut cursor = None;
            for page in 1..=2 {
                system.cloud.meter().reset();
                let found = operatore.queue(&FiltroCoda { vista, cursor: cursor.take(), limit: Some(5), ..FiltroCoda::default() }).await;
                let found = found.expect("a page");
                costs.push((vista, page, system.cloud.meter().snapshot()));
                cursor = found.cursor;
                if cursor.is_none() {
                    break;
                }
            }
        }
        costs
    };
    let (few, many) = tokio::join!(cost(200), cost(20_000));
    assert_eq!(few.len(), many.len());
    for ((vista, page, few), (_, _, many)) in few.iter().zip(&many) {
        assert_eq!(few, many, "{vista:?} {page}");
        let queries = many.of(cassetto_local::Target::DynamoDb, "Query").calls;
        println!("{vista:?} {page}: {queries} queries, {} read units", many.read_units());
        let expected = if matches!(vista, VistaCoda::InScadenza | VistaCoda::Scadute) { 2 } else { 1 };
        assert_eq!(queries, expected, "{vista:?} {page}");
        assert!(many.read_units() <= 3.0, "{vista:?} {page}: {}", many.read_units());
    }
}
