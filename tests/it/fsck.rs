//! The check of the whole store: it finds nothing where everything is well, and each law where it is broken.

mod rotto;

use cassetto_esercizio::{Difetto, Esito, Opzioni, controlla};
use cassetto_tests::System;

/// What the check says of a system that stands still.
pub async fn fsck(system: &System) -> Esito {
    controlla(&system.kit().store, &Opzioni::ferma(system.now())).await.expect("a check")
}

/// What the check finds, as text: a broken law in a history or after faults.
pub async fn is_whole(system: &System) -> Result<Esito, String> {
    let esito = fsck(system).await;
    if esito.is_good() { Ok(esito) } else { Err(esito.difetti.iter().map(Difetto::to_string).collect::<Vec<_>>().join("; ")) }
}

#[tokio::test]
async fn an_empty_store_is_whole() {
    let system = System::start().await;
    let esito = is_whole(&system).await.expect("whole");
    assert_eq!(esito.conteggi.get("righe"), None);
}

/// The demo people, with a history of months in every state, documents, deleghe, registers.
#[tokio::test]
async fn the_demo_is_whole() {
    let system = System::start_with(|options| cassetto_local::Options { seed: true, ..options }).await;
    system.cloud.registri().await.expect("registers");
    let esito = is_whole(&system).await.expect("whole");
    println!("{esito}");
    for what in ["quesiti", "voci", "registrazioni", "registri giornalieri", "avvisi", "deleghe", "concessioni", "oggetti", "statistiche"] {
        assert!(esito.conteggi.get(what).is_some_and(|count| *count > 0), "{what} in {esito}");
    }
}

/// As on the cloud: rows come in pages, and nothing depends on where one ends.
#[tokio::test]
async fn the_size_of_a_page_changes_nothing() {
    let system = System::start_with(|options| cassetto_local::Options { seed: true, ..options }).await;
    let store = &system.kit().store;
    let with = async |pagina| {
        let opzioni = Opzioni { pagina, contenuti: false, ..Opzioni::ferma(system.now()) };
        controlla(store, &opzioni).await.expect("a check").conteggi
    };
    assert_eq!(with(7).await, with(1_000).await);
}
