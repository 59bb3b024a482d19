use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::TipoContattoVoce;
use crate::tempo::Istante;

/// A new contact. A mobile number, e-mail or PEC counts once the code that is sent there comes back; a telephone or fax at once.
pub struct ChangeContatto;

/// The contact.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NuovoContatto {
    pub tipo: TipoContattoVoce,
    pub valore: String,
}

/// Whether a code is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CodiceMandato {
    /// After this the code is worth nothing; none when there is no code to wait for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub scade: Option<Istante>,
}

impl std::fmt::Debug for NuovoContatto {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NuovoContatto({:?})", self.tipo)
    }
}

impl Endpoint for ChangeContatto {
    const META: Meta = Meta {
        name: "ChangeContatto",
        method: Method::Post,
        path: "/api/contatti",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Offers a new contact, and sends the code that confirms it.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = NuovoContatto;
    type Response = CodiceMandato;
}
