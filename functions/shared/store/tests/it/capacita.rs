//! What each operation costs, in calls and capacity units, however much the table holds.

use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::stato::{Coda, Stato};
use cassetto_domain::testo::{Oggetto, Testo};
use cassetto_store::{
    Consumo, Credenziale, Esito, FiltroCoda, FiltroQuesiti, Lettore, NuovaSessione, NuovoInvio, Store, Via, VoceRegistrata,
};

use crate::ambiente::{multiply, store, store_and_database};
use crate::campioni::{
    after, cambio, cf, chiave, chiusura, commento, datore, inviato, invio, now, operatore, persona_id, presa, quesito, quieto, rapporto,
    ricevuta, risposta, sede,
};
use crate::invio::biglietti;

fn costs(consumo: &Consumo, letture: f64, scritture: f64, chiamate: &[&str]) {
    assert_eq!((consumo.letture(), consumo.scritture(), consumo.chiamate().as_slice()), (letture, scritture, chiamate));
}

fn sessione() -> NuovaSessione {
    NuovaSessione { persona: persona_id(1), ruolo: Ruolo::Datore, nome: "Mario Rossi".to_owned(), sede: None }
}

#[tokio::test]
async fn a_whole_send() {
    let store = store().await;
    store.put_persona(&datore()).await.unwrap();
    store.put_rapporto(persona_id(1), &rapporto("1234567890")).await.unwrap();
    let token = store.create_session(&sessione(), now()).await.unwrap();
    // The first of the year, the next one, and a replay of it.
    for number in 1..=2 {
        let (metered, consumo) = store.metered();
        metered.session(&token, now()).await.unwrap().unwrap();
        metered.prepare(persona_id(1), &chiave(number), persona_id(1), &rapporto("1234567890").codice, now()).await.unwrap();
        metered.submit(&invio(&chiave(number)), now()).await.unwrap();
        let chiamate = ["GetItem", "BatchGetItem", "BatchGetItem", "GetItem", "TransactWriteItems"];
        costs(&consumo, 4.0, 18.0, &chiamate);
    }
    let (metered, consumo) = store.metered();
    metered.session(&token, now()).await.unwrap().unwrap();
    metered.prepare(persona_id(1), &chiave(2), persona_id(1), &rapporto("1234567890").codice, now()).await.unwrap().replay.unwrap();
    costs(&consumo, 2.5, 0.0, &["GetItem", "BatchGetItem"]);
}

#[tokio::test]
async fn signing_in() {
    let store = store().await;
    let credenziale =
        Credenziale { persona: persona_id(1), phc: "x".repeat(97), ruolo: Ruolo::Datore, nome: "Mario Rossi".to_owned(), sede: None };
    store.put_credenziale(&cf(), &credenziale).await.unwrap();

    // A stranger costs what a wrong PIN costs.
    for cf in [cf(), CodiceFiscale::parse("RSSMRA80A01H501U").unwrap()] {
        let (metered, consumo) = store.metered();
        let (_, seen) = metered.credenziali(&cf, now()).await.unwrap();
        metered.count_attempt(&cf, seen, Some(after(30)), now()).await.unwrap();
        costs(&consumo, 1.0, 1.0, &["Query", "UpdateItem"]);
    }

    let (metered, consumo) = store.metered();
    let (_, seen) = metered.credenziali(&cf(), after(30)).await.unwrap();
    metered.count_attempt(&cf(), seen, Some(after(90)), after(30)).await.unwrap();
    let token = metered.sign_in(&cf(), &sessione(), now()).await.unwrap();
    costs(&consumo, 1.0, 3.0, &["Query", "UpdateItem", "BatchWriteItem"]);

    let (metered, consumo) = store.metered();
    metered.session(&token, now()).await.unwrap();
    metered.delete_session(token.persona(), &token.impronta()).await.unwrap();
    costs(&consumo, 1.0, 1.0, &["GetItem", "DeleteItem"]);
}

/// With people of long names and a long oggetto: rows of less than 390 bytes in the employer's list, some more in the queue. One read
/// unit holds 21 rows (one more than the page, which tells whether there is another page) of 390 bytes.
async fn fill(store: &Store, count: u32) {
    for number in 0..count {
        let invio = NuovoInvio {
            oggetto: Oggetto::parse(&"o".repeat(100)).unwrap(),
            nome_datore: "Maria Antonietta Quattrocchi".to_owned(),
            lavoratore: "Oleksandra Kovalenko-Petrenko".to_owned(),
            categoria: "rapporti_di_lavoro".to_owned(),
            ..quieto(invio(&chiave(number)))
        };
        let id = ricevuta(store.submit(&invio, after(i64::from(number))).await.unwrap()).quesito;
        if number < 25 {
            let taken = store.step(&presa(&quesito(store, id).await), after(1_000_000)).await.unwrap();
            store.step(&chiusura(&taken), after(1_000_001)).await.unwrap();
        }
    }
}

async fn lists_cost(store: &Store) {
    let (metered, consumo) = store.metered();
    let list = metered.list_quesiti(persona_id(1), &FiltroQuesiti::default(), None, 20).await.unwrap();
    costs(&consumo, 1.0, 0.0, &["Query"]);
    if let Some(cursor) = list.cursor {
        let (metered, consumo) = store.metered();
        metered.list_quesiti(persona_id(1), &FiltroQuesiti::default(), Some(&cursor), 20).await.unwrap();
        costs(&consumo, 1.0, 0.0, &["Query"]);
    }
    for coda in [Coda::Aperta, Coda::Chiusa] {
        let (metered, consumo) = store.metered();
        metered.list_coda(sede(), coda, &FiltroCoda::default(), None, 20).await.unwrap();
        assert!(consumo.letture() <= 1.5, "{}", consumo.letture());
        assert_eq!(consumo.chiamate(), ["Query"]);
    }
}

#[tokio::test]
async fn with_ten_quesiti_or_ten_thousand() {
    let (store, database) = store_and_database().await;
    fill(&store, 40).await;
    let page = store.list_quesiti(persona_id(1), &FiltroQuesiti::default(), None, 1).await.unwrap();
    for more in [0, 10_000] {
        multiply(&database, page.voci[0].id, more, after(100));
        lists_cost(&store).await;

        let (metered, consumo) = store.metered();
        metered.prepare(persona_id(1), &chiave(10_000), persona_id(1), &rapporto("1234567890").codice, now()).await.unwrap();
        let sent = ricevuta(metered.submit(&invio(&chiave(10_000 + u32::try_from(more).unwrap())), now()).await.unwrap());
        // The person is not in the archive: nobody is told.
        costs(&consumo, 3.0, 14.0, &["BatchGetItem", "BatchGetItem", "GetItem", "TransactWriteItems"]);

        let (metered, consumo) = store.metered();
        metered.thread(sent.quesito).await.unwrap().unwrap();
        costs(&consumo, 1.0, 0.0, &["Query"]);
    }
}

#[tokio::test]
async fn a_filter_gives_a_cursor_after_almost_a_thousand_rows() {
    let (store, database) = store_and_database().await;
    fill(&store, 1).await;
    let page = store.list_quesiti(persona_id(1), &FiltroQuesiti::default(), None, 1).await.unwrap();
    multiply(&database, page.voci[0].id, 2130, after(100));
    let filtro = FiltroQuesiti { categoria: Some("nessuna".to_owned()), ..FiltroQuesiti::default() };
    let (mut cursor, mut calls) = (None, Vec::new());
    loop {
        let (metered, consumo) = store.metered();
        let page = metered.list_quesiti(persona_id(1), &filtro, cursor.as_deref(), 20).await.unwrap();
        assert!(page.voci.is_empty());
        calls.push(consumo.chiamate().len());
        cursor = page.cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(calls, [10, 10, 4]);
}

/// A night's register begins with it, for all sedi, whoever has written anything.
#[tokio::test]
async fn who_has_a_register_is_read_for_all_sedi_together() {
    let store = store().await;
    let sent = inviato(&store).await;
    let anno = sent.protocollo.anno();
    let sedi = cassetto_domain::sede::sedi().iter().map(|sede| sede.codice);
    let (metered, consumo) = store.metered();
    let anni = metered.anni_di_registro(sedi.clone(), anno - 10..=anno).await.unwrap();
    assert_eq!(anni, [(sede(), [anno].into())].into());
    let rows = sedi.count() * 11;
    assert_eq!(rows.div_ceil(100), 2);
    costs(&consumo, f64::from(u32::try_from(rows).unwrap()) / 2.0, 0.0, &["BatchGetItem", "BatchGetItem"]);
}

#[tokio::test]
async fn what_the_office_does() {
    let store = store().await;
    let sent = inviato(&store).await;
    let (metered, consumo) = store.metered();
    let taken = metered.step(&presa(&sent), after(1)).await.unwrap();
    // The employer has something to read: an entry of its index more, here and below.
    costs(&consumo, 0.5, 12.0, &["BatchGetItem", "TransactWriteItems"]);

    let (metered, consumo) = store.metered();
    let comment = cambio(&taken, Stato::InCarico, None, commento("Verifica in corso."), operatore(50));
    let commented = metered.step(&comment, after(2)).await.unwrap();
    costs(&consumo, 0.0, 7.0, &["TransactWriteItems"]);

    let (metered, consumo) = store.metered();
    let (chiave, mut passo) = risposta(&commented, 2);
    if let VoceRegistrata::Messaggio(messaggio) = &mut passo.voce {
        messaggio.testo = Testo::parse(&"a".repeat(500)).unwrap();
        messaggio.allegati = invio("").messaggio.allegati;
    }
    metered.register_step(&chiave, &passo, after(3)).await.unwrap();
    costs(&consumo, 1.5, 17.0, &["BatchGetItem", "GetItem", "TransactWriteItems"]);

    let (metered, consumo) = store.metered();
    metered.step(&chiusura(&quesito(&store, sent.id).await), after(4)).await.unwrap();
    costs(&consumo, 0.5, 14.0, &["BatchGetItem", "TransactWriteItems"]);

    // What is told of how long it takes, and what who answers for the sede looks at.
    let (metered, consumo) = store.metered();
    metered.di_solito(sede(), sent.gestione, &sent.categoria, after(5)).await.unwrap();
    metered.statistiche(sede()).await.unwrap();
    costs(&consumo, 1.0, 0.0, &["Query", "Query"]);
    let (metered, consumo) = store.metered();
    metered.carico(sede()).await.unwrap();
    costs(&consumo, 1.5, 0.0, &["Query", "Query", "Query"]);

    let (metered, consumo) = store.metered();
    metered.mark_read(sent.id, Lettore::Datore(persona_id(1)), 5, after(5)).await.unwrap();
    costs(&consumo, 1.0, 3.0, &["GetItem", "UpdateItem"]);
}

#[tokio::test]
async fn a_detail_and_a_home() {
    let store = store().await;
    let sent = inviato(&store).await;
    for codice in ["1234567890", "1234567891", "1234567892"] {
        store.put_rapporto(persona_id(1), &rapporto(codice)).await.unwrap();
    }
    store.step(&presa(&sent), after(1)).await.unwrap();
    let (metered, consumo) = store.metered();
    metered.thread(sent.id).await.unwrap().unwrap();
    costs(&consumo, 1.0, 0.0, &["Query"]);
    let (metered, consumo) = store.metered();
    metered.home(persona_id(1)).await.unwrap();
    costs(&consumo, 0.5, 0.0, &["Query"]);
    let (metered, consumo) = store.metered();
    metered.status().await.unwrap();
    costs(&consumo, 0.5, 0.0, &["GetItem"]);
}

#[tokio::test]
async fn a_notice() {
    let store = store().await;
    inviato(&store).await;
    let biglietto = biglietti(&store).await.remove(0);
    let (metered, consumo) = store.metered();
    let biglietto = metered.biglietto(biglietto.id).await.unwrap().unwrap();
    let claimed = metered.claim(&biglietto, after(60)).await.unwrap().unwrap();
    let avviso = metered.avviso(&claimed).await.unwrap().unwrap();
    costs(&consumo, 2.0, 1.0, &["GetItem", "UpdateItem", "GetItem"]);
    let mut after_both = avviso;
    for via in [Via::Sms, Via::Email] {
        let (metered, consumo) = store.metered();
        after_both = metered.settle(&after_both, via, &Esito::Inviata(None), after(1)).await.unwrap();
        costs(&consumo, 0.0, 4.0, &["TransactWriteItems"]);
    }
    let (metered, consumo) = store.metered();
    metered.leave(&claimed, &after_both, after(1)).await.unwrap();
    costs(&consumo, 0.0, 1.0, &["DeleteItem"]);
    let (metered, consumo) = store.metered();
    assert_eq!(metered.list_avvisi(persona_id(1), None, 20).await.unwrap().voci, [after_both]);
    costs(&consumo, 0.5, 0.0, &["Query"]);
}
