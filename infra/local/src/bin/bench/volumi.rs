//! The same operations on tables of different sizes: none may cost more where there is more.

use std::time::{Duration, Instant};

use cassetto_local::Cloud;
use serde::Serialize;

use crate::carico::{Carico, Misura};
use crate::operazioni::{Scena, budgeted};
use crate::seme::Seme;
use crate::{Error, processo};

/// Quesiti in the table.
pub const DIECIMILA: u32 = 10_000;
pub const CENTOMILA: u32 = 100_000;
pub const MILIONE: u32 = 1_000_000;

/// How many ask at once: one after the other, and as many as a busy morning.
pub const CLIENTI: [usize; 2] = [1, 16];

/// The table at one size.
#[derive(Debug, Clone, Serialize)]
pub struct Volume {
    pub quesiti: u32,
    /// Written in this time, since the size before.
    pub righe: usize,
    pub secondi: f64,
    /// Resident once they are there, before anybody asks.
    pub memoria_kb: u64,
    pub misure: Vec<Misura>,
}

pub async fn measure(cloud: &Cloud, scena: &Scena, sizes: &[u32], tempo: Duration) -> Result<Vec<Volume>, Error> {
    let mut seme = Seme::new(cloud).await?;
    let (mut all, mut before) = (Vec::new(), 0);
    for &quesiti in sizes {
        let begun = Instant::now();
        seme.resume(cloud).await?;
        seme.fill(cloud, quesiti)?;
        let (righe, secondi) = (usize::try_from(quesiti - before)? * seme.righe(), begun.elapsed().as_secs_f64());
        eprintln!("{quesiti} quesiti: {righe} rows in {secondi:.1} s");
        let memoria_kb = processo::resident_kb()?;
        let mut misure = Vec::new();
        for clienti in CLIENTI {
            let carico = Carico { tempo, clienti, volte: usize::MAX };
            misure.extend(budgeted(cloud, scena, carico, &format!("{quesiti}-{clienti}")).await?.0);
        }
        all.push(Volume { quesiti, righe, secondi, memoria_kb, misure });
        before = quesiti;
    }
    Ok(all)
}
