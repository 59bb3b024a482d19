use cassetto_domain::id::QuesitoId;
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{ProtocolloVoce, SedeVoce};
use crate::quesiti::QuesitoPath;
use crate::tempo::Giorno;

/// Passes a quesito to another sede, which registers it. The protocol, the day of presentation and the last day for the answer stay.
pub struct ForwardQuesito;

/// What the operator sends with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Trasferimento {
    /// The version that the operator saw: another one by now is a conflict.
    pub versione: u32,
    /// Four digits: not the caller's own.
    pub sede: String,
    /// 1 to 2,000 characters: why, read by the employer too.
    pub motivo: String,
}

/// Where it is now. The caller's sede doesn't find it any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Trasferito {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: QuesitoId,
    pub sede: SedeVoce,
    /// The registration of the transfer, in the register of the new sede.
    pub protocollo: ProtocolloVoce,
    /// The last day for the answer, the same as before.
    pub termine: Giorno,
}

impl Endpoint for ForwardQuesito {
    const META: Meta = Meta {
        name: "ForwardQuesito",
        method: Method::Post,
        path: "/api/fascicolo/quesiti/{id}/trasferimento",
        access: Access::OPERATORE,
        success: 200,
        idempotent: true,
        content: Content::Json,
        summary: "Passes a quesito to another sede, keeping its protocol and its day of presentation.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = Trasferimento;
    type Response = Trasferito;
}
