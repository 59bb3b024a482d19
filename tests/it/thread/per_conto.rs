//! Who acts for an employer: both names are kept, and the employer is told.

use std::time::Duration;

use cassetto_api::modello::Voce;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_domain::id::QuesitoId;
use cassetto_tests::{Individuo, System, messaggio};

use super::registration;
use crate::passi::{Rows, rows};

/// What somebody is told of.
fn events(rows: &Rows) -> Vec<String> {
    let mut events: Vec<String> = rows.values().filter_map(|row| row["ev"]["S"].as_str()).map(str::to_owned).collect();
    events.sort();
    events.dedup();
    events
}

fn for_(datore: &Individuo) -> NuovoQuesito {
    NuovoQuesito { datore: Some(datore.id), ..datore.domanda() }
}

#[tokio::test]
async fn both_identities_are_recorded_and_both_are_told() {
    let system = System::start().await;
    let (anna, studio, bruna) = (system.datore(1).await, system.intermediario(1).await, system.operatore(1).await);
    system.delega(&studio, &anna).await;
    let id = studio.send(&for_(&anna)).await.expect("a protocol").id;
    let told = events(&rows(&system));
    assert!(told.contains(&"per_conto".to_owned()) && told.contains(&"protocollato".to_owned()), "{told:?}");

    for who in [&anna, &studio, &bruna] {
        let detail = who.see(id).await.expect("a detail");
        assert!(detail.quesito.per_conto);
        assert_eq!((detail.quesito.datore_id, detail.inviato_da.as_deref()), (anna.id, Some("Anna Esempio")));
        let Some(Voce::Messaggio { delegato: Some(_), autore, .. }) = detail.voci.first() else { panic!("{:?}", detail.voci) };
        assert_eq!(autore, "Anna Esempio");
    }
    let registrazione = registration(&system, 1).await;
    assert_eq!((registrazione.mittente.as_str(), registrazione.tramite.as_deref()), ("Anna Esempio", Some("Anna Esempio")));

    system.advance(Duration::from_millis(1));
    studio.append(id, &messaggio(1)).await.expect("added");
    let Some(Voce::Messaggio { delegato: Some(_), .. }) = anna.see(id).await.expect("a detail").voci.last().cloned() else {
        panic!("the delegate's message")
    };
    assert!(registration(&system, 2).await.tramite.is_some());
    anna.append(id, &messaggio(2)).await.expect("added");
    assert_eq!(registration(&system, 3).await.tramite, None);
}

#[tokio::test]
async fn nobody_writes_for_who_did_not_ask_them_to() {
    let system = System::start().await;
    let (anna, other, studio) = (system.datore(1).await, system.datore(2).await, system.intermediario(1).await);
    system.delega(&studio, &anna).await;
    let id = other.ask().await;
    system.refuses(studio.send(&studio_less(&anna)), Tipo::DatiNonValidi, &[("datore", Motivo::DatoreAssente)]).await;
    system.refuses(studio.send(&for_(&other)), Tipo::NonTrovato, &[]).await;
    system.refuses(studio.append(id, &messaggio(1)), Tipo::NonTrovato, &[]).await;
    system.refuses(studio.append(QuesitoId::from_bytes([7; 16]), &messaggio(1)), Tipo::NonTrovato, &[]).await;
    system.refuses(anna.send(&for_(&other)), Tipo::NonTrovato, &[]).await;
    // The rapporto must be the employer's, not any that the intermediary sees.
    let crossed = NuovoQuesito { rapporto: other.domanda().rapporto, ..for_(&anna) };
    system.refuses(studio.send(&crossed), Tipo::DatiNonValidi, &[("rapporto", Motivo::RapportoNonTuo)]).await;
}

fn studio_less(datore: &Individuo) -> NuovoQuesito {
    NuovoQuesito { datore: None, ..datore.domanda() }
}
