use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{CambioContattoVoce, CanaleVoce, GenereVoce, LinguaVoce, TipoContattoVoce};
use crate::tempo::Istante;

/// The caller's own contacts and preferences.
pub struct GetContatti;

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ContattiVoce {
    /// One for each kind, set or not.
    pub contatti: Vec<ContattoVoce>,
    /// One for each kind of notice.
    pub preferenze: Vec<PreferenzaVoce>,
    pub lingua: LinguaVoce,
    /// The public key that a browser subscribes with; none when this system sends no push messages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub chiave_push: Option<String>,
    /// How many browsers have subscribed.
    pub dispositivi: usize,
    /// Whether PEC messages are sent.
    pub pec_attiva: bool,
    /// How contacts changed, newest first.
    pub storia: Vec<CambioContattoVoce>,
}

/// A contact of one kind.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ContattoVoce {
    pub tipo: TipoContattoVoce,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub valore: Option<String>,
    /// Whether a code that was sent there came back.
    pub verificato: bool,
    /// A new one that waits for its code.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub in_verifica: Option<InVerificaVoce>,
}

/// A new contact that waits for its code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct InVerificaVoce {
    pub valore: String,
    pub scade: Istante,
}

/// The channels of one kind of notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PreferenzaVoce {
    pub genere: GenereVoce,
    pub canali: Vec<CanaleVoce>,
}

impl std::fmt::Debug for ContattoVoce {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ContattoVoce({:?})", self.tipo)
    }
}

impl std::fmt::Debug for InVerificaVoce {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InVerificaVoce(…)")
    }
}

impl Endpoint for GetContatti {
    const META: Meta = Meta {
        name: "GetContatti",
        method: Method::Get,
        path: "/api/contatti",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The caller's contacts, preferences and their history.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Nulla;
    type Response = ContattiVoce;
}
