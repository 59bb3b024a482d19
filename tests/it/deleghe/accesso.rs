//! What a delega opens, for how long, and that nothing outlives it.

use std::time::Duration;

use cassetto_api::deleghe::{GruppoDeleghe, NuovaDelega};
use cassetto_api::modello::StatoDelegaVoce;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_api::tempo::Giorno;
use cassetto_domain::delega::TipoDelega;
use cassetto_tests::{Individuo, System};

fn per_conto(datore: &Individuo) -> NuovoQuesito {
    NuovoQuesito { datore: Some(datore.id), ..datore.domanda() }
}

#[tokio::test]
async fn a_new_delegate_sees_everything_and_the_old_one_nothing() {
    let system = System::start().await;
    let (anna, first, second) = (system.datore(1).await, system.intermediario(1).await, system.intermediario(2).await);
    let old = anna.delega_to(&first).await;
    first.accept(&system, old).await.expect("accepted");
    let sent = first.send(&per_conto(&anna)).await.expect("sent on her behalf").id;
    let own = anna.ask().await;

    let new = anna.delega_to(&second).await;
    second.accept(&system, new).await.expect("accepted");
    // From the very next request, on pages that were open too.
    for id in [sent, own] {
        system.refuses(first.see(id), Tipo::NonTrovato, &[]).await;
        second.see(id).await.expect("threads stay whole");
        anna.see(id).await.expect("hers");
    }
    system.refuses(first.send(&per_conto(&anna)), Tipo::NonTrovato, &[]).await;
    let ended = first.deleghe(GruppoDeleghe::Concluse).await;
    assert_eq!((ended[0].id, ended[0].stato), (old, StatoDelegaVoce::Revocata));
    assert_eq!(anna.deleghe(GruppoDeleghe::Attive).await.iter().map(|delega| delega.id).collect::<Vec<_>>(), [new]);
}

#[tokio::test]
async fn revoked_it_is_over_at_the_next_request() {
    let system = System::start().await;
    let (anna, studio) = (system.datore(1).await, system.intermediario(1).await);
    let id = system.delega(&studio, &anna).await;
    let quesito = anna.ask().await;
    studio.see(quesito).await.expect("seen");
    anna.revoke(id).await.expect("revoked");
    system.refuses(studio.see(quesito), Tipo::NonTrovato, &[]).await;
    let home = studio.client.raw("GET", &format!("/api/home?datore={}", anna.id), None, None).await;
    assert_eq!(home.status(), 404);
    assert!(studio.delegati(cassetto_api::deleghe::VistaDelegati::Aperte).await.is_empty());
}

#[tokio::test]
async fn the_last_day_ends_it_by_the_clock_alone() {
    let system = System::start().await;
    let (anna, studio) = (system.datore(1).await, system.intermediario(1).await);
    let body = NuovaDelega { al: Some(Giorno("2026-11-24".to_owned())), ..anna.nuova_delega(&studio).await };
    let id = anna.request_delega(&body, &cassetto_tests::chiave()).await.expect("a request").id;
    studio.accept(&system, id).await.expect("accepted");
    let quesito = anna.ask().await;
    // 23:59 in Rome of the last day, then one minute later.
    for (instant, open) in [("2026-11-24T22:59:00Z", true), ("2026-11-24T23:00:00Z", false)] {
        system.set_now(instant);
        system.session(&studio).await;
        assert_eq!(studio.see(quesito).await.is_ok(), open, "{instant}");
    }
    system.session(&anna).await;
    assert_eq!(anna.deleghe(GruppoDeleghe::Attive).await, [], "before anything wrote it down");
    system.cloud.sweep().await.expect("a sweep");
    assert_eq!(anna.deleghe(GruppoDeleghe::Concluse).await[0].stato, StatoDelegaVoce::Scaduta);
}

#[tokio::test]
async fn an_association_of_employers_reads_and_does_not_write() {
    let system = System::start().await;
    let (anna, associazione) = (system.datore(1).await, system.intermediario(7).await);
    system.delega_di_tipo(&associazione, &anna, TipoDelega::AssociazioneDatori).await;
    let id = anna.ask().await;
    let (other, studio, bruna) = (system.datore(2).await, system.intermediario(1).await, system.operatore(1).await);
    system.delega(&studio, &other).await;
    let others = other.ask().await;
    for (who, id, scrive) in [(&associazione, id, false), (&studio, others, true), (&anna, id, true), (&bruna, id, true)] {
        assert_eq!(who.see(id).await.expect("they read").scrive, scrive, "{:?}", who.id);
    }
    system.refuses(associazione.send(&per_conto(&anna)), Tipo::DirittoNonConcesso, &[]).await;
    assert!(!associazione.deleghe(GruppoDeleghe::Attive).await[0].scrive);
}

#[tokio::test]
async fn the_employer_is_told_what_was_done_for_them() {
    let system = System::start().await;
    let (anna, studio) = (system.datore(1).await, system.intermediario(1).await);
    system.delega(&studio, &anna).await;
    let id = studio.send(&per_conto(&anna)).await.expect("sent").id;
    system.cloud.settle().await.expect("settled");
    let lists = system.cloud.sent().lists();
    assert!(lists.sms.iter().any(|sms| sms.numero == "+393000000001" && sms.testo.contains(&id.to_string())));
    assert!(anna.see(id).await.expect("hers").quesito.per_conto);
    system.advance(Duration::from_secs(1));
}
