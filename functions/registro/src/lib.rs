//! Produces the daily registers: after midnight in Rome, for every sede, each day up to yesterday that has none.
//!
//! Each step may be done again: a day is closed, its document is written unless it is there, then it is noted. A run that dies goes
//! on at the next one; two at once write the same. A sede has its first register on the day of its first registration.

mod giorno;

use cassetto_domain::calendario::oggi;
use cassetto_domain::sede;
use cassetto_runtime::metrics::{self, Unit};
use cassetto_runtime::{Error, Kit};
use serde_json::{Value, json};

/// How far back the first registration of a sede is looked for.
const YEARS: i16 = 10;

/// The `registro` function.
pub struct Registro {
    kit: Kit,
}

impl Registro {
    #[must_use]
    pub const fn new(kit: Kit) -> Self {
        Self { kit }
    }

    /// A tick of the schedule: everything that is missing. One sede that fails doesn't stop the others.
    ///
    /// # Errors
    /// When some register is still missing at the end: the schedule tries again.
    pub async fn handle(&self) -> Result<Value, Error> {
        let now = self.kit.clock.now();
        if self.kit.avvio.is_first() {
            metrics::cold_start(now, "registro");
        }
        let today = oggi(now);
        let (mut prodotti, mut mancanti) = (0_u32, 0_u32);
        let sedi = sede::sedi().iter().map(|sede| sede.codice);
        let anni = self.kit.store.anni_di_registro(sedi, today.year() - YEARS..=today.year()).await?;
        for (sede, anni) in sede::sedi().iter().filter_map(|sede| Some((sede, anni.get(&sede.codice)?))) {
            match giorno::produce(&self.kit, sede, anni, today).await {
                Ok(quanti) => prodotti += quanti,
                Err(error) => {
                    mancanti += 1;
                    tracing::error!(%error, sede = %sede.codice, "the daily register is missing");
                }
            }
        }
        metrics::emit(now, "registro", &[("RegistriMancanti", Unit::Count, f64::from(mancanti))]);
        if let Err(error) = self.kit.store.note_registri(mancanti, now).await {
            tracing::warn!(%error, "the registers could not be noted");
        }
        if mancanti > 0 {
            return Err(format!("registers of {mancanti} sedi are missing").into());
        }
        Ok(json!({ "prodotti": prodotti }))
    }
}
