//! One JSON object a line on the standard output, as CloudWatch wants it. What is logged names no person.

use tracing_subscriber::filter::LevelFilter;

/// Sends `tracing` to the standard output; `LOG_LEVEL` says how much, `info` unless set. A second call does nothing.
pub fn init() {
    let level = std::env::var("LOG_LEVEL").ok().and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::INFO);
    let _ = tracing_subscriber::fmt().json().flatten_event(true).with_current_span(false).with_max_level(level).try_init();
}
