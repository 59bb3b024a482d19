//! A tick of the hour: how many answers are due in each sede, as metrics. Numbers only.

use cassetto_domain::calendario::oggi;
use cassetto_domain::orologio::GIORNI_IN_SCADENZA;
use cassetto_domain::sede::sedi;
use cassetto_runtime::metrics::{self, Unit};
use cassetto_runtime::{Error, Kit};
use jiff::Span;
use serde_json::{Value, json};

/// Counts them; each sede is a value of its own, so that an alarm sees the one that has most.
///
/// # Errors
/// When a queue could not be read.
pub async fn handle(kit: &Kit) -> Result<Value, Error> {
    let now = kit.clock.now();
    let oggi = oggi(now);
    let fino = oggi.saturating_add(Span::new().days(GIORNI_IN_SCADENZA));
    let (mut in_scadenza, mut scadute) = (0, 0);
    for sede in sedi() {
        let scadenze = kit.store.scadenze(sede.codice, oggi, fino).await?;
        let values = [("InScadenza", Unit::Count, f64::from(scadenze.in_scadenza)), ("Scadute", Unit::Count, f64::from(scadenze.scadute))];
        metrics::emit_within(now, "notify", ("sede", sede.codice.as_str()), &values);
        in_scadenza += scadenze.in_scadenza;
        scadute += scadenze.scadute;
    }
    Ok(json!({ "in_scadenza": in_scadenza, "scadute": scadute }))
}
