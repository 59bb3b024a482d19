//! Asking, and following what was asked.

mod create;
mod create_messaggio;
mod get;
mod get_archivio;
mod get_esportazione;
mod get_ricevuta;
mod list;
mod mark_read;

pub use create::{AllegatoInviato, CreateQuesito, NuovoQuesito, QuesitoProtocollato};
pub use create_messaggio::{CreateMessaggio, NuovoMessaggio};
pub use get::{GetQuesito, QuesitoPath};
pub use get_archivio::GetArchivio;
pub use get_esportazione::{AnnoPath, EsportazioneDi, GetEsportazione, GetEsportazioneAnno};
pub use get_ricevuta::{GetRicevuta, VoceRicevuta};
pub use list::{Direzione, FiltroQuesiti, ListQuesiti, Mittente, Ordine};
pub use mark_read::{Lettura, MarkRead};
