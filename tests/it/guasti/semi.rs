//! Random schedules: operations of every kind one after the other, faults at any call of any, services down for an hour, people who
//! ask again or leave, notices and registers in between. A schedule is its seed, which is printed when it breaks something.

use std::time::Duration;

use cassetto_local::{Fault, Rule, Target};
use cassetto_tests::System;
use tokio::task::{LocalSet, spawn_local};

use super::caso::{self, Conti};
use super::modi::Modo;
use super::operazioni::{Fatto, Operazione, Scena};

/// Schedules in a normal run, and the seed of the first.
const SEMI: u64 = 6;
const FIRST: u64 = 1;

/// Operations of a schedule.
const LENGTH: u64 = 8;

/// No operation makes more calls before what matters.
const CALLS: u64 = 12;

/// SplitMix64: the same numbers from the same seed, on every machine and release.
struct Dado(u64);

impl Dado {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).expect("an index")]
    }
}

/// What a schedule did.
#[derive(Debug, Default)]
struct Bilancio {
    conti: Conti,
    ore_senza: usize,
    registrazioni: u64,
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_schedules_break_nothing() {
    let seeds = match number("CASSETTO_SEME") {
        Some(seed) => seed..seed + 1,
        None => {
            let first = number("CASSETTO_DAL").unwrap_or(FIRST);
            first..first + number("CASSETTO_SEMI").unwrap_or(SEMI)
        }
    };
    println!("seeds {} to {}; one alone: CASSETTO_SEME=N", seeds.start, seeds.end - 1);
    let seeds: Vec<u64> = seeds.collect();
    let all = LocalSet::new().run_until(all_schedules(&seeds)).await;
    let done = seeds.len();
    let Bilancio { conti, ore_senza, registrazioni } = all;
    println!(
        "{done} schedules: {} operations, {} faults struck, {} not confirmed at first, {ore_senza} hours without a service, \
         {registrazioni} registrations: nothing lost, nothing doubled, no gap",
        conti.casi, conti.colpiti, conti.rifiutati
    );
}

/// Some schedules at a time, summed up.
async fn all_schedules(seeds: &[u64]) -> Bilancio {
    let mut all = Bilancio::default();
    for some in seeds.chunks(4) {
        let running: Vec<_> = some.iter().map(|&seed| (seed, spawn_local(schedule(seed)))).collect();
        for (seed, schedule) in running {
            let bilancio = schedule.await.unwrap_or_else(|broken| panic!("seed {seed}: {broken}"));
            all.conti.casi += bilancio.conti.casi;
            all.conti.colpiti += bilancio.conti.colpiti;
            all.conti.rifiutati += bilancio.conti.rifiutati;
            all.ore_senza += bilancio.ore_senza;
            all.registrazioni += bilancio.registrazioni;
            // Of hours, one sees how far it is.
            if seed % 100 == 0 {
                println!("seed {seed}: {} faults struck, {} registrations so far", all.conti.colpiti, all.registrazioni);
            }
        }
    }
    all
}

async fn schedule(seed: u64) -> Bilancio {
    let (mut dado, system) = (Dado(seed), super::system().await);
    let mut bilancio = Bilancio::default();
    for step in 0..LENGTH {
        let operazione = dado.pick(&Operazione::ALL);
        let modo = dado.pick(&Modo::ALL);
        let n = u32::try_from(1 + dado.below(CALLS)).expect("a few");
        let case = format!("seed {seed}, step {step}: {operazione:?}, {modo:?} at call {n}");
        let scena = Scena::prepare(&system, operazione).await;
        let struck = system.cloud.faults().struck();
        let first = caso::under(&system, &scena, modo, n).await;
        // Now and then the fault is still there when other things happen.
        if dado.below(3) == 0 {
            background(&system, &mut dado).await;
        }
        system.cloud.faults().clear();
        bilancio.conti.casi += 1;
        bilancio.conti.colpiti += usize::from(system.cloud.faults().struck() > struck);
        bilancio.conti.rifiutati += usize::from(first != Fatto::Si);
        // Who was told that it is done doesn't ask again; of the others most do.
        if first == Fatto::Si || dado.below(4) > 0 {
            caso::finish(&system, &scena, first, &case).await;
        }
        match dado.below(6) {
            0 => background(&system, &mut dado).await,
            1 => {
                an_hour_without(&system, &mut dado).await;
                bilancio.ore_senza += 1;
            }
            _ => {}
        }
    }
    let esito = caso::end(&system).await.unwrap_or_else(|broken| panic!("seed {seed}: {broken}"));
    caso::assert_nothing_doubled(&esito, &format!("seed {seed}"));
    bilancio.registrazioni = esito.conteggi.get("registrazioni").copied().unwrap_or_default();
    system.cloud.shutdown().await;
    bilancio
}

/// What happens by itself; under a fault it may fail, and comes again.
async fn background(system: &System, dado: &mut Dado) {
    let _ = match dado.below(3) {
        0 => system.cloud.settle().await,
        1 => system.cloud.sweep().await,
        _ => system.cloud.registri().await,
    };
}

/// One service answers nothing for an hour, while the schedule's ticks go on.
async fn an_hour_without(system: &System, dado: &mut Dado) {
    let target = dado.pick(&[Target::DynamoDb, Target::S3, Target::Sns, Target::Smtp]);
    let fault = if target == Target::Smtp { Fault::Refuse } else { Fault::Status500 };
    system.cloud.faults().inject(Rule::new(target, fault));
    for _ in 0..4 {
        system.advance(Duration::from_secs(15 * 60));
        let _ = system.cloud.sweep().await;
    }
    system.cloud.faults().clear();
}
