//! Many quesiti at once: each for itself.

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{BulkQuesiti, ComandoMultiplo, Lavorazione, QuesitoVisto, VistaCoda};
use cassetto_api::modello::EsitoVoce;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::id::QuesitoId;
use cassetto_tests::System;

#[tokio::test]
async fn some_are_done_and_the_others_say_why_not() {
    let system = System::start().await;
    let (anna, bruna, carlo) = (system.datore(1).await, system.operatore(1).await, system.operatore(2).await);
    let (open, taken, stale, closed, elsewhere) =
        (anna.ask().await, anna.ask().await, anna.ask().await, anna.ask().await, anna.ask().await);
    bruna.take(taken, 1).await.expect("taken");
    carlo.comment(stale, 1, "Nota.").await.expect("a comment");
    bruna.take(closed, 1).await.expect("taken");
    bruna.close(closed, 2, EsitoVoce::Accolta).await.expect("closed");
    bruna.forward(elsewhere, 1, "4900").await.expect("forwarded");
    let unknown = QuesitoId::from_bytes([7; 16]);
    let asked = [(open, 1), (taken, 2), (stale, 1), (closed, 3), (elsewhere, 2), (unknown, 1), (open, 1)];
    let done = bruna.assign_all(&asked, carlo.id).await.expect("an outcome");
    let found: Vec<_> = done.esiti.iter().map(|esito| (esito.id, esito.problema.as_ref().map(|problema| problema.kind()))).collect();
    let no = |tipo: Tipo| Some(Some(tipo));
    assert_eq!(
        found,
        [
            (open, None),
            (taken, None),
            (stale, no(Tipo::VersioneSuperata)),
            (closed, no(Tipo::TransizioneNonAmmessa)),
            (elsewhere, no(Tipo::NonTrovato)),
            (unknown, no(Tipo::NonTrovato)),
            // Twice in one call: the first has moved it on.
            (open, no(Tipo::VersioneSuperata)),
        ]
    );
    let mine: Vec<_> = carlo.whole_queue(VistaCoda::Mie, None).await.expect("a queue").iter().map(|voce| voce.quesito.id).collect();
    assert_eq!(mine.len(), 2);
    assert!(mine.contains(&open) && mine.contains(&taken));
}

#[tokio::test]
async fn closing_is_done_one_at_a_time() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.ask().await;
    bruna.take(id, 1).await.expect("taken");
    let body = Lavorazione { comando: ComandoMultiplo::Chiudi, operatore: None, quesiti: vec![QuesitoVisto { id, versione: 2 }] };
    let call = bruna.client.call::<BulkQuesiti>(&Nulla {}, &Nulla {}, &body);
    let problema = system.refuses(call, Tipo::DatiNonValidi, &[("comando", Motivo::ChiusuraMultipla)]).await;
    assert!(problema.campi[0].messaggio.contains("uno alla volta"), "{problema:?}");
}

#[tokio::test]
async fn from_one_to_fifty_to_somebody_of_the_sede() {
    let system = System::start().await;
    let (anna, bruna, milano) = (system.datore(1).await, system.operatore(1).await, system.operatore_altrove(1).await);
    let id = anna.ask().await;
    let number = [("quesiti", Motivo::NumeroQuesiti)];
    system.refuses(bruna.assign_all(&[], bruna.id), Tipo::DatiNonValidi, &number).await;
    system.refuses(bruna.assign_all(&vec![(id, 1); 51], bruna.id), Tipo::DatiNonValidi, &number).await;
    let nobody = [("operatore", Motivo::OperatoreSconosciuto)];
    system.refuses(bruna.assign_all(&[(id, 1)], milano.id), Tipo::DatiNonValidi, &nobody).await;
    let body = Lavorazione { comando: ComandoMultiplo::Assegna, operatore: None, quesiti: vec![QuesitoVisto { id, versione: 1 }] };
    system.refuses(bruna.client.call::<BulkQuesiti>(&Nulla {}, &Nulla {}, &body), Tipo::DatiNonValidi, &nobody).await;

    let mut all = Vec::new();
    for _ in 0..50 {
        all.push((anna.ask().await, 1));
    }
    let done = bruna.assign_all(&all, bruna.id).await.expect("an outcome");
    assert!(done.esiti.len() == 50 && done.esiti.iter().all(|esito| esito.problema.is_none()), "{done:?}");
}
