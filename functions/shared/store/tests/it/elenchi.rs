//! Lists: pages, filters, cursors.

use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::id::QuesitoId;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::{Coda, Stato};
use cassetto_domain::testo::Oggetto;
use cassetto_store::{FiltroCoda, FiltroQuesiti, Lettura, NuovoInvio, Pagina, Quesito, Store, StoreError};
use jiff::Timestamp;
use jiff::civil::date;

use crate::ambiente::store;
use crate::campioni::{after, chiave, invio, now, persona_id, presa, presa_da, quesito, quieto, ricevuta, sede};

async fn send(store: &Store, number: u32, quando: Timestamp, with: impl FnOnce(NuovoInvio) -> NuovoInvio) -> QuesitoId {
    let invio = with(quieto(invio(&chiave(number))));
    ricevuta(store.submit(&invio, quando).await.unwrap()).quesito
}

fn ids(page: &Pagina<Quesito>) -> Vec<QuesitoId> {
    page.voci.iter().map(|quesito| quesito.id).collect()
}

/// All pages one after the other, and how many they were.
async fn all(store: &Store, filtro: &FiltroQuesiti, limit: usize) -> (Vec<QuesitoId>, usize) {
    let (mut seen, mut cursor, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = store.list_quesiti(persona_id(1), filtro, cursor.as_deref(), limit).await.unwrap();
        assert!(page.voci.len() <= limit);
        seen.extend(ids(&page));
        pages += 1;
        cursor = page.cursor;
        if cursor.is_none() {
            return (seen, pages);
        }
    }
}

#[tokio::test]
async fn pages_are_newest_first_and_join_without_gaps() {
    let store = store().await;
    let mut sent = Vec::new();
    for number in 0..45 {
        // Several in the same millisecond.
        sent.push(send(&store, number, after(i64::from(number / 4)), |invio| invio).await);
    }
    send(&store, 99, now(), |invio| NuovoInvio { datore: persona_id(2), ..invio }).await;
    for (limit, pages) in [(20, 3), (45, 1), (44, 2), (15, 3), (1, 45)] {
        let (seen, count) = all(&store, &FiltroQuesiti::default(), limit).await;
        assert_eq!(count, pages, "no empty last page");
        let mut expected = sent.clone();
        expected.sort();
        let mut sorted = seen.clone();
        sorted.sort();
        assert_eq!(sorted, expected);
        let position = |id| sent.iter().position(|other| *other == id).unwrap() / 4;
        assert!(seen.is_sorted_by(|a, b| position(*a) >= position(*b)));
    }
}

#[tokio::test]
async fn a_row_of_a_list_is_the_header() {
    let store = store().await;
    let id = send(&store, 1, now(), |invio| invio).await;
    store.step(&presa(&quesito(&store, id).await), after(5)).await.unwrap();
    let whole = quesito(&store, id).await;
    let page = store.list_quesiti(persona_id(1), &FiltroQuesiti::default(), None, 20).await.unwrap();
    let list = Quesito { operatore: None, novita_cittadino: 0, ..whole.clone() };
    assert_eq!(page.voci, [list]);
    let queue = store.list_coda(sede(), Coda::InCarico, &FiltroCoda::default(), None, 20).await.unwrap();
    assert_eq!(queue.voci, [Quesito { letto: Lettura::default(), novita: 0, ..whole }]);
}

#[tokio::test]
async fn filters_hold_together() {
    let store = store().await;
    let oggetto = |text: &str| Oggetto::parse(text).unwrap();
    let mav = send(&store, 1, "2026-03-28T22:59:59Z".parse().unwrap(), |invio| NuovoInvio {
        categoria: "mav".to_owned(),
        oggetto: oggetto("Avviso già pagato"),
        ..invio
    })
    .await;
    let other = send(&store, 2, "2026-03-28T23:00:00Z".parse().unwrap(), |invio| NuovoInvio {
        rapporto: CodiceRapporto::parse("9999999999").unwrap(),
        oggetto: oggetto("Perché l'AVVISO non arriva?"),
        ..invio
    })
    .await;
    let taken = send(&store, 3, "2026-03-29T21:59:59Z".parse().unwrap(), |invio| invio).await;
    store.step(&presa(&quesito(&store, taken).await), now()).await.unwrap();

    let filtro = FiltroQuesiti::default;
    let stato = |stato| FiltroQuesiti { stato: Some(stato), ..filtro() };
    let text = |text: &str| FiltroQuesiti { oggetto: Some(text.to_owned()), ..filtro() };
    let days = |dal, al| FiltroQuesiti { dal, al, ..filtro() };
    let (d28, d29, d30) = (Some(date(2026, 3, 28)), Some(date(2026, 3, 29)), Some(date(2026, 3, 30)));
    for (filtro, expected) in [
        (filtro(), vec![taken, other, mav]),
        (stato(Stato::InCarico), vec![taken]),
        (stato(Stato::Aperta), vec![other, mav]),
        (stato(Stato::Chiusa), vec![]),
        (FiltroQuesiti { categoria: Some("mav".to_owned()), ..filtro() }, vec![mav]),
        (FiltroQuesiti { rapporto: Some(CodiceRapporto::parse("9999999999").unwrap()), ..filtro() }, vec![other]),
        (text("AVVISO"), vec![other, mav]),
        (text("perche avvis"), vec![other]),
        (text("gia"), vec![mav]),
        (text("nulla"), vec![]),
        // Days are Rome's: the 29th lasts 23 hours and begins at 23:00 UTC.
        (days(d29, None), vec![taken, other]),
        (days(None, d28), vec![mav]),
        (days(d29, d29), vec![taken, other]),
        (days(d30, None), vec![]),
        (days(d29, d28), vec![]),
        (FiltroQuesiti { dal: d29, ..stato(Stato::Aperta) }, vec![other]),
    ] {
        assert_eq!(all(&store, &filtro, 20).await.0, expected, "{filtro:?}");
        assert_eq!(all(&store, &filtro, 1).await.0, expected, "{filtro:?}");
    }
}

#[tokio::test]
async fn the_last_millisecond_of_a_day_belongs_to_it() {
    let store = store().await;
    let last = send(&store, 1, "2026-11-20T22:59:59.999Z".parse().unwrap(), |invio| invio).await;
    let next = send(&store, 2, "2026-11-20T23:00:00Z".parse().unwrap(), |invio| invio).await;
    let day = |day| FiltroQuesiti { dal: Some(day), al: Some(day), ..FiltroQuesiti::default() };
    assert_eq!(all(&store, &day(date(2026, 11, 20)), 20).await.0, [last]);
    assert_eq!(all(&store, &day(date(2026, 11, 21)), 20).await.0, [next]);
}

#[tokio::test]
async fn a_rare_match_is_found_over_many_rows() {
    let store = store().await;
    let mut rare = Vec::new();
    for number in 0..230 {
        let categoria = if number % 100 == 3 { "mav" } else { "contributi" };
        let id = send(&store, number, after(i64::from(number)), |invio| NuovoInvio { categoria: categoria.to_owned(), ..invio }).await;
        if categoria == "mav" {
            rare.insert(0, id);
        }
    }
    let filtro = FiltroQuesiti { categoria: Some("mav".to_owned()), ..FiltroQuesiti::default() };
    assert_eq!(all(&store, &filtro, 20).await, (rare.clone(), 1));
    assert_eq!(all(&store, &filtro, 2).await, (rare, 2));
}

#[tokio::test]
async fn the_queue_is_oldest_first_and_closed_ones_newest_first() {
    let store = store().await;
    let mut sent = Vec::new();
    for number in 0..5_u32 {
        sent.push(send(&store, number, after(i64::from(number)), |invio| invio).await);
    }
    send(&store, 9, now(), |invio| NuovoInvio { sede: CodiceSede::parse("4900").unwrap(), ..invio }).await;
    let list = |coda, cursor: Option<String>, limit| {
        let store = store.clone();
        async move { store.list_coda(sede(), coda, &FiltroCoda::default(), cursor.as_deref(), limit).await.unwrap() }
    };
    let first = list(Coda::Aperta, None, 3).await;
    assert_eq!(ids(&first), sent[..3]);
    // The last row of the page leaves the queue: the next page is where it was.
    let cambio = presa(&quesito(&store, sent[2]).await);
    let taken = store.step(&cambio, after(50)).await.unwrap();
    let second = list(Coda::Aperta, first.cursor, 3).await;
    assert_eq!((ids(&second), second.cursor), (sent[3..].to_vec(), None));

    store.step(&crate::campioni::chiusura(&taken), after(60)).await.unwrap();
    for id in [sent[4], sent[0]] {
        let taken = store.step(&presa(&quesito(&store, id).await), after(60)).await.unwrap();
        store.step(&crate::campioni::chiusura(&taken), after(61)).await.unwrap();
    }
    let closed = list(Coda::Chiusa, None, 2).await;
    assert_eq!(ids(&closed), [sent[4], sent[2]]);
    assert_eq!(ids(&list(Coda::Chiusa, closed.cursor, 2).await), [sent[0]]);
}

#[tokio::test]
async fn the_queue_by_operator_and_category() {
    let store = store().await;
    for (number, operator) in [(0, 50), (1, 51), (2, 50)] {
        let id = send(&store, number, after(i64::from(number)), |invio| invio).await;
        store.step(&presa_da(&quesito(&store, id).await, operator), after(9)).await.unwrap();
    }
    for (filtro, count) in [
        (FiltroCoda { operatore: Some(persona_id(50)), categoria: None }, 2),
        (FiltroCoda { operatore: Some(persona_id(51)), categoria: Some("contributi".to_owned()) }, 1),
        (FiltroCoda { operatore: None, categoria: Some("mav".to_owned()) }, 0),
    ] {
        assert_eq!(store.list_coda(sede(), Coda::InCarico, &filtro, None, 20).await.unwrap().voci.len(), count, "{filtro:?}");
    }
}

#[tokio::test]
async fn what_is_not_a_cursor_is_refused() {
    let store = store().await;
    for cursor in ["", "non-un-cursor", "MTIzNDU2Nzg5MDEyMyNhYWFh", "%00"] {
        let list = store.list_quesiti(persona_id(1), &FiltroQuesiti::default(), Some(cursor), 20).await;
        assert!(matches!(list, Err(StoreError::CursorNonValido)), "{cursor}");
        let queue = store.list_coda(sede(), Coda::Aperta, &FiltroCoda::default(), Some(cursor), 20).await;
        assert!(matches!(queue, Err(StoreError::CursorNonValido)), "{cursor}");
    }
}

#[tokio::test]
async fn a_cursor_shows_nobody_elses() {
    let store = store().await;
    for number in 0..3 {
        send(&store, number, after(i64::from(number)), |invio| NuovoInvio { datore: persona_id(2), ..invio }).await;
    }
    let theirs = store.list_quesiti(persona_id(2), &FiltroQuesiti::default(), None, 1).await.unwrap();
    let mine = store.list_quesiti(persona_id(1), &FiltroQuesiti::default(), theirs.cursor.as_deref(), 20).await.unwrap();
    assert!(mine.voci.is_empty());
}
