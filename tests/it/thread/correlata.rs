//! A new quesito that follows a closed one.

use cassetto_api::modello::{EsitoVoce, StatoVoce, Voce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_domain::id::QuesitoId;
use cassetto_domain::protocollo::NumeroProtocollo;
use cassetto_tests::System;

use super::registration;

#[tokio::test]
async fn a_closed_quesito_is_followed_by_a_linked_one() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.ask().await;
    bruna.take(id, 1).await.expect("taken");
    bruna.answer(id, 2, Vec::new()).await.expect("answered");
    bruna.close(id, 3, EsitoVoce::Accolta).await.expect("closed");
    anna.mark_read(id, 4).await.expect("read");

    let body = NuovoQuesito { correlata: Some(id), ..anna.domanda() };
    let next = anna.send(&body).await.expect("a protocol");
    let detail = anna.see(next.id).await.expect("a detail");
    assert_eq!(detail.correlata, Some(id));
    // Linked to the last message of the old one: number 2.
    assert_eq!(registration(&system, 3).await.precedente.expect("a link").numero, NumeroProtocollo(2));

    let old = anna.see(id).await.expect("a detail");
    assert_eq!((old.quesito.versione, old.quesito.stato, old.quesito.da_leggere), (5, StatoVoce::Chiusa, false));
    let Some(Voce::Correlata { quesito, protocollo, .. }) = old.voci.last() else { panic!("{:?}", old.voci) };
    assert_eq!((*quesito, protocollo), (next.id, &next.protocollo));
    assert_eq!(anna.home(None).await.totale_tocca_a_te, 0, "nobody has to read of their own doing");

    // It may be followed more than once.
    anna.send(&body).await.expect("another");
    assert_eq!(anna.see(id).await.expect("a detail").quesito.versione, 6);
}

#[tokio::test]
async fn what_cannot_be_followed() {
    let system = System::start().await;
    let (anna, other, bruna) = (system.datore(1).await, system.datore(2).await, system.operatore(1).await);
    let (open, foreign) = (anna.ask().await, other.ask().await);
    bruna.take(foreign, 1).await.expect("taken");
    bruna.close(foreign, 2, EsitoVoce::Accolta).await.expect("closed");
    let following = |id| NuovoQuesito { correlata: Some(id), ..anna.domanda() };
    let still_open: &[_] = &[("correlata", Motivo::CorrelataAperta)];
    system.refuses(anna.send(&following(open)), Tipo::DatiNonValidi, still_open).await;
    bruna.take(open, 1).await.expect("taken");
    system.refuses(anna.send(&following(open)), Tipo::DatiNonValidi, still_open).await;
    // Somebody else's is as unknown as one that is not there.
    let not_mine: &[_] = &[("correlata", Motivo::CorrelataNonTua)];
    let first = system.refuses(anna.send(&following(foreign)), Tipo::DatiNonValidi, not_mine).await;
    let unknown = QuesitoId::from_bytes([7; 16]);
    assert_eq!(system.refuses(anna.send(&following(unknown)), Tipo::DatiNonValidi, not_mine).await, first);
}
