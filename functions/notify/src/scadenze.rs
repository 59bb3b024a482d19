//! A tick of the hour: how many answers are due in each sede and how long the first has waited, as metrics. Numbers only.

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
    let (mut in_scadenza, mut scadute, mut attesa) = (0, 0, 0);
    for sede in sedi() {
        let scadenze = kit.store.scadenze(sede.codice, oggi, fino).await?;
        let eta = scadenze.prima.map_or(0, |prima| u32::try_from(now.duration_since(prima).as_secs()).unwrap_or_default());
        let values = [
            ("InScadenza", Unit::Count, f64::from(scadenze.in_scadenza)),
            ("Scadute", Unit::Count, f64::from(scadenze.scadute)),
            ("EtaCoda", Unit::Seconds, f64::from(eta)),
        ];
        metrics::emit_within(now, "notify", ("sede", sede.codice.as_str()), &values);
        in_scadenza += scadenze.in_scadenza;
        scadute += scadenze.scadute;
        attesa = attesa.max(eta);
    }
    Ok(json!({ "in_scadenza": in_scadenza, "scadute": scadute, "attesa": attesa }))
}
