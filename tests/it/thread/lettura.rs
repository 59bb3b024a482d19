//! What each side has read: the other one sees it, and the lists of those whose turn it is follow.

use cassetto_api::datori::{FiltroDatori, ListDatori};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::EsitoVoce;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_domain::id::QuesitoId;
use cassetto_local::Target;
use cassetto_tests::{Individuo, System, messaggio};

use crate::passi::rows;

#[tokio::test]
async fn both_sides_see_when_the_other_read() {
    let system = System::start().await;
    let (anna, bruna, elsewhere) = (system.datore(1).await, system.operatore(1).await, system.operatore_altrove(1).await);
    let id = anna.ask().await;
    let letture = anna.see(id).await.expect("a detail").letture;
    assert_eq!((letture.ufficio, letture.delegato), (None, None));
    assert_eq!(letture.datore.expect("who sent it").versione, 1);

    system.set_now("2026-11-24T09:30:00Z");
    for who in [&anna, &bruna, &elsewhere] {
        system.session(who).await;
    }
    system.refuses(elsewhere.mark_read(id, 1), Tipo::NonTrovato, &[]).await;
    system.refuses(bruna.mark_read(id, 2), Tipo::VersioneSuperata, &[]).await;
    bruna.mark_read(id, 1).await.expect("read");
    let ufficio = anna.see(id).await.expect("a detail").letture.ufficio.expect("the office read it");
    assert_eq!((ufficio.versione, ufficio.quando.0.as_str()), (1, "2026-11-24T09:30:00.000Z"));
    assert!(!bruna.see(id).await.expect("a detail").quesito.da_leggere);

    // A new message is news again; reading less than before changes nothing.
    anna.append(id, &messaggio(1)).await.expect("added");
    assert!(bruna.see(id).await.expect("a detail").quesito.da_leggere);
    bruna.mark_read(id, 2).await.expect("read");
    let before = system.snapshot();
    bruna.mark_read(id, 1).await.expect("less than before");
    assert_eq!(system.snapshot(), before);
    assert_eq!(anna.see(id).await.expect("a detail").letture.ufficio.expect("read").versione, 2);
}

/// The partitions in which a quesito is in turn.
fn in_turn(system: &System, id: QuesitoId) -> Vec<String> {
    let header = &rows(system)[&(format!("Q#{id}"), "Q".to_owned())];
    ["g4pk", "g5pk"].iter().filter_map(|name| header[*name]["S"].as_str()).map(str::to_owned).collect()
}

#[tokio::test]
async fn who_has_read_is_no_longer_in_turn() {
    let system = System::start().await;
    let (anna, bruna, studio, other) =
        (system.datore(1).await, system.operatore(1).await, system.intermediario(1).await, system.intermediario(2).await);
    system.delega(&studio, &anna).await;
    let id = anna.ask().await;
    let (employer, delegate) = (format!("D#{}#T", anna.id), format!("I#{}#T", studio.id));
    assert_eq!(in_turn(&system, id), [""; 0]);
    bruna.take(id, 1).await.expect("taken");
    assert_eq!(in_turn(&system, id), [delegate.clone(), employer.clone()]);

    // Each side's reading is its own.
    system.refuses(other.mark_read(id, 2), Tipo::NonTrovato, &[]).await;
    studio.mark_read(id, 2).await.expect("read");
    assert_eq!(in_turn(&system, id), std::slice::from_ref(&employer), "the employer has not read it");
    assert_eq!((studio.home(Some(anna.id)).await.totale_tocca_a_te, anna.home(None).await.totale_tocca_a_te), (0, 1));
    assert_eq!(bruna.see(id).await.expect("a detail").letture.delegato.expect("read").versione, 2);
    anna.mark_read(id, 2).await.expect("read");
    assert_eq!(in_turn(&system, id), [""; 0]);

    // A document that is awaited is everybody's, read or not.
    bruna.request(id, 2, "2026-12-04").await.expect("asked for");
    for who in [&anna, &studio] {
        who.mark_read(id, 3).await.expect("read");
    }
    assert_eq!(in_turn(&system, id), [delegate, employer]);
    assert_eq!((studio.home(Some(anna.id)).await.totale_tocca_a_te, anna.home(None).await.totale_tocca_a_te), (1, 1));
    studio.hand_in(id, 3, 3, Vec::new()).await.expect("handed in");
    assert_eq!(in_turn(&system, id), [""; 0]);
    // Whose employers they are is another list, which nothing of this touched.
    let found = studio.client.call::<ListDatori>(&Nulla {}, &Nulla {}, &FiltroDatori::default()).await.expect("employers");
    assert_eq!(found.voci.len(), 1);
}

/// A colleague's command and the employer's reading at the same instant: what is unread is in turn whoever comes first.
#[tokio::test]
async fn a_step_and_a_reading_that_cross() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.ask().await;
    bruna.take(id, 1).await.expect("taken");
    // The comment is decided on a header that was unread; the reading comes in between.
    let gate = cassetto_local::Gate::default();
    let hold = cassetto_local::Rule::new(Target::DynamoDb, cassetto_local::Fault::Hold(gate.clone())).on("TransactWriteItems");
    system.cloud.faults().inject(hold.times(1));
    let comment = {
        let bruna = crate::passi::at(system.cloud.origin(), &bruna);
        tokio::spawn(async move { bruna.comment(id, 2, "Nota.").await })
    };
    gate.arrival().await;
    anna.mark_read(id, 2).await.expect("read");
    assert_eq!(anna.home(None).await.totale_tocca_a_te, 0);
    gate.open_for_one();
    comment.await.expect("an answer").expect("a comment");
    assert_eq!(anna.home(None).await.totale_tocca_a_te, 1, "there is something new");
}

/// As above, where what comes meanwhile is no news to who read: they are not told to read it again.
#[tokio::test]
async fn what_is_no_news_leaves_alone_who_reads_meanwhile() {
    let system = System::start().await;
    let (anna, bruna, studio) = (system.datore(1).await, system.operatore(1).await, system.intermediario(1).await);
    let delegante = system.datore(2).await;
    system.delega(&studio, &delegante).await;
    let (id, awaited) = (anna.ask().await, delegante.ask().await);
    bruna.take(id, 1).await.expect("taken");
    bruna.close(id, 2, EsitoVoce::Accolta).await.expect("closed");
    bruna.take(awaited, 1).await.expect("taken");
    bruna.request(awaited, 2, "2026-12-04").await.expect("asked for");

    let gate = cassetto_local::Gate::default();
    let hold = || cassetto_local::Rule::new(Target::DynamoDb, cassetto_local::Fault::Hold(gate.clone())).on("TransactWriteItems").times(1);
    system.cloud.faults().inject(hold());
    let following = NuovoQuesito { correlata: Some(id), ..anna.domanda() };
    let (sent, ()) = tokio::join!(anna.send(&following), async {
        gate.arrival().await;
        anna.mark_read(id, 3).await.expect("read");
        gate.open_for_one();
    });
    sent.expect("a protocol");
    assert_eq!(anna.home(None).await.totale_tocca_a_te, 0);

    // The intermediary sends the document that both were to send, while the employer reads.
    system.cloud.faults().inject(hold());
    let (handed, ()) = tokio::join!(studio.hand_in(awaited, 3, 3, Vec::new()), async {
        gate.arrival().await;
        delegante.mark_read(awaited, 3).await.expect("read");
        gate.open_for_one();
    });
    handed.expect("handed in");
    assert_eq!(delegante.home(None).await.totale_tocca_a_te, 0);
    assert_eq!(in_turn(&system, awaited), [""; 0]);
}

/// Units of one reading, and the calls.
async fn cost(system: &System, who: &Individuo, id: cassetto_domain::id::QuesitoId, versione: u32) -> (f64, f64) {
    system.cloud.meter().reset();
    who.mark_read(id, versione).await.expect("read");
    let snapshot = system.cloud.meter().snapshot();
    assert_eq!(snapshot.of(Target::DynamoDb, "UpdateItem").calls, 1);
    (snapshot.read_units(), snapshot.write_units())
}

#[tokio::test]
async fn what_a_reading_costs() {
    let system = System::start().await;
    let (anna, bruna, studio, delegante) =
        (system.datore(1).await, system.operatore(1).await, system.intermediario(1).await, system.datore(2).await);
    system.delega(&studio, &delegante).await;
    for (who, office, employer) in [(&anna, 2.0, 3.0), (&delegante, 2.0, 5.0)] {
        let id = who.ask().await;
        // The session and the header.
        assert_eq!(cost(&system, &bruna, id, 1).await, (2.0, office));
        bruna.take(id, 1).await.expect("taken");
        let (read, write) = cost(&system, who, id, 2).await;
        assert!(read <= 2.0 && write <= employer, "{read} {write}");
        if who.id == delegante.id {
            // The header twice, and the delega.
            let (read, write) = cost(&system, &studio, id, 2).await;
            assert!(read <= 4.0 && write <= 5.0, "{read} {write}");
        }
    }
}
