//! One JSON object a line on the standard output, as CloudWatch wants it: what is logged, and the metrics. It names no person.
//!
//! Where nobody asked for output, as in the embedded cloud, there is none.

use std::io::{self, Write};
use std::sync::OnceLock;

use tracing_subscriber::filter::LevelFilter;

/// What takes whole lines.
pub type Uscita = Box<dyn Fn(&[u8]) + Send + Sync>;

static USCITA: OnceLock<Uscita> = OnceLock::new();

/// Everything to the standard output; `LOG_LEVEL` says how much, `info` unless set. A second call does nothing.
pub fn init() {
    init_to(Box::new(|line| {
        // Who can't be told can't be told that either.
        let _ = io::stdout().lock().write_all(line);
    }));
}

/// Everything to `uscita`, for the life of the process: what a test reads. A second call does nothing.
pub fn init_to(uscita: Uscita) {
    if USCITA.set(uscita).is_err() {
        return;
    }
    let level = std::env::var("LOG_LEVEL").ok().and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::INFO);
    let format = tracing_subscriber::fmt().json().flatten_event(true).with_current_span(true).with_span_list(false);
    let _ = format.with_max_level(level).with_writer(|| Riga).try_init();
}

/// Whether anybody reads what is written.
pub(crate) fn is_on() -> bool {
    USCITA.get().is_some()
}

pub(crate) fn line(text: &str) {
    if let Some(uscita) = USCITA.get() {
        uscita(format!("{text}\n").as_bytes());
    }
}

/// Takes the lines of `tracing`, each in one write.
struct Riga;

impl Write for Riga {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(uscita) = USCITA.get() {
            uscita(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
