//! What is stored: the one table, the documents, the notices on their way. Only this crate names the AWS SDK and the attributes.
//!
//! [`Store`] is one struct; its operations are in the file of what they are about. The access patterns and the keys are in
//! `keys.rs`. Instants and days are arguments; random identifiers are drawn in [`casuale`].

mod attesa;
mod attributi;
mod cambio;
pub mod casuale;
mod coda;
mod codice;
mod connessione;
mod consumo;
mod credenziale;
mod cursore;
mod delega;
mod disposizione;
mod documenti;
mod elenco;
mod error;
mod invio;
mod item;
mod keys;
mod lettura;
mod notifiche;
mod outbox;
mod persona;
mod piega;
mod primitive;
mod quesito;
mod rapporto;
mod registro;
mod risposta;
mod scorri;
mod sessione;
mod stream;
mod table;
mod thread;
mod transazione;

pub use cambio::NuovoCambio;
pub use coda::FiltroCoda;
pub use connessione::{Store, StoreConfig};
pub use consumo::Consumo;
pub use credenziale::{Credenziale, Tentativi};
pub use delega::Delega;
pub use documenti::{Link, Pendente, PresignedUpload};
pub use elenco::FiltroQuesiti;
pub use error::{Guasto, StoreError};
pub use invio::{Contesto, EsitoInvio, NuovoInvio, Replay, Ricevuta};
pub use outbox::{Avviso, Contatto, PaginaAvvisi, SHARDS, StatoAvviso};
pub use persona::Persona;
pub use quesito::{Operatore, Quesito};
pub use rapporto::Rapporto;
pub use registro::Registrazione;
pub use risposta::NuovaRisposta;
pub use scorri::Pagina;
pub use sessione::{DURATA_SESSIONE, ImprontaToken, NuovaSessione, SessioneAttiva, Token};
pub use stream::avviso_in_record;
pub use thread::{AvvisoPartito, Contenuto, Parte, Thread, Voce};
