//! The office: two operators on one quesito, and what a colleague may do after another.

mod coda;
mod comandi;
mod lavorazioni;
mod persone;
mod richiesta;
mod scrivere;
mod trasferimento;

use cassetto_allegati::campioni;
use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{NuovaRisposta, PresaInCarico, TakeQuesito};
use cassetto_api::modello::{EsitoVoce, StatoVoce, Voce};
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::QuesitoPath;
use cassetto_tests::{System, chiave};

#[tokio::test]
async fn the_second_of_two_operators_gets_a_conflict_and_overwrites_nothing() {
    let system = System::start().await;
    let (anna, bruna, carlo) = (system.datore(1).await, system.operatore(1).await, system.operatore(2).await);
    let id = anna.ask().await;
    // Both saw version 1.
    bruna.take(id, 1).await.expect("taken");
    system.refuses(carlo.take(id, 1), Tipo::VersioneSuperata, &[]).await;
    system.refuses(carlo.comment(id, 1, "Anch'io."), Tipo::VersioneSuperata, &[]).await;
    system.refuses(carlo.close(id, 1, EsitoVoce::Respinta), Tipo::VersioneSuperata, &[]).await;
    // Having read it again, the command itself is what is wrong.
    system.refuses(carlo.take(id, 2), Tipo::TransizioneNonAmmessa, &[]).await;
    let detail = carlo.see(id).await.expect("a detail");
    assert_eq!((detail.quesito.versione, detail.voci.len()), (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_commands_at_once_exactly_one_is_done() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let id = anna.ask().await;
    let mut operators = Vec::new();
    for n in 1..=6 {
        operators.push(system.operatore(n).await);
    }
    let commands = operators.into_iter().enumerate().map(|(index, who)| {
        tokio::spawn(async move { if index % 2 == 0 { who.take(id, 1).await } else { who.comment(id, 1, "Nota.").await } })
    });
    let mut done = 0;
    for command in commands.collect::<Vec<_>>() {
        match command.await.expect("an answer") {
            Ok(_) => done += 1,
            Err(problema) => assert_eq!(problema.kind(), Some(Tipo::VersioneSuperata), "{problema:?}"),
        }
    }
    assert_eq!(done, 1);
    let detail = anna.see(id).await.expect("a detail");
    assert_eq!((detail.quesito.versione, detail.voci.len()), (2, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_answers_at_once_one_is_registered_and_no_number_is_lost() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.ask().await;
    bruna.take(id, 1).await.expect("taken");
    let answers = (0..6).map(|n| {
        let client = bruna.client.clone();
        tokio::spawn(async move {
            let body = NuovaRisposta { versione: 2, testo: format!("Risposta {n}."), allegati: Vec::new() };
            let path = QuesitoPath { id };
            client.call_with_key::<cassetto_api::fascicolo::AnswerQuesito>(&path, &Nulla {}, &body, Some(&chiave())).await
        })
    });
    let mut done = 0;
    for answer in answers.collect::<Vec<_>>() {
        match answer.await.expect("an answer") {
            Ok(_) => done += 1,
            Err(problema) => assert_eq!(problema.kind(), Some(Tipo::VersioneSuperata), "{problema:?}"),
        }
    }
    assert_eq!(done, 1);
    let next = anna.send(&anna.domanda()).await.expect("a protocol");
    assert_eq!(next.protocollo.numero, "0000003");
}

#[tokio::test]
async fn a_colleague_goes_on_where_another_left() {
    let system = System::start().await;
    let (anna, bruna, carlo) = (system.datore(1).await, system.operatore(1).await, system.operatore(2).await);
    let id = anna.ask().await;
    let body = PresaInCarico { versione: 1, commento: Some("  \n".to_owned()) };
    let taken = bruna.client.call::<TakeQuesito>(&QuesitoPath { id }, &Nulla {}, &body).await.expect("taken");
    let Voce::Cambio { commento, .. } = &taken.voci[1] else { panic!("{:?}", taken.voci) };
    assert_eq!(*commento, None, "blanks are no comment");
    let sent = carlo.client.upload("nota.pdf", "application/pdf", campioni::pdf("nota")).await.expect("an upload");
    carlo.answer(id, 2, vec![sent]).await.expect("an answer");
    let closed = carlo.close(id, 3, EsitoVoce::Respinta).await.expect("closed");
    assert_eq!((closed.quesito.stato, closed.quesito.esito), (StatoVoce::Chiusa, Some(EsitoVoce::Respinta)));
    // Who took it in charge is still who took it in charge.
    assert_eq!(closed.quesito.operatore, taken.quesito.operatore);
    let seen = anna.see(id).await.expect("a detail");
    assert_eq!((seen.quesito.esito, seen.quesito.operatore), (Some(EsitoVoce::Respinta), None));
}

#[tokio::test]
async fn answers_are_linked_to_the_message_before() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.ask().await;
    bruna.take(id, 1).await.expect("taken");
    bruna.answer(id, 2, Vec::new()).await.expect("an answer");
    anna.ask().await;
    system.advance(std::time::Duration::from_secs(1));
    bruna.answer(id, 3, Vec::new()).await.expect("another");
    let number = |text: &str| cassetto_domain::protocollo::Protocollo::parse(text).expect("a protocol");
    let store = &system.kit().store;
    let fourth = store.registrazione(number("INPS.7000.23/11/2026.0000004")).await.expect("a register").expect("number 4");
    assert_eq!((fourth.quesito, fourth.versione), (id, 4));
    assert_eq!(fourth.precedente, Some(number("INPS.7000.23/11/2026.0000002")));
}
