use cassetto_domain::id::{DelegaId, PersonaId};
use cassetto_domain::sha256::Sha256;
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::modello::{FattoDelegaVoce, LatoVoce, StatoDelegaVoce, TipoFileVoce};
use crate::tempo::{Giorno, Istante};

/// Which delega.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DelegaPath {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: DelegaId,
}

/// A delega with its history: the same for both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DelegaVoce {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: DelegaId,
    /// Today: one whose last day has passed is `scaduta`.
    pub stato: StatoDelegaVoce,
    /// The kind of delegate, 01 to 07.
    pub tipo: String,
    /// Whether the delegate may also write, or only read.
    pub scrive: bool,
    pub datore: ParteDelega,
    pub intermediario: ParteDelega,
    /// Who asked for it: the other one answers.
    pub richiesta_da: LatoVoce,
    /// The intermediary's branch; none until they say it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub filiale: Option<String>,
    /// The first day, once it has been accepted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dal: Option<Giorno>,
    /// The last day; none when it lasts until it is revoked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub al: Option<Giorno>,
    /// The last day on which a request can be accepted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rispondere_entro: Option<Giorno>,
    /// The signed form; none for a delega that came from the archives.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub modulo: Option<ModuloVoce>,
    /// What happened, oldest first.
    pub storia: Vec<FattoVoce>,
}

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ParteDelega {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: PersonaId,
    /// Name and surname, or denomination.
    pub nome: String,
    /// The last four characters only.
    pub codice_fiscale: String,
}

/// The signed form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ModuloVoce {
    pub nome: String,
    pub tipo: TipoFileVoce,
    /// Bytes.
    pub dimensione: u64,
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub sha256: Sha256,
}

/// Something that happened to a delega.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FattoVoce {
    pub quando: Istante,
    pub fatto: FattoDelegaVoce,
    /// Who did it; nobody when a day passed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lato: Option<LatoVoce>,
}
