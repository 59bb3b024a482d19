//! What a person was told, by which channels, and how it went.

mod list;

pub use list::{AvvisoVoce, ConsegnaVoce, FiltroAvvisi, ListAvvisi, LuogoVoce};
