//! One attempt at one notice.

use std::time::Duration;

use cassetto_domain::avviso::{Canale, sms};
use cassetto_runtime::Kit;
use cassetto_runtime::metrics::{self, Unit};
use cassetto_store::{Avviso, Contatto, StatoAvviso, StoreError};
use serde_json::json;

/// After so many attempts a notice is noted as not delivered: with [`wait`], two days.
pub const MAX_ATTEMPTS: u32 = 50;

const FIRST: Duration = Duration::from_secs(5 * 60);
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// How long after attempt number `attempt`, counted from 1, the next one may follow. The first is longer than Lambda's own
/// retries of `deliver` take.
#[must_use]
pub fn wait(attempt: u32) -> Duration {
    FIRST.saturating_mul(1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX)).min(LONGEST)
}

/// Tries a notice whose time has come; one that somebody else has in hand is left alone.
///
/// # Errors
/// When the table can't be reached. A channel that fails is not an error: the notice stays where it is.
pub async fn attempt(kit: &Kit, avviso: &Avviso) -> Result<(), StoreError> {
    let now = kit.clock.now();
    if avviso.prossimo > now {
        return Ok(());
    }
    if avviso.tentativi >= MAX_ATTEMPTS {
        tracing::error!(avviso = %avviso.id, "notice given up");
        metrics::emit(now, "notify", &[("AvvisiNonRecapitati", Unit::Count, 1.0)]);
        kit.store.complete(avviso, now, false).await?;
        return Ok(());
    }
    let next = now + wait(avviso.tentativi + 1);
    let Some(claimed) = kit.store.claim(avviso, StatoAvviso::Affidato, next).await? else { return Ok(()) };
    match send(kit, &claimed).await {
        Ok(()) if claimed.contatto.canale() == Canale::Sms => {
            kit.store.complete(&claimed, now, true).await?;
        }
        Ok(()) => {}
        Err(error) => {
            tracing::warn!(avviso = %claimed.id, tentativo = claimed.tentativi, error = %cause(&error), "notice not sent");
            metrics::emit(now, "notify", &[("InviiFalliti", Unit::Count, 1.0)]);
        }
    }
    Ok(())
}

async fn send(kit: &Kit, avviso: &Avviso) -> Result<(), StoreError> {
    match &avviso.contatto {
        Contatto::Sms(numero) => kit.store.send_sms(numero, &sms(avviso.evento, &kit.config.link(avviso.quesito))).await,
        // The message names the notice only: `deliver` reads the rest.
        Contatto::Email(_) => kit.store.publish(Canale::Email, &json!({ "avviso": avviso.id })).await,
    }
}

fn cause(error: &StoreError) -> String {
    match error {
        StoreError::Esterno(source) => source.to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_an_hour_and_last_two_days() {
        let minutes: Vec<u64> = (1..=7).map(|attempt| wait(attempt).as_secs() / 60).collect();
        assert_eq!(minutes, [5, 10, 20, 40, 60, 60, 60]);
        let all: Duration = (1..=MAX_ATTEMPTS).map(wait).sum();
        assert!(all >= Duration::from_secs(46 * 3600), "{all:?}");
        assert_eq!(wait(u32::MAX), LONGEST);
    }
}
