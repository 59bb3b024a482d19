//! Lists: pages that cover everything once, filters alone and together, days as Rome counts them; and the first page.

mod coda;
mod datori;
mod prima_pagina;

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{EsitoVoce, Pagina, QuesitoVoce, StatoVoce};
use cassetto_api::quesiti::{FiltroQuesiti, ListQuesiti, NuovoQuesito};
use cassetto_api::tempo::Giorno;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::id::QuesitoId;
use cassetto_tests::{Individuo, System};
use std::collections::BTreeSet;
use std::time::Duration;

async fn page(who: &Individuo, filtro: &FiltroQuesiti) -> Pagina<QuesitoVoce> {
    who.client.call::<ListQuesiti>(&Nulla {}, filtro, &Nulla {}).await.expect("a page")
}

/// All pages, one after the other; each but the last is full.
async fn all(who: &Individuo, filtro: FiltroQuesiti) -> Vec<QuesitoVoce> {
    let (mut found, mut filtro) = (Vec::new(), filtro);
    loop {
        let page = page(who, &filtro).await;
        assert!(page.cursor.is_none() || page.voci.len() == usize::from(filtro.limit.unwrap_or(20)));
        found.extend(page.voci);
        filtro.cursor = page.cursor;
        if filtro.cursor.is_none() {
            return found;
        }
    }
}

fn subjects(voci: &[QuesitoVoce]) -> Vec<&str> {
    voci.iter().map(|voce| voce.oggetto.as_str()).collect()
}

fn ids(voci: &[QuesitoVoce]) -> Vec<QuesitoId> {
    voci.iter().map(|voce| voce.id).collect()
}

async fn ask(system: &System, who: &Individuo, oggetto: &str) -> QuesitoId {
    system.advance(Duration::from_millis(1));
    let body = NuovoQuesito { oggetto: oggetto.to_owned(), ..who.domanda() };
    who.send(&body).await.expect("a protocol").id
}

#[tokio::test]
async fn pages_cover_everything_once_newest_first() {
    let system = System::start().await;
    let (anna, other) = (system.datore(1).await, system.datore(2).await);
    let mut asked = Vec::new();
    for n in 0..45 {
        asked.push(ask(&system, &anna, &format!("Quesito {n}")).await);
        // Some in the same millisecond as the one before: the order is still one.
        if n % 9 == 0 {
            asked.push(anna.ask().await);
        }
    }
    other.ask().await;
    assert_eq!(asked.len(), 50);
    for limit in [None, Some(1), Some(7), Some(49), Some(50)] {
        let found = all(&anna, FiltroQuesiti { limit, ..FiltroQuesiti::default() }).await;
        assert_eq!(found.len(), asked.len());
        assert_eq!(ids(&found).into_iter().collect::<BTreeSet<_>>(), asked.iter().copied().collect());
        assert!(found.is_sorted_by(|a, b| a.presentato >= b.presentato));
    }
    // With a filter pages are full as well.
    let filtro = FiltroQuesiti { oggetto: Some("quesito".to_owned()), limit: Some(10), ..FiltroQuesiti::default() };
    assert_eq!(all(&anna, filtro).await.len(), 45);

    // What comes while somebody reads is on the first page, and shifts none of the others.
    let first = page(&anna, &FiltroQuesiti::default()).await;
    ask(&system, &anna, "Nuovo").await;
    let second = page(&anna, &FiltroQuesiti { cursor: first.cursor, ..FiltroQuesiti::default() }).await;
    let seen: BTreeSet<_> = ids(&first.voci).into_iter().chain(ids(&second.voci)).collect();
    assert_eq!(seen.len(), 40);
    // A cursor names no secret of somebody else's: with theirs one reads one's own.
    let stolen = page(&other, &FiltroQuesiti { cursor: second.cursor, ..FiltroQuesiti::default() }).await;
    assert!(stolen.voci.iter().all(|voce| !asked.contains(&voce.id)));
}

#[tokio::test]
async fn filters_hold_alone_and_together() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let second = CodiceRapporto::parse("RD/2-abc").expect("a code");
    system.rapporto(anna.id, &second).await;
    let form = |categoria: &str, rapporto: &CodiceRapporto, oggetto: &str| NuovoQuesito {
        categoria: categoria.to_owned(),
        rapporto: rapporto.to_string(),
        oggetto: oggetto.to_owned(),
        ..anna.domanda()
    };
    let first = anna.rapporto.clone().expect("a code");
    let forms = [
        form("mav", &first, "Perché l'avviso non è arrivato?"),
        form("mav", &second, "Avviso sbagliato"),
        form("contributi", &first, "CONTRIBUTI già pagati"),
        form("contributi", &second, "Altri contributi"),
    ];
    let mut sent = Vec::new();
    for body in &forms {
        system.advance(Duration::from_secs(1));
        sent.push(anna.send(body).await.expect("a protocol").id);
    }
    bruna.take(sent[1], 1).await.expect("taken");
    bruna.take(sent[2], 1).await.expect("taken");
    bruna.close(sent[2], 2, EsitoVoce::Accolta).await.expect("closed");

    let none = FiltroQuesiti::default;
    let words = |text: &str| FiltroQuesiti { oggetto: Some(text.to_owned()), ..none() };
    let protocollo = all(&anna, none()).await.swap_remove(2).protocollo;
    let cases: Vec<(FiltroQuesiti, &[usize])> = vec![
        (none(), &[3, 2, 1, 0]),
        (FiltroQuesiti { stato: Some(StatoVoce::Aperta), ..none() }, &[3, 0]),
        (FiltroQuesiti { stato: Some(StatoVoce::InCarico), ..none() }, &[1]),
        (FiltroQuesiti { stato: Some(StatoVoce::Chiusa), ..none() }, &[2]),
        (FiltroQuesiti { categoria: Some("mav".to_owned()), ..none() }, &[1, 0]),
        (FiltroQuesiti { categoria: Some("pensioni".to_owned()), ..none() }, &[]),
        (FiltroQuesiti { categoria: Some(String::new()), rapporto: Some(String::new()), ..words(" ") }, &[3, 2, 1, 0]),
        (FiltroQuesiti { rapporto: Some("RD/2-abc".to_owned()), ..none() }, &[3, 1]),
        (FiltroQuesiti { rapporto: Some("9999999999".to_owned()), ..none() }, &[]),
        (words("perche"), &[0]),
        (words("PERCHÉ"), &[0]),
        (words("Gia"), &[2]),
        (words("contrib"), &[3, 2]),
        (words("avviso arrivato"), &[0]),
        (words("avviso contributi"), &[]),
        (words("100%"), &[]),
        (words("\u{1F389}"), &[]),
        (words(&protocollo.segnatura), &[1]),
        (words(&protocollo.numero), &[1]),
        (FiltroQuesiti { stato: Some(StatoVoce::Aperta), categoria: Some("contributi".to_owned()), ..none() }, &[3]),
        (
            FiltroQuesiti {
                stato: Some(StatoVoce::InCarico),
                categoria: Some("mav".to_owned()),
                rapporto: Some("RD/2-abc".to_owned()),
                dal: Some(Giorno("2026-11-23".to_owned())),
                al: Some(Giorno("2026-11-23".to_owned())),
                ..words("sbagliato")
            },
            &[1],
        ),
    ];
    for (filtro, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|index| sent[*index]).collect();
        assert_eq!(ids(&all(&anna, filtro.clone()).await), expected, "{filtro:?}");
        // One a page finds the same.
        assert_eq!(ids(&all(&anna, FiltroQuesiti { limit: Some(1), ..filtro.clone() }).await), expected, "{filtro:?}");
    }
}

#[tokio::test]
async fn days_begin_and_end_at_midnight_in_rome() {
    let system = System::start().await;
    system.set_now("2026-03-01T11:00:00Z");
    let anna = system.datore(1).await;
    // The days on which the clocks change, and a common one in winter.
    for instant in [
        "2026-03-28T22:59:59.999Z",
        "2026-03-28T23:00:00Z",
        "2026-03-29T21:59:59.999Z",
        "2026-03-29T22:00:00Z",
        "2026-10-24T21:59:59.999Z",
        "2026-10-24T22:00:00Z",
        "2026-10-25T22:59:59.999Z",
        "2026-10-25T23:00:00Z",
        "2026-12-10T22:59:59.999Z",
        "2026-12-10T23:00:00Z",
    ] {
        system.set_now(instant);
        system.session(&anna).await;
        let body = NuovoQuesito { oggetto: instant.to_owned(), ..anna.domanda() };
        anna.send(&body).await.expect("a protocol");
    }
    let day = |text: &str| (!text.is_empty()).then(|| Giorno(text.to_owned()));
    for (dal, al, expected) in [
        ("2026-03-28", "2026-03-28", vec!["2026-03-28T22:59:59.999Z"]),
        ("2026-03-29", "2026-03-29", vec!["2026-03-29T21:59:59.999Z", "2026-03-28T23:00:00Z"]),
        ("2026-03-30", "2026-03-30", vec!["2026-03-29T22:00:00Z"]),
        ("2026-10-24", "2026-10-24", vec!["2026-10-24T21:59:59.999Z"]),
        ("2026-10-25", "2026-10-25", vec!["2026-10-25T22:59:59.999Z", "2026-10-24T22:00:00Z"]),
        ("2026-10-26", "2026-12-10", vec!["2026-12-10T22:59:59.999Z", "2026-10-25T23:00:00Z"]),
        ("2026-12-11", "", vec!["2026-12-10T23:00:00Z"]),
        ("", "2026-03-28", vec!["2026-03-28T22:59:59.999Z"]),
        ("2026-12-12", "", vec![]),
        ("2026-12-11", "2026-12-10", vec![]),
        ("2400-01-01", "", vec![]),
        ("9999-12-31", "", vec![]),
        ("2026-12-11", "2400-01-01", vec!["2026-12-10T23:00:00Z"]),
        ("2026-12-11", "9999-12-30", vec!["2026-12-10T23:00:00Z"]),
        ("2026-12-11", "9999-12-31", vec!["2026-12-10T23:00:00Z"]),
        ("-009999-01-01", "0001-01-01", vec![]),
    ] {
        let filtro = FiltroQuesiti { dal: day(dal), al: day(al), ..FiltroQuesiti::default() };
        assert_eq!(subjects(&all(&anna, filtro).await), expected, "{dal} {al}");
    }
}

#[tokio::test]
async fn numbers_begin_again_with_the_year_of_rome() {
    let system = System::start().await;
    system.set_now("2026-12-31T22:59:59Z");
    let anna = system.datore(1).await;
    let last = anna.send(&anna.domanda()).await.expect("a protocol");
    system.set_now("2026-12-31T23:00:00Z");
    let first = anna.send(&anna.domanda()).await.expect("a protocol");
    assert_eq!(last.protocollo.segnatura, "INPS.7000.31/12/2026.0000001");
    assert_eq!(first.protocollo.segnatura, "INPS.7000.01/01/2027.0000001");
    // Thirty days later is a Saturday, and a Sunday: Monday for both.
    assert_eq!((last.termine.0.as_str(), first.termine.0.as_str()), ("2027-02-01", "2027-02-01"));
}
