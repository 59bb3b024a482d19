//! The quesiti of all the employers of an intermediary, and whose lists they are in when the delega changes hands.

use std::time::Duration;

use cassetto_api::deleghe::VistaDelegati;
use cassetto_api::modello::EsitoVoce;
use cassetto_tests::{Individuo, System};

async fn ids(studio: &Individuo, vista: VistaDelegati) -> Vec<cassetto_domain::id::QuesitoId> {
    studio.delegati(vista).await.iter().map(|voce| voce.id).collect()
}

#[tokio::test]
async fn every_tab_holds_what_its_name_says_most_urgent_first() {
    let system = System::start().await;
    let (studio, bruna) = (system.intermediario(1).await, system.operatore(1).await);
    let (anna, carlo) = (system.datore(1).await, system.datore(2).await);
    for datore in [&anna, &carlo] {
        system.delega(&studio, datore).await;
    }
    let first = anna.ask().await;
    system.advance(Duration::from_secs(3 * 86_400));
    for who in [&studio, &bruna, &carlo] {
        system.session(who).await;
    }
    let second = carlo.ask().await;
    assert_eq!(ids(&studio, VistaDelegati::Aperte).await, [first, second]);
    assert_eq!(ids(&studio, VistaDelegati::ToccaATe).await, []);

    bruna.take(second, 1).await.expect("taken");
    bruna.answer(second, 2, Vec::new()).await.expect("answered");
    assert_eq!(ids(&studio, VistaDelegati::Aperte).await, [first]);
    assert_eq!(ids(&studio, VistaDelegati::InCarico).await, [second]);
    assert_eq!(ids(&studio, VistaDelegati::ToccaATe).await, [second]);
    assert_eq!(ids(&studio, VistaDelegati::DaLeggere).await, [second]);
    bruna.close(second, 3, EsitoVoce::Accolta).await.expect("closed");
    assert_eq!(ids(&studio, VistaDelegati::Chiuse).await, [second]);
    let rows = studio.delegati(VistaDelegati::Chiuse).await;
    assert_eq!((rows[0].datore_id, rows[0].da_leggere), (carlo.id, true));
}

#[tokio::test]
async fn old_quesiti_follow_the_delega() {
    let system = System::start().await;
    let (anna, first, second) = (system.datore(1).await, system.intermediario(1).await, system.intermediario(2).await);
    let sent = [anna.ask().await, anna.ask().await, anna.ask().await];
    let old = anna.delega_to(&first).await;
    first.accept(&system, old).await.expect("accepted");
    system.cloud.settle().await.expect("settled");
    assert_eq!(ids(&first, VistaDelegati::Aperte).await.len(), sent.len());

    let new = anna.delega_to(&second).await;
    second.accept(&system, new).await.expect("accepted");
    assert_eq!(ids(&first, VistaDelegati::Aperte).await, [], "before the index knows");
    system.cloud.settle().await.expect("settled");
    assert_eq!(ids(&second, VistaDelegati::Aperte).await.len(), sent.len());
    // What is sent from now on is there at once.
    let later = anna.ask().await;
    assert!(ids(&second, VistaDelegati::Aperte).await.contains(&later));
}

/// What the employer has read and the intermediary has not is the intermediary's to read, also in the employer's lists.
#[tokio::test]
async fn whose_turn_it_is_follows_the_delega() {
    let system = System::start().await;
    let (anna, bruna, studio) = (system.datore(1).await, system.operatore(1).await, system.intermediario(1).await);
    let id = anna.ask().await;
    bruna.take(id, 1).await.expect("taken");
    anna.mark_read(id, 2).await.expect("read");
    let delega = anna.delega_to(&studio).await;
    studio.accept(&system, delega).await.expect("accepted");
    system.cloud.settle().await.expect("settled");
    assert_eq!((studio.home(Some(anna.id)).await.totale_tocca_a_te, anna.home(None).await.totale_tocca_a_te), (1, 0));
    assert_eq!(ids(&studio, VistaDelegati::ToccaATe).await, [id]);
    anna.revoke(delega).await.expect("revoked");
    system.cloud.settle().await.expect("settled");
    crate::fsck::is_whole(&system).await.expect("whole");
}
