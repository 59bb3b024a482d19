//! Asking, and following what was asked.

mod create;
mod get;
mod get_archivio;
mod get_ricevuta;
mod list;
mod mark_read;

pub use create::{AllegatoInviato, CreateQuesito, NuovoQuesito, QuesitoProtocollato};
pub use get::{GetQuesito, QuesitoPath};
pub use get_archivio::GetArchivio;
pub use get_ricevuta::GetRicevuta;
pub use list::{FiltroQuesiti, ListQuesiti};
pub use mark_read::{Lettura, MarkRead};
