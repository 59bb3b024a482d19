//! What a function may cost.

use serde::Serialize;

/// The budgets of one function.
#[derive(Debug, Serialize)]
pub struct Limiti {
    /// CPU to the end of the first event.
    pub cpu_ms: f64,
    pub zip_byte: u64,
    pub binario_byte: u64,
    pub memoria_kb: u64,
}

impl Limiti {
    /// The budgets that the service was given.
    pub const BUDGET: Self = Self { cpu_ms: 6.0, zip_byte: 4_000_000, binario_byte: 6_000_000, memoria_kb: 12_000 };
}
