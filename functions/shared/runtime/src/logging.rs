//! One JSON object a line on the standard output, as CloudWatch wants it. What is logged names no person.

use tracing_subscriber::EnvFilter;

/// Sends `tracing` to the standard output; `RUST_LOG` says how much, `info` unless set. A second call does nothing.
pub fn init() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let _ = tracing_subscriber::fmt().json().flatten_event(true).with_current_span(false).with_env_filter(filter).try_init();
}
