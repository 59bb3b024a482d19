//! What a request takes along through all that it does without anybody handing it on: the identifier by which it is found in every
//! log, row and message that it leads to, and what it has cost so far.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::casuale;
use crate::consumo::Consumo;

tokio::task_local! {
    static QUI: Arc<Traccia>;
}

/// The trace id of W3C's Trace Context: sixteen bytes, which can't spell anybody's name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Correlazione([u8; 16]);

/// The text is no trace id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no trace id")]
pub struct NessunaCorrelazione;

impl Correlazione {
    /// A new one; of zeros when the system gives no randomness.
    #[must_use]
    pub fn nuova() -> Self {
        Self(casuale::bytes().unwrap_or_default())
    }

    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Of a `traceparent`: `00-<trace id>-<span id>-<flags>`.
    #[must_use]
    pub fn from_traceparent(header: &str) -> Option<Self> {
        let mut parts = header.split('-');
        let (version, trace) = (parts.next()?, parts.next()?);
        (version.len() == 2 && parts.next().is_some_and(|span| span.len() == 16)).then(|| trace.parse().ok()).flatten()
    }

    /// The `traceparent` of what this leads to.
    #[must_use]
    pub fn traceparent(&self) -> String {
        let (_, span) = self.0.split_at(8);
        format!("00-{self}-{}-01", data_encoding::HEXLOWER.encode(span))
    }
}

impl FromStr for Correlazione {
    type Err = NessunaCorrelazione;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).map_err(|_| NessunaCorrelazione)?;
        let bytes: [u8; 16] = bytes.try_into().map_err(|_| NessunaCorrelazione)?;
        if bytes == [0; 16] { Err(NessunaCorrelazione) } else { Ok(Self(bytes)) }
    }
}

impl fmt::Display for Correlazione {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Correlazione {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// One request, or one piece of work that a request led to.
#[derive(Debug)]
pub struct Traccia {
    pub correlazione: Correlazione,
    /// Calls to DynamoDB and their capacity units.
    pub consumo: Consumo,
    contese: AtomicU32,
    registrazioni: AtomicU32,
}

impl Traccia {
    #[must_use]
    pub fn new(correlazione: Correlazione) -> Arc<Self> {
        let consumo = Consumo::default();
        Arc::new(Self { correlazione, consumo, contese: AtomicU32::new(0), registrazioni: AtomicU32::new(0) })
    }

    /// Transactions that somebody else's was in the way of: each cost a pause.
    #[must_use]
    pub fn contese(&self) -> u32 {
        self.contese.load(Ordering::Relaxed)
    }

    /// Numbers of a register that were given.
    #[must_use]
    pub fn registrazioni(&self) -> u32 {
        self.registrazioni.load(Ordering::Relaxed)
    }

    /// Does some work as part of this.
    pub async fn segui<F: Future>(self: &Arc<Self>, work: F) -> F::Output {
        QUI.scope(Arc::clone(self), work).await
    }
}

/// What the work at hand is part of, if that is known.
#[must_use]
pub fn correlazione() -> Option<Correlazione> {
    QUI.try_with(|traccia| traccia.correlazione).ok()
}

pub(crate) fn is_followed() -> bool {
    QUI.try_with(|_| ()).is_ok()
}

pub(crate) fn consumed(note: impl FnOnce(&Consumo)) {
    let _ = QUI.try_with(|traccia| note(&traccia.consumo));
}

pub(crate) fn contesa() {
    let _ = QUI.try_with(|traccia| traccia.contese.fetch_add(1, Ordering::Relaxed));
}

pub(crate) fn registrazione() {
    let _ = QUI.try_with(|traccia| traccia.registrazioni.fetch_add(1, Ordering::Relaxed));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_traceparent_gives_its_trace_id_and_nothing_else_does() {
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        let correlazione = Correlazione::from_traceparent(&format!("00-{trace}-00f067aa0ba902b7-01")).expect("a trace");
        assert_eq!(correlazione.to_string(), trace);
        assert_eq!(Correlazione::from_traceparent(&correlazione.traceparent()), Some(correlazione));
        for other in [
            "",
            trace,
            "00-SMPNNA68D52H501Q-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-anna-01",
        ] {
            assert_eq!(Correlazione::from_traceparent(other), None, "{other}");
        }
    }

    #[tokio::test]
    async fn what_is_done_outside_counts_for_nobody() {
        contesa();
        assert_eq!(correlazione(), None);
        let (one, other) = (Traccia::new(Correlazione([1; 16])), Traccia::new(Correlazione([2; 16])));
        tokio::join!(
            one.segui(async {
                contesa();
                tokio::task::yield_now().await;
                assert_eq!(correlazione(), Some(one.correlazione));
                contesa();
            }),
            other.segui(async { registrazione() }),
        );
        assert_eq!((one.contese(), one.registrazioni(), other.contese(), other.registrazioni()), (2, 0, 0, 1));
    }
}
