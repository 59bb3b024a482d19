//! A quesito goes to another sede: what stays, what changes, who sees it, and both registers.

use std::time::Duration;

use cassetto_api::fascicolo::VistaCoda;
use cassetto_api::modello::{StatoVoce, Voce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::protocollo::Protocollo;
use cassetto_tests::{System, chiave};

use crate::passi::{Registro, registers, rows};

fn number(text: &str) -> Protocollo {
    Protocollo::parse(text).expect("a protocol")
}

#[tokio::test]
async fn protocol_presentation_and_term_stay() {
    let system = System::start().await;
    let (anna, bruna, milano) = (system.datore(1).await, system.operatore(1).await, system.operatore_altrove(1).await);
    let id = anna.ask().await;
    bruna.take(id, 1).await.expect("taken");
    let before = bruna.see(id).await.expect("a detail").quesito;
    system.advance(Duration::from_hours(72));
    for who in [&anna, &bruna, &milano] {
        system.session(who).await;
    }

    let forwarded = bruna.forward(id, 2, "4900").await.expect("forwarded");
    assert_eq!((forwarded.id, forwarded.sede.codice.as_str(), &forwarded.termine), (id, "4900", &before.termine));
    assert_eq!(forwarded.protocollo.segnatura, "INPS.4900.26/11/2026.0000001");

    // Here nothing of it is found any more.
    system.refuses(bruna.see(id), Tipo::NonTrovato, &[]).await;
    system.refuses(bruna.comment(id, 3, "Ancora?"), Tipo::NonTrovato, &[]).await;
    for vista in VistaCoda::ALL {
        assert_eq!(bruna.whole_queue(vista, None).await.expect("a queue"), [], "{vista:?}");
    }

    // There nobody has it yet, and it is new.
    let queue = milano.whole_queue(VistaCoda::DaAssegnare, None).await.expect("a queue");
    let [row] = queue.as_slice() else { panic!("{queue:?}") };
    assert!(row.quesito.da_leggere);
    let after = milano.see(id).await.expect("a detail");
    assert_eq!((after.quesito.stato, after.quesito.operatore.as_deref()), (StatoVoce::Aperta, None));
    assert_eq!(after.sede.codice, "4900");
    assert_eq!(
        (&after.quesito.protocollo, &after.quesito.presentato, &after.quesito.termine),
        (&before.protocollo, &before.presentato, &before.termine)
    );
    let Some(Voce::Trasferimento { versione: 3, da, a, protocollo, motivo, operatore, .. }) = after.voci.last() else {
        panic!("{:?}", after.voci)
    };
    assert_eq!((da.codice.as_str(), a.codice.as_str(), protocollo), ("7000", "4900", &forwarded.protocollo));
    assert_eq!((motivo.as_str(), operatore.as_deref()), ("La residenza è in un'altra città.", Some("Bruna Esempio")));

    // The employer reads why, and not who.
    let seen = anna.see(id).await.expect("a detail");
    let Some(Voce::Trasferimento { operatore: None, .. }) = seen.voci.last() else { panic!("{:?}", seen.voci) };
    assert!(seen.quesito.da_leggere);

    let registrazione =
        system.kit().store.registrazione(number(&forwarded.protocollo.segnatura)).await.expect("a register").expect("a row");
    assert_eq!((registrazione.quesito, registrazione.versione), (id, 3));
    assert_eq!(registrazione.precedente, Some(number(&before.protocollo.segnatura)));
    assert_eq!((registrazione.mittente.as_str(), registrazione.destinatario.as_str()), ("Roma", "Milano"));

    // It goes on there, with that register's numbers.
    milano.take(id, 3).await.expect("taken");
    let answered = milano.answer(id, 4, Vec::new()).await.expect("an answer");
    let Some(Voce::Messaggio { protocollo, autore, .. }) = answered.voci.last() else { panic!("{:?}", answered.voci) };
    assert_eq!((protocollo.segnatura.as_str(), autore.as_str()), ("INPS.4900.26/11/2026.0000002", "Milano"));
    let rows = rows(&system);
    assert_eq!(registers(&rows, 2026), [Registro::new("4900", 2), Registro::new("7000", 1)]);
}

#[tokio::test]
async fn a_key_forwards_once() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let (first, second) = (anna.ask().await, anna.ask().await);
    let key = chiave();
    let forwarded = bruna.forward_with_key(first, 1, "4900", &key).await.expect("forwarded");
    let before = system.snapshot();
    assert_eq!(bruna.forward_with_key(first, 1, "4900", &key).await.expect("the same answer"), forwarded);
    assert_eq!(system.snapshot(), before);
    system.refuses(bruna.forward_with_key(second, 1, "4900", &key), Tipo::ChiaveRiusata, &[]).await;
    system.refuses(bruna.forward_with_key(first, 1, "5100", &key), Tipo::ChiaveRiusata, &[]).await;
    // With another key it is somebody else's.
    system.refuses(bruna.forward(first, 1, "4900"), Tipo::NonTrovato, &[]).await;
}

#[tokio::test]
async fn only_to_another_office_that_there_is() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.ask().await;
    for sede in ["7000", "0000", "", "49000", "abcd"] {
        system.refuses(bruna.forward(id, 1, sede), Tipo::DatiNonValidi, &[("sede", Motivo::SedeSconosciuta)]).await;
    }
    bruna.take(id, 1).await.expect("taken");
    bruna.request(id, 2, "2026-12-04").await.expect("asked for");
    system.refuses(bruna.forward(id, 3, "4900"), Tipo::DocumentoAtteso, &[]).await;
    bruna.withdraw(id, 3).await.expect("withdrawn");
    bruna.forward(id, 4, "4900").await.expect("forwarded");
}

/// There and back: each register has its own numbers, all linked to the first.
#[tokio::test]
async fn there_and_back() {
    let system = System::start().await;
    let (anna, bruna, milano) = (system.datore(1).await, system.operatore(1).await, system.operatore_altrove(1).await);
    let id = anna.ask().await;
    bruna.forward(id, 1, "4900").await.expect("forwarded");
    system.advance(Duration::from_secs(1));
    let back = milano.forward(id, 2, "7000").await.expect("back");
    assert_eq!(back.protocollo.segnatura, "INPS.7000.23/11/2026.0000002");
    let registrazione = system.kit().store.registrazione(number(&back.protocollo.segnatura)).await.expect("a register").expect("a row");
    assert_eq!(registrazione.precedente, Some(number("INPS.7000.23/11/2026.0000001")));
    assert_eq!(registers(&rows(&system), 2026), [Registro::new("4900", 1), Registro::new("7000", 2)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_forward_at_once_one_does() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    for round in 0..5 {
        let id = anna.ask().await;
        let (bruna, carlo) = (system.operatore(10 * round + 1).await, system.operatore(10 * round + 2).await);
        let (one, other) = tokio::join!(
            tokio::spawn(async move { bruna.forward(id, 1, "4900").await }),
            tokio::spawn(async move { carlo.forward(id, 1, "5100").await })
        );
        let outcomes = [one.expect("an answer"), other.expect("an answer")];
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        let refused = outcomes.iter().find_map(|outcome| outcome.as_ref().err()).expect("the other");
        assert!(matches!(refused.kind(), Some(Tipo::VersioneSuperata | Tipo::NonTrovato)), "{refused:?}");
    }
    registers(&rows(&system), 2026);
}

/// Many forwards to one sede while it takes quesiti of its own: no number twice, none lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn registers_stay_without_gaps() {
    let system = System::start().await;
    let (anna, milano) = (system.datore(1).await, system.operatore_altrove(1).await);
    let mut tasks = Vec::new();
    for n in 1..=12 {
        let (id, bruna) = (anna.ask().await, system.operatore(n).await);
        tasks.push(tokio::spawn(async move { bruna.forward(id, 1, "4900").await.expect("forwarded").protocollo.numero }));
    }
    let mut numbers = Vec::new();
    for task in tasks {
        numbers.push(task.await.expect("a task"));
    }
    numbers.sort();
    assert_eq!(numbers, (1..=12).map(|n| format!("{n:07}")).collect::<Vec<_>>());
    assert_eq!(registers(&rows(&system), 2026), [Registro::new("4900", 12), Registro::new("7000", 12)]);
    assert_eq!(milano.whole_queue(VistaCoda::DaAssegnare, Some(5)).await.expect("a queue").len(), 12);
}
