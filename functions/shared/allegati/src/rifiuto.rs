//! Why a file is not accepted. What a person reads is in the locale files, under [`Rifiuto::codice`].

use crate::TipoFile;

/// One reason per variant; the inner words are stable codes too, for the logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Rifiuto {
    #[error("the file is empty")]
    Vuoto,
    #[error("the file is larger than {} bytes", crate::MAX_BYTE)]
    TroppoGrande,
    #[error("not one of the accepted types")]
    AltroTipo,
    /// The photographs of an iPhone that was not asked for JPEG: common, and easily put right by the sender.
    #[error("a HEIC photograph")]
    Heic,
    #[error("a BigTIFF, which most viewers don't open")]
    BigTiff,
    #[error("declared as another type: it is {reale:?}")]
    TipoDiverso { reale: TipoFile },
    #[error("the file ends before its structure does")]
    Troncato,
    #[error("bytes that belong to no part of the file, in it or after its end")]
    DatiInCoda,
    #[error("also readable as a file of another type")]
    Poliglotta,
    #[error("inflates beyond what it declares, or beyond the bound")]
    Bomba,
    #[error("an image larger than the bound")]
    DimensioniEccessive,
    #[error("encrypted: the office can't open it")]
    Cifrato,
    #[error("active content: {quale}")]
    ContenutoAttivo { quale: &'static str },
    #[error("a kind of content that common viewers don't open: {quale}")]
    NonSupportato { quale: &'static str },
    #[error("damaged: {dove}")]
    Danneggiato { dove: &'static str },
}

impl Rifiuto {
    /// The stable name of the reason: a key of the locale files, a label of the metrics.
    #[must_use]
    pub const fn codice(&self) -> &'static str {
        match self {
            Self::Vuoto => "file-vuoto",
            Self::TroppoGrande => "file-troppo-grande",
            Self::AltroTipo => "tipo-non-ammesso",
            Self::Heic => "foto-heic",
            Self::BigTiff => "tiff-non-supportato",
            Self::TipoDiverso { .. } => "tipo-diverso",
            Self::Troncato => "file-troncato",
            Self::DatiInCoda => "dati-in-coda",
            Self::Poliglotta => "file-poliglotta",
            Self::Bomba => "bomba-di-decompressione",
            Self::DimensioniEccessive => "dimensioni-eccessive",
            Self::Cifrato => "file-cifrato",
            Self::ContenutoAttivo { .. } => "contenuto-attivo",
            Self::NonSupportato { .. } => "contenuto-non-supportato",
            Self::Danneggiato { .. } => "file-danneggiato",
        }
    }
}
