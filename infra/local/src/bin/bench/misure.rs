//! What the cost model takes from the bench: of each operation its units and calls, which are the same everywhere, and its CPU.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::carico::{Costo, Misura};
use crate::operazioni::LETTURA;
use crate::punta::Punta;

/// By operation, one client at a time; the sweeper's minute without anything to do is `ronda`.
pub fn of(misure: &[Misura], ronda: &Costo) -> Value {
    let mut operazioni: BTreeMap<&str, Value> = BTreeMap::new();
    for Misura { operazione, cpu_ms, costo, avvisi, .. } in
        misure.iter().filter(|misura| misura.clienti == 1 && misura.operazione != LETTURA)
    {
        // A tenth of a millisecond: more would be another figure at each run.
        operazioni.insert(operazione, json!({ "cpu_ms": (cpu_ms * 10.0).ceil() / 10.0, "costo": costo, "avvisi": avvisi }));
    }
    let nothing = Costo { unita_lettura: 0.0, unita_scrittura: 0.0, chiamate: BTreeMap::new() };
    operazioni.insert("ronda", json!({ "cpu_ms": 1.0, "costo": ronda, "avvisi": nothing }));
    json!({ "operazioni": operazioni })
}

/// The curve of the register's number. Milliseconds are rounded to ten: below that they are the machine's.
pub fn curva(punti: &[Punta]) -> Value {
    let round = |value: f64, unit: f64| (value / unit).round() * unit;
    let punti: Vec<Value> = punti
        .iter()
        .map(|punta| {
            json!({
                "al_secondo": punta.al_secondo,
                "arrivi": punta.arrivi,
                "respinti": punta.respinti,
                "transazioni_per_invio": (punta.transazioni_per_invio * 100.0).round() / 100.0,
                "p50_ms": round(punta.p50_ms, 10.0),
                "p99_ms": round(punta.p99_ms, 10.0),
            })
        })
        .collect();
    json!({ "curva": punti })
}
