//! Faults that tests switch on in front of DynamoDB, S3, SNS and SMTP.
//!
//! Each call asks [`Faults::decide`] by its target and operation; the first rule that matches and is not used up decides.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A service that calls can fail to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    DynamoDb,
    S3,
    Sns,
    Smtp,
    Push,
}

/// What goes wrong.
#[derive(Debug, Clone)]
pub enum Fault {
    /// The connection closes before the call has any effect.
    Refuse,
    /// An internal error before the call has any effect.
    Status500,
    /// The call takes effect, then the connection closes without an answer.
    DropAnswer,
    /// The service asks to slow down; no effect.
    Throttle,
    /// DynamoDB cancels the transaction because of another one on the same items; no effect.
    TransactionConflict,
    /// The call is answered as usual, later.
    Latency(Duration),
    /// The call waits at the gate until the test opens it, then is answered as usual.
    Hold(Gate),
}

/// Where calls wait until a test lets them go on.
#[derive(Debug, Clone)]
pub struct Gate {
    arrived: Arc<tokio::sync::Semaphore>,
    open: Arc<tokio::sync::Semaphore>,
}

impl Default for Gate {
    fn default() -> Self {
        Self { arrived: Arc::new(tokio::sync::Semaphore::new(0)), open: Arc::new(tokio::sync::Semaphore::new(0)) }
    }
}

impl Gate {
    /// Waits until one more call stands at the gate.
    pub async fn arrival(&self) {
        if let Ok(permit) = self.arrived.acquire().await {
            permit.forget();
        }
    }

    /// Lets one call go on: one that waits, or the next to come.
    pub fn open_for_one(&self) {
        self.open.add_permits(1);
    }

    pub(crate) async fn wait(&self) {
        self.arrived.add_permits(1);
        if let Ok(permit) = self.open.acquire().await {
            permit.forget();
        }
    }
}

/// When something goes wrong: at which calls, and how many times.
#[derive(Debug, Clone)]
pub struct Rule {
    /// None for every service.
    target: Option<Target>,
    fault: Fault,
    operation: Option<String>,
    skip: u32,
    times: Option<u32>,
}

impl Rule {
    /// Every call to `target`, until [`Faults::clear`].
    #[must_use]
    pub const fn new(target: Target, fault: Fault) -> Self {
        Self { target: Some(target), fault, operation: None, skip: 0, times: None }
    }

    /// Every call to whatever service: a process that is gone makes none.
    #[must_use]
    pub const fn everywhere(fault: Fault) -> Self {
        Self { target: None, fault, operation: None, skip: 0, times: None }
    }

    /// Only calls of this operation: `TransactWriteItems`, `PutObject`, `Publish`; of SMTP `Connect` or `Data`.
    #[must_use]
    pub fn on(mut self, operation: &str) -> Self {
        self.operation = Some(operation.to_owned());
        self
    }

    /// Spares the first `n - 1` matching calls. Without [`times`](Self::times), the service is dead from the n-th on.
    #[must_use]
    pub const fn from_call(mut self, n: u32) -> Self {
        self.skip = n.saturating_sub(1);
        self
    }

    /// Stops after this many faults.
    #[must_use]
    pub const fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    fn matches(&self, target: Target, operation: &str) -> bool {
        if self.target.is_some_and(|wanted| wanted != target) {
            return false;
        }
        match (&self.operation, target) {
            (Some(wanted), _) => wanted == operation,
            // One message is a connection and its data: a refusal strikes the first, anything else the second.
            (None, Target::Smtp) => matches!(self.fault, Fault::Refuse) == (operation == "Connect"),
            (None, _) => true,
        }
    }
}

/// The switchboard: clones share their rules.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    rules: Vec<Rule>,
    struck: u32,
    suspended: bool,
}

impl Faults {
    /// Adds a rule; those added before come first.
    pub fn inject(&self, rule: Rule) {
        self.lock().rules.push(rule);
    }

    /// All services work again.
    pub fn clear(&self) {
        self.lock().rules.clear();
    }

    /// How many calls met a fault since the start.
    #[must_use]
    pub fn struck(&self) -> u32 {
        self.lock().struck
    }

    /// While suspended no rule matches or counts.
    pub(crate) fn suspend(&self, suspended: bool) {
        self.lock().suspended = suspended;
    }

    pub(crate) fn decide(&self, target: Target, operation: &str) -> Option<Fault> {
        let mut state = self.lock();
        if state.suspended {
            return None;
        }
        let mut decided = None;
        for rule in state.rules.iter_mut().filter(|rule| rule.matches(target, operation)) {
            if rule.skip > 0 {
                rule.skip -= 1;
                continue;
            }
            match &mut rule.times {
                Some(0) => continue,
                Some(times) => *times -= 1,
                None => {}
            }
            decided = Some(rule.fault.clone());
            break;
        }
        state.struck += u32::from(decided.is_some());
        decided
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn struck(faults: &Faults, calls: &[(Target, &str)]) -> Vec<bool> {
        calls.iter().map(|(target, operation)| faults.decide(*target, operation).is_some()).collect()
    }

    #[test]
    fn a_rule_strikes_the_named_calls_only() {
        let faults = Faults::default();
        faults.inject(Rule::new(Target::DynamoDb, Fault::Refuse).on("Query").from_call(2).times(1));
        let calls = [
            (Target::DynamoDb, "Query"),
            (Target::DynamoDb, "GetItem"),
            (Target::DynamoDb, "Query"),
            (Target::S3, "Query"),
            (Target::DynamoDb, "Query"),
        ];
        assert_eq!(struck(&faults, &calls), [false, false, true, false, false]);
        assert_eq!(faults.struck(), 1);
    }

    #[test]
    fn without_times_the_service_stays_dead_until_cleared() {
        let faults = Faults::default();
        faults.inject(Rule::new(Target::S3, Fault::Status500).from_call(2));
        assert_eq!(struck(&faults, &[(Target::S3, "GetObject"); 4]), [false, true, true, true]);
        faults.clear();
        assert_eq!(struck(&faults, &[(Target::S3, "GetObject")]), [false]);
    }

    #[test]
    fn smtp_is_refused_at_the_connection_and_fails_at_the_data() {
        let faults = Faults::default();
        faults.inject(Rule::new(Target::Smtp, Fault::Refuse).times(1));
        faults.inject(Rule::new(Target::Smtp, Fault::Status500).times(1));
        assert_eq!(struck(&faults, &[(Target::Smtp, "Data"), (Target::Smtp, "Connect"), (Target::Smtp, "Connect")]), [true, true, false]);
    }
}
