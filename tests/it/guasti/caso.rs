//! One case: an operation, a fault at one of its calls, the same again, and what must hold then.

use std::time::Duration;

use cassetto_esercizio::Esito;
use cassetto_local::Target;
use cassetto_tests::System;

use super::modi::Modo;
use super::operazioni::{Fatto, Operazione, Scena};

/// What was tried.
#[derive(Debug, Default)]
pub struct Conti {
    /// Calls that the operation makes.
    pub chiamate: usize,
    pub casi: usize,
    /// Cases in which the fault met a call.
    pub colpiti: usize,
    /// Cases in which the caller was not told that it was done.
    pub rifiutati: usize,
}

/// For the effect of a call whose caller has gone; it comes at once, on a machine that has nothing else to do.
const PATIENCE: Duration = Duration::from_secs(30);

/// The calls that an operation makes, in their order.
pub async fn record(system: &System, operazione: Operazione) -> Vec<(Target, String)> {
    let scena = Scena::prepare(system, operazione).await;
    system.cloud.meter().reset();
    let done = scena.run(system).await;
    assert_eq!(done, Fatto::Si, "{operazione:?} without faults");
    let calls = system.cloud.meter().journal();
    assert!(!calls.is_empty(), "{operazione:?} calls nothing");
    calls
}

/// Plays one case.
pub async fn play(system: &System, operazione: Operazione, modo: Modo, n: u32, conti: &mut Conti) {
    let case = format!("{operazione:?}, {modo:?} at call {n}");
    let scena = Scena::prepare(system, operazione).await;
    let faults = system.cloud.faults();
    let struck = faults.struck();
    let first = under(system, &scena, modo, n).await;
    faults.clear();
    conti.casi += 1;
    conti.colpiti += usize::from(faults.struck() > struck || modo == Modo::Doppio);
    conti.rifiutati += usize::from(first != Fatto::Si);
    finish(system, &scena, first, &case).await;
}

/// The operation while the fault is on.
pub async fn under(system: &System, scena: &Scena, modo: Modo, n: u32) -> Fatto {
    match modo.inject(system.cloud.faults(), n) {
        None if modo == Modo::Doppio => {
            let (one, other) = tokio::join!(scena.run(system), scena.run(system));
            // The second of two that can be done once is refused by a rule.
            if one == Fatto::Si { one } else { other }
        }
        None => scena.run(system).await,
        Some(gate) => {
            let left = tokio::select! {
                done = scena.run(system) => Some(done),
                () = gate.arrival() => None,
            };
            gate.open_for_one();
            // Whoever left knows nothing.
            left.unwrap_or(Fatto::No(true))
        }
    }
}

/// Asks again until it is done; one that was done already says so by a rule, and its effect is there.
pub async fn finish(system: &System, scena: &Scena, first: Fatto, case: &str) {
    for _ in 0..8 {
        match scena.run(system).await {
            Fatto::Si => break,
            Fatto::No(false) => break,
            Fatto::No(true) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
    // A call that was still under way when its caller left may end later.
    let there = async {
        while !scena.is_done(system).await {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, there).await.is_ok(), "{case}: first {first:?}, and not done in the end");
}

/// Everything that was left to happen does: the outbox, work, the registers of the day.
pub async fn end(system: &System) -> Result<Esito, String> {
    let text = |error: cassetto_local::Error| error.to_string();
    system.cloud.settle().await.map_err(text)?;
    for _ in 0..4 {
        system.advance(Duration::from_secs(45 * 60));
        system.cloud.sweep().await.map_err(text)?;
    }
    system.cloud.registri().await.map_err(text)?;
    crate::fsck::is_whole(system).await?;
    system.advance(Duration::from_secs(86_400));
    system.cloud.registri().await.map_err(text)?;
    system.cloud.sweep().await.map_err(text)?;
    crate::fsck::is_whole(system).await
}

/// Each registration has the one key that asked for it.
pub fn assert_nothing_doubled(esito: &Esito, case: &str) {
    let count = |what: &str| esito.conteggi.get(what).copied().unwrap_or_default();
    assert_eq!(count("registrazioni"), count("chiavi usate"), "{case}: {esito}");
}
