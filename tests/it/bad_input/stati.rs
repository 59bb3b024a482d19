//! States and versions: what a command may not do, over HTTP.

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{EsitoVoce, QuesitoDettaglio, StatoVoce};
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{Lettura, MarkRead, QuesitoPath};
use cassetto_domain::id::QuesitoId;
use cassetto_domain::stato::{Comando, Stato};
use cassetto_tests::{Answer, Individuo, System};

async fn command(who: &Individuo, id: QuesitoId, versione: u32, comando: Comando) -> Answer<QuesitoDettaglio> {
    match comando {
        Comando::PrendiInCarico => who.take(id, versione).await,
        Comando::Commenta => who.comment(id, versione, "Nota.").await,
        Comando::Rispondi => who.answer(id, versione, Vec::new()).await,
        Comando::Chiudi => who.close(id, versione, EsitoVoce::Respinta).await,
    }
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
        command(bruna, id, versione, *comando).await.expect("a step");
    }
    (id, 1 + u32::try_from(steps.len()).expect("few"))
}

#[tokio::test]
async fn the_matrix_of_states_and_commands_holds_over_http() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    for stato in Stato::ALL {
        for comando in Comando::ALL {
            let (id, versione) = in_state(&anna, &bruna, stato).await;
            let call = command(&bruna, id, versione, comando);
            match stato.apply(comando) {
                Ok(after) => {
                    let quesito = call.await.unwrap_or_else(|problema| panic!("{stato:?} {comando:?}: {problema:?}")).quesito;
                    assert_eq!((quesito.stato, quesito.versione), (StatoVoce::from(after), versione + 1), "{stato:?} {comando:?}");
                }
                Err(_) => drop(system.refuses(call, Tipo::TransizioneNonAmmessa, &[]).await),
            }
        }
    }
}

#[tokio::test]
async fn a_version_that_has_passed_or_not_come_yet_is_a_conflict() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    for stato in Stato::ALL {
        for comando in Comando::ALL {
            let (id, versione) = in_state(&anna, &bruna, stato).await;
            for wrong in [0, versione - 1, versione + 1, u32::MAX] {
                system.refuses(command(&bruna, id, wrong, comando), Tipo::VersioneSuperata, &[]).await;
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
