//! What goes wrong at a call.

use std::time::Duration;

use cassetto_local::{Fault, Faults, Gate, Rule};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modo {
    /// The connection closes before the call has any effect.
    Prima,
    Errore,
    Rallenta,
    /// The call takes effect and the answer is lost.
    Dopo,
    /// No answer in time; the call takes effect later.
    Tardi,
    Conflitto,
    /// From this call on no service answers: the process is gone before it.
    MortoPrima,
    /// The same, after the call's effect.
    MortoDopo,
    /// The caller leaves while the call is under way: the function's future is dropped there.
    Lasciato,
    /// The same is asked for twice at once.
    Doppio,
}

impl Modo {
    pub const ALL: [Self; 10] = [
        Self::Prima,
        Self::Errore,
        Self::Rallenta,
        Self::Dopo,
        Self::Tardi,
        Self::Conflitto,
        Self::MortoPrima,
        Self::MortoDopo,
        Self::Lasciato,
        Self::Doppio,
    ];

    /// From the `n`-th call on. The gate, where there is one, is that at which the call is held.
    pub fn inject(self, faults: &Faults, n: u32) -> Option<Gate> {
        let once = |fault| faults.inject(Rule::everywhere(fault).from_call(n).times(1));
        match self {
            Self::Prima => once(Fault::Refuse),
            Self::Errore => once(Fault::Status500),
            Self::Rallenta => once(Fault::Throttle),
            Self::Dopo => once(Fault::DropAnswer),
            Self::Tardi => once(Fault::Latency(super::ATTEMPT + Duration::from_millis(300))),
            Self::Conflitto => {
                faults.inject(Rule::new(cassetto_local::Target::DynamoDb, Fault::TransactionConflict).on("TransactWriteItems").times(1));
            }
            Self::MortoPrima => faults.inject(Rule::everywhere(Fault::Refuse).from_call(n)),
            Self::MortoDopo => {
                once(Fault::DropAnswer);
                // A rule that decided leaves the others uncounted: by then this one has seen the calls before.
                faults.inject(Rule::everywhere(Fault::Refuse).from_call(n));
            }
            Self::Lasciato => {
                let gate = Gate::default();
                once(Fault::Hold(gate.clone()));
                return Some(gate);
            }
            Self::Doppio => {}
        }
        None
    }
}
