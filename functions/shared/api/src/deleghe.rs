//! Delegations: who acts for an employer, and the correspondence of all the employers of an intermediary.

mod accept;
mod get_modulo;
mod list;
mod list_quesiti;
mod refuse;
mod request;
mod revoke;
mod send_codice;
mod voce;

pub use accept::{AcceptDelega, Accettazione};
pub use get_modulo::GetModuloDelega;
pub use list::{FiltroDeleghe, GruppoDeleghe, ListDeleghe};
pub use list_quesiti::{FiltroQuesitiDelegati, ListQuesitiDelegati, VistaDelegati};
pub use refuse::RefuseDelega;
pub use request::{NuovaDelega, RequestDelega};
pub use revoke::RevokeDelega;
pub use send_codice::{CodiceInviato, SendCodiceDelega};
pub use voce::{DelegaPath, DelegaVoce, FattoVoce, ModuloVoce, ParteDelega};
