//! How a person is reached, by which channels they want to be told, which of their browsers take push messages.

mod change;
mod get;
mod preferenze;
mod push;
mod remove;
mod verify;

pub use change::{ChangeContatto, CodiceMandato, NuovoContatto};
pub use get::{ContattiVoce, ContattoVoce, GetContatti, InVerificaVoce, PreferenzaVoce};
pub use preferenze::{PreferenzeVoce, SetPreferenze};
pub use push::{Dispositivo, DispositivoRevocato, SubscribePush, UnsubscribePush};
pub use remove::{ContattoDaTogliere, RemoveContatto};
pub use verify::{CodiceContatto, VerifyContatto};
