//! How long it usually takes: counted by the transactions that send and close, shown from five answers on.

use std::time::Duration;

use cassetto_api::modello::{DiSolito, EsitoVoce};
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::QuesitoId;
use cassetto_domain::sede::CodiceSede;
use cassetto_tests::{Individuo, SEDE, System, chiave};

const DAY: Duration = Duration::from_secs(86_400);

/// Sends a quesito, lets days pass, closes it.
async fn closed_after(system: &System, datore: &Individuo, operatore: &Individuo, days: u32, esito: EsitoVoce) -> QuesitoId {
    system.session(datore).await;
    let id = datore.ask().await;
    system.advance(DAY * days);
    system.session(operatore).await;
    operatore.take(id, 1).await.expect("taken");
    operatore.close(id, 2, esito).await.expect("closed");
    system.session(datore).await;
    id
}

#[tokio::test]
async fn from_five_answers_on_the_citizen_is_told_how_long_it_takes() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    for (already, days) in [3, 9, 1, 4, 20].into_iter().enumerate() {
        assert_eq!(anna.send(&anna.domanda()).await.expect("a protocol").di_solito, None, "{already} closed");
        closed_after(&system, &anna, &bruna, days, EsitoVoce::Accolta).await;
    }
    let expected = Some(DiSolito { p50: 4, p90: 20, casi: 5 });
    let key = chiave();
    let first = anna.send_with_key(&anna.domanda(), &key).await.expect("a protocol");
    assert_eq!(first.di_solito, expected);
    assert_eq!(anna.send_with_key(&anna.domanda(), &key).await.expect("the same").di_solito, expected);
    assert_eq!(anna.see(first.id).await.expect("a detail").di_solito, expected);

    // Of another category nothing is known; the office and who has their answer already are told nothing.
    let other = anna.send(&NuovoQuesito { categoria: "contributi".to_owned(), ..anna.domanda() }).await.expect("a protocol");
    assert_eq!(other.di_solito, None);
    assert_eq!(bruna.see(first.id).await.expect("a detail").di_solito, None);
    let done = closed_after(&system, &anna, &bruna, 0, EsitoVoce::Respinta).await;
    assert_eq!(anna.see(done).await.expect("a detail").di_solito, None);

    // A year later it is no longer news.
    system.advance(DAY * 366);
    system.session(&anna).await;
    assert_eq!(anna.see(first.id).await.expect("a detail").di_solito, None);
}

#[tokio::test]
async fn what_is_not_written_is_not_counted() {
    let system = System::start().await;
    let (anna, bruna, carlo) = (system.datore(1).await, system.operatore(1).await, system.operatore(2).await);
    let key = chiave();
    let id = anna.send_with_key(&anna.domanda(), &key).await.expect("a protocol").id;
    anna.send_with_key(&anna.domanda(), &key).await.expect("the same");
    bruna.take(id, 1).await.expect("taken");
    bruna.comment(id, 2, "Nota.").await.expect("a comment");
    carlo.close(id, 2, EsitoVoce::Respinta).await.expect_err("superseded");
    let counted = statistics(&system).await;
    assert_eq!(counted, [("2026-11".to_owned(), 1, 0, 0, 0)]);
    bruna.close(id, 3, EsitoVoce::Respinta).await.expect("closed");
    carlo.close(id, 4, EsitoVoce::Accolta).await.expect_err("closed already");
    assert_eq!(statistics(&system).await, [("2026-11".to_owned(), 1, 0, 1, 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_are_all_counted() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let sends = (0..8).map(|_| {
        let (client, body) = (anna.client.clone(), anna.domanda());
        tokio::spawn(async move {
            let key = chiave();
            client.call_with_key::<cassetto_api::quesiti::CreateQuesito>(&Default::default(), &Default::default(), &body, Some(&key)).await
        })
    });
    for send in sends.collect::<Vec<_>>() {
        send.await.expect("an answer").expect("a protocol");
    }
    assert_eq!(statistics(&system).await, [("2026-11".to_owned(), 8, 0, 0, 0)]);
}

/// Months of the one category that these tests use: presented, accepted, refused, times known.
async fn statistics(system: &System) -> Vec<(String, u32, u32, u32, u32)> {
    let sede = CodiceSede::parse(SEDE).expect("a sede");
    let months = system.kit().store.statistiche(sede).await.expect("counters");
    let months =
        months.into_iter().inspect(|month| assert_eq!((month.gestione, month.categoria.as_str()), (Gestione::LavoroDomestico, "mav")));
    months.map(|month| (month.mese.to_string(), month.presentate, month.accolte, month.respinte, month.tempi.casi())).collect()
}
