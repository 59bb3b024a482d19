//! Each command in each state, by the sede that has the quesito and by another one.

use cassetto_api::modello::{EsitoVoce, StatoVoce, Voce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::id::QuesitoId;
use cassetto_tests::{Individuo, System};

/// Where the quesito is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stato {
    Aperta,
    InCarico,
    /// In charge, a document being awaited.
    InAttesa,
    Chiusa,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comando {
    Take,
    Release,
    /// To a colleague who does not have it.
    Reassign,
    Forward,
    Request,
    Withdraw,
    Comment,
    Answer,
    Close,
}

const STATI: [Stato; 4] = [Stato::Aperta, Stato::InCarico, Stato::InAttesa, Stato::Chiusa];

const COMANDI: [Comando; 9] = [
    Comando::Take,
    Comando::Release,
    Comando::Reassign,
    Comando::Forward,
    Comando::Request,
    Comando::Withdraw,
    Comando::Comment,
    Comando::Answer,
    Comando::Close,
];

/// The readable specification: what each state refuses each command with.
fn refusal(stato: Stato, comando: Comando) -> Option<Tipo> {
    match (stato, comando) {
        (Stato::Chiusa, _) => Some(Tipo::TransizioneNonAmmessa),
        (_, Comando::Reassign | Comando::Comment) | (Stato::Aperta, Comando::Take) => None,
        (Stato::InCarico | Stato::InAttesa, Comando::Take) => Some(Tipo::TransizioneNonAmmessa),
        (Stato::Aperta, Comando::Forward) => None,
        (Stato::Aperta, _) => Some(Tipo::TransizioneNonAmmessa),
        (Stato::InCarico, Comando::Withdraw) => Some(Tipo::TransizioneNonAmmessa),
        (Stato::InCarico, _) => None,
        (Stato::InAttesa, Comando::Release | Comando::Forward | Comando::Request) => Some(Tipo::DocumentoAtteso),
        (Stato::InAttesa, _) => None,
    }
}

async fn bring(anna: &Individuo, bruna: &Individuo, stato: Stato) -> (QuesitoId, u32) {
    let id = anna.ask().await;
    if stato == Stato::Aperta {
        return (id, 1);
    }
    bruna.take(id, 1).await.expect("taken");
    match stato {
        Stato::InAttesa => bruna.request(id, 2, "2026-12-04").await.expect("asked for").quesito.versione,
        Stato::Chiusa => bruna.close(id, 2, EsitoVoce::Accolta).await.expect("closed").quesito.versione,
        _ => 2,
    };
    (id, if stato == Stato::InCarico { 2 } else { 3 })
}

async fn run(who: &Individuo, colleague: &Individuo, id: QuesitoId, versione: u32, comando: Comando) -> Result<(), Tipo> {
    let outcome = match comando {
        Comando::Take => who.take(id, versione).await.map(|_| ()),
        Comando::Release => who.release(id, versione).await.map(|_| ()),
        Comando::Reassign => who.reassign(id, versione, colleague.id).await.map(|_| ()),
        Comando::Forward => who.forward(id, versione, "5100").await.map(|_| ()),
        Comando::Request => who.request(id, versione, "2026-12-04").await.map(|_| ()),
        Comando::Withdraw => who.withdraw(id, versione).await.map(|_| ()),
        Comando::Comment => who.comment(id, versione, "Nota.").await.map(|_| ()),
        Comando::Answer => who.answer(id, versione, Vec::new()).await.map(|_| ()),
        Comando::Close => who.close(id, versione, EsitoVoce::Accolta).await.map(|_| ()),
    };
    outcome.map_err(|problema| problema.kind().expect("a kind"))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_in_every_state() {
    let system = System::start().await;
    let (anna, bruna, carlo) = (system.datore(1).await, system.operatore(1).await, system.operatore(2).await);
    let (responsabile, milano, altro) =
        (system.responsabile(1).await, system.operatore_altrove(1).await, system.operatore_altrove(2).await);
    for stato in STATI {
        for comando in COMANDI {
            let (id, versione) = bring(&anna, &bruna, stato).await;
            let case = format!("{stato:?} {comando:?}");
            // Another sede finds nothing, whatever it asks; who saw another version is told that first.
            let before = system.snapshot();
            assert_eq!(run(&milano, &altro, id, versione, comando).await, Err(Tipo::NonTrovato), "{case}");
            assert_eq!(run(&bruna, &carlo, id, versione + 1, comando).await, Err(Tipo::VersioneSuperata), "{case}");
            assert_eq!(system.snapshot(), before, "{case}");
            // Who answers for the sede may do what an operator does.
            let who = if versione % 2 == 0 { &responsabile } else { &bruna };
            match refusal(stato, comando) {
                None => assert_eq!(run(who, &carlo, id, versione, comando).await, Ok(()), "{case}"),
                Some(tipo) => {
                    assert_eq!(run(who, &carlo, id, versione, comando).await, Err(tipo), "{case}");
                    assert_eq!(system.snapshot(), before, "{case}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_quesito_goes_from_hand_to_hand() {
    let system = System::start().await;
    let (anna, bruna, carlo) = (system.datore(1).await, system.operatore(1).await, system.operatore(2).await);
    let id = anna.ask().await;
    let assigned = bruna.reassign(id, 1, carlo.id).await.expect("assigned");
    assert_eq!(assigned.quesito.stato, StatoVoce::InCarico);
    let Some(Voce::Assegnazione { versione: 2, operatore, a, .. }) = assigned.voci.last() else { panic!("{:?}", assigned.voci) };
    assert_eq!((operatore.as_str(), a.as_deref()), ("Bruna Esempio", Some("Bruna Esempio")));
    // Who has it already can't be given it.
    system.refuses(bruna.reassign(id, 2, carlo.id), Tipo::TransizioneNonAmmessa, &[]).await;
    bruna.reassign(id, 2, bruna.id).await.expect("given");
    let released = carlo.release(id, 3).await.expect("released");
    assert_eq!((released.quesito.stato, released.quesito.operatore), (StatoVoce::Aperta, None));
    let Some(Voce::Assegnazione { versione: 4, a: None, .. }) = released.voci.last() else { panic!("{:?}", released.voci) };
    system.advance(std::time::Duration::from_secs(1));
    carlo.take(id, 4).await.expect("taken");

    // The employer sees the states, not who of the office had it.
    let seen = anna.see(id).await.expect("a detail");
    assert!(!seen.voci.iter().any(|voce| matches!(voce, Voce::Assegnazione { .. })), "{:?}", seen.voci);

    let nobody = [anna.id, system.operatore_altrove(1).await.id, system.intermediario(1).await.id];
    for who in nobody {
        let refused = bruna.reassign(id, 5, who);
        system.refuses(refused, Tipo::DatiNonValidi, &[("operatore", Motivo::OperatoreSconosciuto)]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_take_or_assign_at_once_one_does() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    for round in 0..5 {
        let id = anna.ask().await;
        let (bruna, carlo) = (system.operatore(10 * round + 1).await, system.operatore(10 * round + 2).await);
        let to = carlo.id;
        let (one, other) = tokio::join!(
            tokio::spawn(async move { bruna.reassign(id, 1, to).await.map(|_| ()) }),
            tokio::spawn(async move { carlo.take(id, 1).await.map(|_| ()) })
        );
        let outcomes = [one.expect("an answer"), other.expect("an answer")];
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        let refused = outcomes.iter().find_map(|outcome| outcome.as_ref().err()).expect("the other");
        assert_eq!(refused.kind(), Some(Tipo::VersioneSuperata), "{refused:?}");
    }
}
