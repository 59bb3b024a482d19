//! What people write: refused where it hides something, else kept as it is.

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{Chiusura, CloseQuesito, NuovaRisposta, PresaInCarico, TakeQuesito};
use cassetto_api::modello::{EsitoVoce, QuesitoDettaglio, Voce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{NuovoQuesito, QuesitoPath};
use cassetto_tests::{System, chiave};

#[tokio::test]
async fn a_category_must_be_one_of_the_version_that_the_page_showed() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let with = |categoria: &str, versione| NuovoQuesito { categoria: categoria.to_owned(), versione_categorie: versione, ..anna.domanda() };
    let unknown: &[_] = &[("categoria", Motivo::CategoriaSconosciuta)];
    let version: &[_] = &[("versione_categorie", Motivo::VersioneCategorieSconosciuta)];
    // `regolarizzazioni` came with version 2.
    let cases = [
        (with("pensioni", 2), unknown),
        (with("", 2), unknown),
        (with("regolarizzazioni", 1), unknown),
        (with("mav", 0), version),
        (with("mav", 3), version),
        (with("mav", u32::MAX), version),
    ];
    for (body, campi) in cases {
        system.refuses(anna.send(&body), Tipo::DatiNonValidi, campi).await;
    }
    // A page of before is still right.
    anna.send(&with("mav", 1)).await.expect("a protocol");
    anna.send(&with("regolarizzazioni", 2)).await.expect("a protocol");
}

#[tokio::test]
async fn texts_are_neither_empty_nor_too_long_nor_hide_anything() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let (bruna, id) = (system.operatore(1).await, anna.ask().await);
    let cases = [
        ("oggetto", String::new(), Motivo::Vuoto),
        ("oggetto", " \n\u{a0}\u{200d}".to_owned(), Motivo::Vuoto),
        ("oggetto", "\u{3164}".to_owned(), Motivo::Vuoto),
        ("oggetto", "\u{e000}".to_owned(), Motivo::Vuoto),
        ("oggetto", "\u{34f}".to_owned(), Motivo::CarattereDiControllo),
        ("oggetto", "\u{e0041}".to_owned(), Motivo::CarattereDiControllo),
        ("oggetto", "o".repeat(121), Motivo::TroppoLungo),
        ("oggetto", "due\nrighe".to_owned(), Motivo::CarattereDiControllo),
        ("oggetto", "a\u{202e}b".to_owned(), Motivo::DirezioneForzata),
        ("testo", String::new(), Motivo::Vuoto),
        ("testo", "   ".to_owned(), Motivo::Vuoto),
        ("testo", "\u{ad}".to_owned(), Motivo::Vuoto),
        ("testo", "\u{2060}".to_owned(), Motivo::CarattereDiControllo),
        ("testo", "a\u{fdd0}".to_owned(), Motivo::CarattereDiControllo),
        ("testo", "t".repeat(10_001), Motivo::TroppoLungo),
        ("testo", "a\u{0}b".to_owned(), Motivo::CarattereDiControllo),
        ("testo", "a\u{7}b".to_owned(), Motivo::CarattereDiControllo),
        ("testo", "a\u{1b}[31mb".to_owned(), Motivo::CarattereDiControllo),
        ("testo", "a\u{85}b".to_owned(), Motivo::CarattereDiControllo),
        ("testo", "a\u{200b}b".to_owned(), Motivo::CarattereDiControllo),
        ("testo", "a\u{202e}b".to_owned(), Motivo::DirezioneForzata),
        ("testo", "a\u{2066}b".to_owned(), Motivo::DirezioneForzata),
    ];
    for (field, text, motivo) in cases {
        let mut body = anna.domanda();
        *(if field == "oggetto" { &mut body.oggetto } else { &mut body.testo }) = text.clone();
        system.refuses(anna.send(&body), Tipo::DatiNonValidi, &[(field, motivo)]).await;
        if field == "testo" {
            let body = NuovaRisposta { versione: 1, testo: text, allegati: Vec::new() };
            system.refuses(bruna.answer_with_key(id, &body, &chiave()), Tipo::DatiNonValidi, &[(field, motivo)]).await;
        }
    }
    for (text, motivo) in [
        (String::new(), Motivo::Vuoto),
        ("c".repeat(2_001), Motivo::TroppoLungo),
        ("a\u{7}".to_owned(), Motivo::CarattereDiControllo),
        ("a\u{202e}".to_owned(), Motivo::DirezioneForzata),
    ] {
        let campi: &[_] = &[("commento", motivo)];
        system.refuses(bruna.comment(id, 1, &text), Tipo::DatiNonValidi, campi).await;
        let body = Chiusura { versione: 1, esito: EsitoVoce::Respinta, commento: text.clone() };
        system.refuses(bruna.client.call::<CloseQuesito>(&QuesitoPath { id }, &Nulla {}, &body), Tipo::DatiNonValidi, campi).await;
        if !text.is_empty() {
            let body = PresaInCarico { versione: 1, commento: Some(text) };
            system.refuses(bruna.client.call::<TakeQuesito>(&QuesitoPath { id }, &Nulla {}, &body), Tipo::DatiNonValidi, campi).await;
        }
    }
}

#[tokio::test]
async fn everything_at_fault_is_told_at_once() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let body = NuovoQuesito {
        rapporto: "?".to_owned(),
        categoria: "x".to_owned(),
        versione_categorie: 9,
        oggetto: String::new(),
        testo: String::new(),
        ..NuovoQuesito::default()
    };
    let campi: &[_] = &[
        ("rapporto", Motivo::RapportoNonTuo),
        ("versione_categorie", Motivo::VersioneCategorieSconosciuta),
        ("oggetto", Motivo::Vuoto),
        ("testo", Motivo::Vuoto),
    ];
    system.refuses(anna.send(&body), Tipo::DatiNonValidi, campi).await;
}

/// The first message and the subject as they are read back.
fn read_back(detail: &QuesitoDettaglio) -> (&str, &str) {
    match &detail.voci[0] {
        Voce::Messaggio { testo, .. } => (&detail.quesito.oggetto, testo),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_people_write_is_kept_as_they_wrote_it() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let oggetto = "Città è già «più»: 👩‍👩‍👧 🇮🇹 <b>&amp; \"'\\".to_owned();
    let testo = "Riga uno\n\n\tRiga due: שלום مرحبا 你好 e\u{301} 𝔘 👍🏽\n${jndi:ldap://x} {{7*7}} '; DROP TABLE".to_owned();
    let body = NuovoQuesito { oggetto, testo, ..anna.domanda() };
    let detail = anna.see(anna.send(&body).await.expect("a protocol").id).await.expect("a detail");
    assert_eq!(read_back(&detail), (body.oggetto.as_str(), body.testo.as_str()));
}

#[tokio::test]
async fn the_longest_text_fits_however_it_is_encoded() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let body = NuovoQuesito { oggetto: "😀".repeat(120), testo: "😀".repeat(10_000), ..anna.domanda() };
    let sent = anna.send(&body).await.expect("a protocol");
    let detail = anna.see(sent.id).await.expect("a detail");
    assert_eq!(read_back(&detail), (body.oggetto.as_str(), body.testo.as_str()));

    // As a client that writes JSON in ASCII sends it: twelve bytes for each.
    let escaped = serde_json::to_string(&body).expect("JSON").replace('😀', "\\ud83d\\ude00");
    assert!(escaped.is_ascii() && escaped.len() > 120_000);
    let response = anna.client.raw("POST", "/api/quesiti", Some(escaped), Some(&chiave())).await;
    assert_eq!(response.status(), 201);

    let plain = NuovoQuesito { testo: "t".repeat(10_000), ..anna.domanda() };
    anna.send(&plain).await.expect("a protocol");
    // Blanks around it and the carriage returns of some systems don't count.
    let framed = NuovoQuesito { testo: format!("\n {}\r\n", "t".repeat(10_000)), ..anna.domanda() };
    anna.send(&framed).await.expect("a protocol");
}
