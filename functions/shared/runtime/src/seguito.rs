//! Work that is followed: what it logs has its correlation, what it consumes is counted, its first run in a process is told,
//! and so is what failed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use cassetto_domain::avviso::Canale;
use cassetto_domain::consegna::StatoConsegna;
use cassetto_store::{Correlazione, Dipendenza, Traccia};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tracing::Instrument;

use crate::metrics::{Riga, Unit};
use crate::{Kit, logging};

/// Whether a function has served anybody yet. Clones are of one function.
#[derive(Debug, Clone, Default)]
pub struct Avvio(Arc<AtomicBool>);

impl Avvio {
    /// True once.
    #[must_use]
    pub fn is_first(&self) -> bool {
        !self.0.swap(true, Ordering::Relaxed)
    }
}

/// Does `work` as part of `traccia`: all that is logged meanwhile has its correlation.
pub async fn segui<F: Future>(traccia: &Arc<Traccia>, work: F) -> F::Output {
    // Of the highest level, so that it is there whatever is logged.
    let span = tracing::error_span!("traccia", correlazione = %traccia.correlazione);
    traccia.segui(work.instrument(span)).await
}

/// Does `work` as part of what `correlazione` began, or of something new.
pub async fn continua<F: Future>(correlazione: Option<Correlazione>, work: F) -> F::Output {
    segui(&Traccia::new(correlazione.unwrap_or_else(Correlazione::nuova)), work).await
}

/// What SNS hands on of what began it.
#[must_use]
pub fn in_message(record: &Value) -> Option<Correlazione> {
    Correlazione::from_traceparent(record["Sns"]["MessageAttributes"]["traceparent"]["Value"].as_str()?)
}

/// A request that was answered.
#[derive(Debug)]
pub(crate) struct Servita<'a> {
    pub function: &'static str,
    /// Method and path of the route, never the path that was asked for.
    pub rotta: &'a str,
    pub status: u16,
    /// What API Gateway calls it.
    pub richiesta: &'a str,
    pub durata: Duration,
    pub avvio: bool,
}

impl Servita<'_> {
    /// One line: duration by route, what it cost by function, and all by which it is found.
    pub(crate) fn tell(&self, now: Timestamp, traccia: &Traccia) {
        if !logging::is_on() {
            return;
        }
        let consumo = &traccia.consumo;
        let mut riga = Riga::new(now, self.function)
            .with("rotta", self.rotta)
            .with("status", self.status)
            .with("correlazione", traccia.correlazione.to_string())
            .with("richiesta", self.richiesta)
            .measure(&[&["funzione"], &["funzione", "rotta"]], &[("Durata", Unit::Milliseconds, self.durata.as_secs_f64() * 1000.0)])
            .measure(
                &[&["funzione"]],
                &[("UnitaLettura", Unit::Count, consumo.letture()), ("UnitaScrittura", Unit::Count, consumo.scritture())],
            );
        // By it the log is found from a trace of X-Ray, and the other way round.
        if let Ok(xray) = std::env::var("_X_AMZN_TRACE_ID") {
            riga = riga.with("xray", xray);
        }
        let rare = [
            ("Registrazioni", traccia.registrazioni()),
            ("Contese", traccia.contese()),
            ("Avvii", u32::from(self.avvio)),
            ("Guasti", u32::from(self.status >= 500)),
        ];
        for (name, value) in rare.into_iter().filter(|(_, value)| *value > 0) {
            riga = riga.measure(&[&["funzione"]], &[(name, Unit::Count, f64::from(value))]);
        }
        riga.emit();
    }
}

/// A delivery came to a state, by one channel: the class of a failure is its state, `riprova` when it is tried again.
pub fn consegna(now: Timestamp, function: &str, avviso: impl std::fmt::Display, canale: Canale, stato: Option<StatoConsegna>) {
    let word = |value: serde_json::Result<Value>| value.unwrap_or_default();
    let stato = stato.map_or_else(|| Value::from("riprova"), |stato| word(serde_json::to_value(stato)));
    let mut riga = Riga::new(now, function).with("avviso", avviso.to_string()).with("canale", word(serde_json::to_value(canale)));
    if let Some(correlazione) = cassetto_store::correlazione() {
        riga = riga.with("correlazione", correlazione.to_string());
    }
    riga.with("esito", stato).measure(&[&["canale", "esito"]], &[("Consegne", Unit::Count, 1.0)]).emit();
}

/// When this process told last that something failed. In an outage everybody fails, and what tells of it is one row.
#[derive(Debug, Clone, Default)]
pub struct Guasti(Arc<Mutex<Vec<(Dipendenza, Timestamp)>>>);

/// Between two times that the same is told. `GET /api/status` remembers a failure for fifteen minutes.
const GUASTO_OGNI: SignedDuration = SignedDuration::from_mins(1);

impl Guasti {
    /// Whether it is to be told now: not within a minute of the last time, unless the clock went back.
    fn is_due(&self, dipendenza: Dipendenza, now: Timestamp) -> bool {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = |at: Timestamp| at <= now && now.duration_since(at) < GUASTO_OGNI;
        if told.iter().any(|(what, at)| *what == dipendenza && recent(*at)) {
            return false;
        }
        told.retain(|(what, _)| *what != dipendenza);
        told.push((dipendenza, now));
        true
    }

    fn forget(&self, dipendenza: Dipendenza) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|(what, _)| *what != dipendenza);
    }
}

/// Tells `GET /api/status` that something failed just now; at most once a minute.
pub async fn note_guasto(kit: &Kit, dipendenza: Dipendenza) {
    let now = kit.clock.now();
    if !kit.guasti.is_due(dipendenza, now) {
        return;
    }
    if let Err(error) = kit.store.note_guasto(dipendenza, now).await {
        tracing::warn!(%error, ?dipendenza, "a failure could not be noted");
        kit.guasti.forget(dipendenza);
    }
}
