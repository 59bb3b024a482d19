//! What is asked of the texts that people read: Italian that is easy, and every other language complete.
//!
//! These are tests only. They live here because nothing else has to be built to run them: `cargo test -p xtask lingue`.

mod esenti;
mod gulpease;
mod italiano;
mod testi;
mod traduzioni;
