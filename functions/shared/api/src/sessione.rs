//! Signing in and out.

use cassetto_leggere::Leggibile;
mod get;
mod sign_in;
mod sign_out;
mod sign_out_everywhere;

pub use get::GetSessione;
pub use sign_in::{Credenziali, SignIn};
pub use sign_out::SignOut;
pub use sign_out_everywhere::SignOutEverywhere;

use cassetto_domain::id::PersonaId;
use serde::{Deserialize, Serialize};

use crate::modello::SedeVoce;
use crate::tempo::Istante;

/// The name of the session's cookie. The prefix binds it to this host, the whole site and TLS (RFC 6265bis).
pub const COOKIE: &str = "__Host-sessione";

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Sessione {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub persona: PersonaId,
    /// Name and surname, for the page's header.
    pub nome: String,
    pub ruolo: crate::modello::RuoloVoce,
    /// Of an operator: the office whose queue they work.
    pub sede: Option<SedeVoce>,
    /// When the session ends by itself.
    pub scade: Istante,
}
