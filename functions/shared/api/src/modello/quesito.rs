//! Rows: a quesito, a rapporto, a sede, and the page that holds them.

use cassetto_domain::id::QuesitoId;
use serde::{Deserialize, Serialize};

use super::{EsitoVoce, MansioneVoce, StatoRapportoVoce, StatoVoce};
use crate::tempo::{Giorno, Istante};

/// One page of a collection; `cursor` asks for the next, absent on the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Pagina<T> {
    pub voci: Vec<T>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cursor: Option<String>,
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SedeVoce {
    /// Four digits.
    pub codice: String,
    pub nome: String,
}

/// A registration: what proves that something was presented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ProtocolloVoce {
    /// The printed form: `INPS.7000.06/07/2018.0123456`.
    pub segnatura: String,
    /// At least seven digits.
    pub numero: String,
    /// The day of the registration.
    pub data: Giorno,
}

/// A category with the version it was chosen from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CategoriaVoce {
    pub codice: String,
    pub versione: u32,
}

/// A quesito in a list: of the employer, of their intermediary, or of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct QuesitoVoce {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: QuesitoId,
    pub oggetto: String,
    pub categoria: CategoriaVoce,
    /// Codice rapporto di lavoro.
    pub rapporto: String,
    /// Name and surname of the colf or badante.
    pub lavoratore: String,
    /// Name and surname of the employer.
    pub datore: String,
    pub stato: StatoVoce,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub esito: Option<EsitoVoce>,
    pub protocollo: ProtocolloVoce,
    pub presentato: Istante,
    pub aggiornato: Istante,
    /// The last day for the answer.
    pub termine: Giorno,
    /// Something from the office that the employer has not opened yet.
    pub da_leggere: bool,
    /// Who has it in charge: for the office only.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operatore: Option<String>,
    /// Grows by one at each change: a command names the one it saw.
    pub versione: u32,
}

/// A rapporto di lavoro.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RapportoVoce {
    pub codice: String,
    /// Name and surname of the colf or badante.
    pub lavoratore: String,
    pub mansione: MansioneVoce,
    pub stato: StatoRapportoVoce,
    pub inizio: Giorno,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fine: Option<Giorno>,
    /// Hours a week by contract.
    pub ore_settimanali: u8,
}
