//! Rows: a quesito, a rapporto, a sede, and the page that holds them.

use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use super::{EsitoVoce, GestioneVoce, MansioneVoce, Parte, StatoRapportoVoce, StatoVoce};
use crate::tempo::{Giorno, Istante};

/// One page of a collection; `cursor` asks for the next, absent on the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Pagina<T> {
    pub voci: Vec<T>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cursor: Option<String>,
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SedeVoce {
    /// Four digits.
    pub codice: String,
    pub nome: String,
}

/// A registration: what proves that something was presented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CategoriaVoce {
    pub codice: String,
    pub versione: u32,
}

/// A quesito in a list: of the employer, of their intermediary, or of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct QuesitoVoce {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: QuesitoId,
    pub gestione: GestioneVoce,
    /// Who wrote first: of the office it is among *Ricevute*.
    pub origine: Parte,
    pub oggetto: String,
    pub categoria: CategoriaVoce,
    /// Codice rapporto di lavoro, or the position of another gestione.
    pub rapporto: String,
    /// Name and surname of the colf or badante, or what the position is.
    pub lavoratore: String,
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub datore_id: PersonaId,
    /// Name and surname of the employer.
    pub datore: String,
    /// Whether somebody who acts for the employer sent it.
    pub per_conto: bool,
    pub stato: StatoVoce,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub esito: Option<EsitoVoce>,
    pub protocollo: ProtocolloVoce,
    pub presentato: Istante,
    pub aggiornato: Istante,
    /// The last day for the answer.
    pub termine: Giorno,
    /// The document that the citizen is asked for: meanwhile the clock stands still.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub attesa: Option<AttesaVoce>,
    /// Something of the other side that who calls has not opened yet.
    pub da_leggere: bool,
    /// Who has it in charge: for the office only.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operatore: Option<String>,
    /// Grows by one at each change: a command names the one it saw.
    pub versione: u32,
}

/// A document that is awaited from the citizen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AttesaVoce {
    /// The version of the entry that asks for it: what an answer names in `risponde_a`.
    pub versione: u32,
    /// The day since which the clock stands still.
    pub dal: Giorno,
    /// The last day to send it.
    pub entro: Giorno,
}

/// How long the same office took for the same category in the last twelve months: what happens, never what is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DiSolito {
    /// Days within which half of them were closed.
    pub p50: u16,
    /// Days within which nine of ten were; 365 stands for more than 330.
    pub p90: u16,
    /// Of how many; at least 5.
    pub casi: u32,
}

/// A rapporto di lavoro.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
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
