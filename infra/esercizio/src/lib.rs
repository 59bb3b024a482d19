//! What who runs the system does beside it.
//!
//! [`controlla`] tells whether the table and the buckets keep the laws of the correspondence: numbers without gaps, registers chained, every document
//! where it is said to be, every event told, lists, counters and grants as the rows that they follow from.
//!
//! One pass over the table, a page at a time, with the few rows that a law ties to each read beside it; then the registers, the
//! indexes and the buckets. Memory grows with the number of documents alone, 16 bytes each. What a finding names is an identifier,
//! a protocol number or a day: nothing personal. [`rigioca`] gives again what waits in a dead-letter queue.

mod avvisi;
mod controllo;
mod deleghe;
mod esito;
mod legge;
mod oggetti;
mod registro;
pub mod rigioca;
mod statistiche;
mod tabella;
mod thread;

pub use controllo::{Opzioni, controlla};
pub use esito::Esito;
pub use legge::{Difetto, Legge};
