//! States and versions: what a command may not do, over HTTP.

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{EsitoVoce, QuesitoDettaglio, StatoVoce};
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{Lettura, MarkRead, QuesitoPath};
use cassetto_domain::id::QuesitoId;
use cassetto_domain::stato::{Comando, Stato};
use cassetto_tests::{Answer, Individuo, System};

/// The commands of the office; a citizen's message has tests of its own.
const UFFICIO: [Comando; 8] = [
    Comando::PrendiInCarico,
    Comando::Rilascia,
    Comando::Riassegna,
    Comando::Trasferisci,
    Comando::Richiedi,
    Comando::Commenta,
    Comando::Rispondi,
    Comando::Chiudi,
];

/// The state and version that a command leads to.
async fn command(who: &Individuo, altro: &Individuo, id: QuesitoId, versione: u32, comando: Comando) -> Answer<(StatoVoce, u32)> {
    let dettaglio = match comando {
        Comando::PrendiInCarico => who.take(id, versione).await,
        Comando::Rilascia => who.release(id, versione).await,
        Comando::Riassegna => who.reassign(id, versione, altro.id).await,
        Comando::Richiedi => who.request(id, versione, "2026-12-04").await,
        Comando::Commenta => who.comment(id, versione, "Nota.").await,
        Comando::Rispondi => who.answer(id, versione, Vec::new()).await,
        Comando::Chiudi => who.close(id, versione, EsitoVoce::Respinta).await,
        Comando::Scrivi => unreachable!("the citizen's"),
        // What it has become is for the other sede to see.
        Comando::Trasferisci => return who.forward(id, versione, "4900").await.map(|_| (StatoVoce::Aperta, versione + 1)),
    };
    dettaglio.map(|QuesitoDettaglio { quesito, .. }| (quesito.stato, quesito.versione))
}

/// A quesito in a state, and its version.
async fn in_state(anna: &Individuo, bruna: &Individuo, stato: Stato) -> (QuesitoId, u32) {
    let id = anna.ask().await;
    let steps: &[_] = match stato {
        Stato::Aperta => &[],
        Stato::InCarico => &[Comando::PrendiInCarico],
        Stato::Chiusa => &[Comando::PrendiInCarico, Comando::Chiudi],
    };
    for (versione, comando) in (1..).zip(steps) {
        command(bruna, bruna, id, versione, *comando).await.expect("a step");
    }
    (id, 1 + u32::try_from(steps.len()).expect("few"))
}

#[tokio::test]
async fn the_matrix_of_states_and_commands_holds_over_http() {
    let system = System::start().await;
    let (anna, bruna, carlo) = (system.datore(1).await, system.operatore(1).await, system.operatore(2).await);
    for stato in Stato::ALL {
        for comando in UFFICIO {
            let (id, versione) = in_state(&anna, &bruna, stato).await;
            let call = command(&bruna, &carlo, id, versione, comando);
            match stato.apply(comando) {
                Ok(after) => {
                    let found = call.await.unwrap_or_else(|problema| panic!("{stato:?} {comando:?}: {problema:?}"));
                    assert_eq!(found, (StatoVoce::from(after), versione + 1), "{stato:?} {comando:?}");
                }
                Err(_) => drop(system.refuses(call, Tipo::TransizioneNonAmmessa, &[]).await),
            }
        }
    }
}

#[tokio::test]
async fn a_version_that_has_passed_or_not_come_yet_is_a_conflict() {
    let system = System::start().await;
    let (anna, bruna, carlo) = (system.datore(1).await, system.operatore(1).await, system.operatore(2).await);
    for stato in Stato::ALL {
        for comando in UFFICIO {
            let (id, versione) = in_state(&anna, &bruna, stato).await;
            for wrong in [0, versione - 1, versione + 1, u32::MAX] {
                system.refuses(command(&bruna, &carlo, id, wrong, comando), Tipo::VersioneSuperata, &[]).await;
            }
        }
    }
    let (id, versione) = in_state(&anna, &bruna, Stato::InCarico).await;
    let read = async |versione| anna.client.call::<MarkRead>(&QuesitoPath { id }, &Nulla {}, &Lettura { versione }).await;
    system.refuses(read(versione + 1), Tipo::VersioneSuperata, &[]).await;
    read(versione).await.expect("read");
    // Having read more already is fine.
    read(1).await.expect("read");
    assert!(!anna.see(id).await.expect("a detail").quesito.da_leggere);
}
