//! The canary: every few minutes it goes the way of a person, through the front door, as a technical one who has nothing to do with
//! anybody: the service's state, the site, the sign-in, the first page, a document, a draft. It stops before what would take a protocol
//! number: a register of the law has no entries for trial, and none can be taken back.
//!
//! What it leaves behind is an upload that nobody refers to, which expires; its draft it deletes.

mod browser;
mod passi;

use std::time::Duration;

use cassetto_runtime::metrics::{Riga, Unit};
use cassetto_runtime::seguito::{self, Avvio};
use cassetto_runtime::{Clock, Error, metrics};
use cassetto_store::{Correlazione, Traccia};
use serde_json::{Value, json};

pub use browser::Browser;
pub use passi::Interrotto;

/// For all steps together: what takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(50);

/// Whom it signs in as.
#[derive(Clone)]
pub struct Tecnico {
    pub codice_fiscale: String,
    pub pin: String,
}

/// The `sonda` function.
pub struct Sonda {
    browser: Browser,
    /// Without one it looks at what is open to everybody.
    tecnico: Option<Tecnico>,
    clock: Clock,
    avvio: Avvio,
}

impl Sonda {
    #[must_use]
    pub fn new(browser: Browser, tecnico: Option<Tecnico>, clock: Clock) -> Self {
        Self { browser, tecnico, clock, avvio: Avvio::default() }
    }

    /// From the environment that `infra/template.yaml` gives it.
    ///
    /// # Errors
    /// Without `ORIGIN` or root certificates.
    pub fn from_env() -> Result<Self, Error> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let tecnico = variable("SONDA_CODICE_FISCALE").zip(variable("SONDA_PIN"));
        let tecnico = tecnico.map(|(codice_fiscale, pin)| Tecnico { codice_fiscale, pin });
        let origin = variable("ORIGIN").ok_or("the environment variable ORIGIN is not set")?;
        Ok(Self::new(Browser::new(&origin)?, tecnico, Clock::system()))
    }

    /// A tick of the schedule. A journey that stops is no failure of this function: its metric is what the alarm looks at.
    ///
    /// # Errors
    /// None.
    pub async fn handle(&self) -> Result<Value, Error> {
        let now = self.clock.now();
        if self.avvio.is_first() {
            metrics::cold_start(now, "sonda");
        }
        let traccia = Traccia::new(Correlazione::nuova());
        let journey = tokio::time::timeout(PATIENCE, passi::journey(&self.browser, self.tecnico.as_ref(), traccia.correlazione));
        let esito = seguito::segui(&traccia, async {
            let esito = journey.await.unwrap_or(Err(Interrotto::TIMEOUT));
            if let Err(Interrotto { passo, motivo }) = &esito {
                tracing::error!(passo, motivo, "the journey stopped");
            }
            esito
        });
        let esito = esito.await;
        let riga = Riga::new(now, "sonda").with("correlazione", traccia.correlazione.to_string());
        let value = f64::from(u8::from(esito.is_ok()));
        riga.measure(&[&["funzione"]], &[("SondaRiuscita", Unit::Count, value)]).emit();
        Ok(match esito {
            Ok(passi) => json!({ "passi": passi }),
            Err(interrotto) => json!({ "interrotta": interrotto.passo, "motivo": interrotto.motivo }),
        })
    }
}
