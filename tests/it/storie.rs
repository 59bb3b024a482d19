//! Random histories: whatever people of every role do and in whatever order, the laws of the correspondence hold.
//!
//! A history is a list of numbers that say who does what to which quesito; a failing one is made shorter and printed.

mod leggi;
mod mondo;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use tokio::runtime::Runtime;

use mondo::{Mondo, Mossa};

/// How many histories, and how long they are.
const HISTORIES: u32 = 8;
const LENGTH: usize = 70;

#[test]
fn the_laws_hold_in_every_history() {
    let runtime = Runtime::new().expect("a runtime");
    let config = Config { cases: HISTORIES, max_shrink_iters: 30, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let moves = proptest::collection::vec(proptest::arbitrary::any::<(u8, u8, u8, u8)>(), LENGTH / 2..LENGTH);
    let outcome = runner.run(&moves, |moves| {
        let mosse: Vec<Mossa> = moves.into_iter().map(Mossa::from).collect();
        runtime.block_on(live(&mosse)).map_err(|broken| {
            eprintln!("{broken}");
            TestCaseError::fail(broken)
        })
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// The check of the whole store finds nothing once the registers of the days are out.
async fn whole(mondo: &Mondo) -> Result<(), String> {
    mondo.system.cloud.settle().await.map_err(|error| error.to_string())?;
    mondo.system.cloud.registri().await.map_err(|error| error.to_string())?;
    let esito = crate::fsck::is_whole(&mondo.system).await?;
    println!(
        "{} rows, {} registrations, {} calls: whole",
        esito.conteggi["righe"],
        esito.conteggi.get("registrazioni").unwrap_or(&0),
        esito.chiamate
    );
    Ok(())
}

/// Lives a history; what it broke.
async fn live(mosse: &[Mossa]) -> Result<(), String> {
    let mut mondo = Mondo::new().await;
    for mossa in mosse {
        mondo.play(mossa).await.map_err(|broken| format!("{mossa:?}: {broken}"))?;
        leggi::after_each(&mondo).await.map_err(|broken| format!("after {mossa:?}: {broken}"))?;
    }
    let ended = match leggi::at_the_end(&mondo).await {
        Ok(()) => whole(&mondo).await,
        broken => broken,
    };
    mondo.system.cloud.shutdown().await;
    ended
}
