//! One quesito with all that happened to it.

use cassetto_domain::id::{AllegatoId, QuesitoId};
use cassetto_domain::sha256::Sha256;
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use super::{CanaleVoce, DiSolito, EsitoVoce, EventoVoce, ProtocolloVoce, QuesitoVoce, SedeVoce, StatoVoce, TipoFileVoce};
use crate::tempo::{Giorno, Istante};

/// A quesito and its sequence, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct QuesitoDettaglio {
    pub quesito: QuesitoVoce,
    pub sede: SedeVoce,
    /// Who sent it for the employer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub inviato_da: Option<String>,
    /// The closed quesito that this one follows.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub correlata: Option<QuesitoId>,
    /// Where notices of this quesito go too, masked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub email_aggiuntiva: Option<String>,
    pub letture: LettureVoce,
    /// Whether the caller may write in it: not a delegate who may only read.
    pub scrive: bool,
    /// For the citizen, while it is not closed and enough others were.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub di_solito: Option<DiSolito>,
    pub voci: Vec<Voce>,
}

/// How far each side has read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct LettureVoce {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub datore: Option<LetturaVoce>,
    /// Who acts for the employer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub delegato: Option<LetturaVoce>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ufficio: Option<LetturaVoce>,
}

/// Everything up to a version was seen at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct LetturaVoce {
    pub versione: u32,
    pub quando: Istante,
}

/// What was done to something registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AnnotazioneVoce {
    pub quando: Istante,
    pub motivo: String,
    /// The operator's name: for the office only.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub operatore: Option<String>,
}

/// A request for a document: what is asked for is the message's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RichiestaVoce {
    /// The last day to send it.
    pub entro: Giorno,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Parte {
    Cittadino,
    Ufficio,
}

/// Something in the sequence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
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
        /// Who wrote it for the employer.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        delegato: Option<String>,
        /// The operator's name: for the office only.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        operatore: Option<String>,
        protocollo: ProtocolloVoce,
        /// Empty when it was taken away.
        testo: String,
        /// Set when the text was taken away.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        oscurato: Option<AnnotazioneVoce>,
        allegati: Vec<AllegatoVoce>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        richiesta: Option<RichiestaVoce>,
        /// The version of the entry with the request that this answers.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        risponde_a: Option<u32>,
        /// Set when its registration was annulled.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        annullata: Option<AnnotazioneVoce>,
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
    /// Who has it in charge; without `a` it was released. For the office only.
    Assegnazione {
        versione: u32,
        quando: Istante,
        operatore: String,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        a: Option<String>,
    },
    /// Another sede takes over, with a number of its own register.
    Trasferimento {
        versione: u32,
        quando: Istante,
        da: SedeVoce,
        a: SedeVoce,
        protocollo: ProtocolloVoce,
        motivo: String,
        /// The operator's name: for the office only.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        operatore: Option<String>,
    },
    /// A new quesito follows this one.
    Correlata {
        versione: u32,
        quando: Istante,
        #[cfg_attr(feature = "openapi", schemars(with = "String"))]
        quesito: QuesitoId,
        protocollo: ProtocolloVoce,
    },
    /// A notice that went out, with the address masked.
    Avviso { quando: Istante, canale: CanaleVoce, evento: EventoVoce, contatto: String, consegnato: bool },
}

/// A document of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
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
    /// Set when its bytes were taken away.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub oscurato: Option<AnnotazioneVoce>,
}
