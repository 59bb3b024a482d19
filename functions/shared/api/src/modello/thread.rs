//! One quesito with all that happened to it.

use cassetto_domain::id::AllegatoId;
use cassetto_domain::sha256::Sha256;
use serde::{Deserialize, Serialize};

use super::{CanaleVoce, EsitoVoce, EventoVoce, ProtocolloVoce, QuesitoVoce, SedeVoce, StatoVoce, TipoFileVoce};
use crate::tempo::Istante;

/// A quesito and its sequence, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct QuesitoDettaglio {
    pub quesito: QuesitoVoce,
    pub sede: SedeVoce,
    pub voci: Vec<Voce>,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Parte {
    Cittadino,
    Ufficio,
}

/// Something in the sequence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "tipo", rename_all = "snake_case")]
pub enum Voce {
    /// A message, registered with its own number.
    Messaggio {
        versione: u32,
        quando: Istante,
        parte: Parte,
        /// The employer's name, or the office's.
        autore: String,
        protocollo: ProtocolloVoce,
        testo: String,
        allegati: Vec<AllegatoVoce>,
    },
    /// A change of state, or with `da` equal to `a` a comment alone.
    Cambio {
        versione: u32,
        quando: Istante,
        da: StatoVoce,
        a: StatoVoce,
        /// The office's name.
        ufficio: String,
        /// The operator's name: for the office only.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        operatore: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        commento: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        esito: Option<EsitoVoce>,
    },
    /// A notice that went out, with the address masked.
    Avviso { quando: Istante, canale: CanaleVoce, evento: EventoVoce, contatto: String, consegnato: bool },
}

/// A document of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AllegatoVoce {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: AllegatoId,
    pub nome: String,
    pub tipo: TipoFileVoce,
    /// Bytes.
    pub dimensione: u64,
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub sha256: Sha256,
}
