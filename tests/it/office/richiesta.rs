//! A document is asked for: the clock stands still, the day it is due, and what may be done meanwhile.

use std::time::Duration;

use cassetto_api::fascicolo::VistaCoda;
use cassetto_api::modello::{EsitoVoce, FasciaVoce, StatoVoce, Voce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::id::QuesitoId;
use cassetto_tests::{Individuo, System, chiave};

/// A quesito in charge of the operator: version 2.
async fn taken(anna: &Individuo, bruna: &Individuo) -> QuesitoId {
    let id = anna.ask().await;
    bruna.take(id, 1).await.expect("taken");
    id
}

#[tokio::test]
async fn the_clock_stands_still_until_it_is_withdrawn() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = taken(&anna, &bruna).await;
    let asked = bruna.request(id, 2, "2026-12-04").await.expect("asked for");
    let attesa = asked.quesito.attesa.clone().expect("awaited");
    assert_eq!((attesa.versione, attesa.dal.0.as_str(), attesa.entro.0.as_str()), (3, "2026-11-23", "2026-12-04"));
    let Some(Voce::Messaggio { protocollo, richiesta: Some(richiesta), .. }) = asked.voci.last() else { panic!("{:?}", asked.voci) };
    assert_eq!((protocollo.numero.as_str(), richiesta.entro.0.as_str()), ("0000002", "2026-12-04"));
    assert_eq!(asked.quesito.termine.0, "2026-12-23");

    // It is among those that wait, and among mine; its days don't pass.
    system.advance(Duration::from_hours(24 * 40));
    for who in [&anna, &bruna] {
        system.session(who).await;
    }
    for vista in [VistaCoda::InAttesa, VistaCoda::Mie] {
        let queue = bruna.whole_queue(vista, None).await.expect("a queue");
        let [row] = queue.as_slice() else { panic!("{vista:?}: {queue:?}") };
        let orologio = row.orologio.expect("a clock");
        assert_eq!((orologio.fascia, orologio.giorni), (FasciaVoce::Fermo, 30));
    }
    for vista in [VistaCoda::InCarico, VistaCoda::Scadute, VistaCoda::InScadenza] {
        assert_eq!(bruna.whole_queue(vista, None).await.expect("a queue"), [], "{vista:?}");
    }

    // 40 days later: 23 December and 40 days are 1 February.
    let withdrawn = bruna.withdraw(id, 3).await.expect("withdrawn");
    assert_eq!((withdrawn.quesito.attesa, withdrawn.quesito.termine.0.as_str()), (None, "2027-02-01"));
    let queue = bruna.whole_queue(VistaCoda::InCarico, None).await.expect("a queue");
    let orologio = queue[0].orologio.expect("a clock");
    assert_eq!((orologio.fascia, orologio.giorni), (FasciaVoce::InTempo, 30));
    system.refuses(bruna.withdraw(id, 4), Tipo::TransizioneNonAmmessa, &[]).await;
}

#[tokio::test]
async fn the_day_it_is_due_by() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = taken(&anna, &bruna).await;
    for (entro, motivo) in [
        ("2026-11-22", Motivo::EntroTroppoPresto),
        ("2026-11-23", Motivo::EntroTroppoPresto),
        ("2027-02-22", Motivo::EntroTroppoTardi),
        ("2026-02-30", Motivo::DataNonValida),
        ("domani", Motivo::DataNonValida),
        ("", Motivo::DataNonValida),
    ] {
        system.refuses(bruna.request(id, 2, entro), Tipo::DatiNonValidi, &[("entro", motivo)]).await;
    }
    // Tuesday 8 December is a holiday: the day after is meant.
    let asked = bruna.request(id, 2, "2026-12-08").await.expect("asked for");
    assert_eq!(asked.quesito.attesa.expect("awaited").entro.0, "2026-12-09");
}

#[tokio::test]
async fn one_at_a_time_and_nobody_is_left_waiting_for_nobody() {
    let system = System::start().await;
    let (anna, bruna, carlo) = (system.datore(1).await, system.operatore(1).await, system.operatore(2).await);
    let id = taken(&anna, &bruna).await;
    bruna.request(id, 2, "2026-12-04").await.expect("asked for");
    system.refuses(bruna.request(id, 3, "2026-12-11"), Tipo::DocumentoAtteso, &[]).await;
    system.refuses(bruna.release(id, 3), Tipo::DocumentoAtteso, &[]).await;
    system.refuses(bruna.forward(id, 3, "4900"), Tipo::DocumentoAtteso, &[]).await;
    // A colleague may go on waiting, say something, and close.
    let mine = bruna.reassign(id, 3, carlo.id).await.expect("reassigned");
    assert!(mine.quesito.attesa.is_some());
    carlo.comment(id, 4, "Aspettiamo.").await.expect("a comment");
    let closed = carlo.close(id, 5, EsitoVoce::Respinta).await.expect("closed");
    assert_eq!((closed.quesito.stato, closed.quesito.attesa), (StatoVoce::Chiusa, None));
    assert_eq!(bruna.whole_queue(VistaCoda::InAttesa, None).await.expect("a queue"), []);
}

#[tokio::test]
async fn a_key_asks_once() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = taken(&anna, &bruna).await;
    let key = chiave();
    let asked = bruna.request_with_key(id, 2, "2026-12-04", &key).await.expect("asked for");
    let before = system.snapshot();
    assert_eq!(bruna.request_with_key(id, 2, "2026-12-04", &key).await.expect("again"), asked);
    assert_eq!(system.snapshot(), before);
    system.refuses(bruna.request_with_key(id, 2, "2026-12-11", &key), Tipo::ChiaveRiusata, &[]).await;
}
