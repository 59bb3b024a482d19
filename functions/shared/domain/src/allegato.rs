//! Attachments: which files, how many, how large (msg. INPS 2749/2018).

use serde::{Deserialize, Serialize};

use crate::id::AllegatoId;
use crate::profilo::Limiti;
use crate::sha256::Sha256;
use crate::testo::NomeFile;

/// How many files one message of lavoro domestico may carry; each gestione's own number is in its profile.
pub const MASSIMO_FILE: usize = 3;

/// The largest file that any gestione takes, in bytes; "3 MB" (msg. INPS 2749/2018) read as 3 MiB. In lavoro domestico it is also
/// the limit of all files of a message together.
pub const MASSIMO_TOTALE: u64 = 3 * 1024 * 1024;

/// The kinds of file that are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TipoFile {
    Pdf,
    Jpeg,
    Png,
    Tiff,
}

impl TipoFile {
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Tiff];

    /// The media type, as `Content-Type` wants it.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Tiff => "image/tiff",
        }
    }

    /// From a media type; its case and parameters don't matter.
    #[must_use]
    pub fn from_mime(mime: &str) -> Option<Self> {
        let essence = mime.split(';').next().unwrap_or_default().trim();
        Self::ALL.into_iter().find(|tipo| tipo.mime().eq_ignore_ascii_case(essence))
    }

    /// From a file's extension, which says what its owner believes; the content is checked elsewhere.
    #[must_use]
    pub fn from_nome(nome: &str) -> Option<Self> {
        let (_, extension) = nome.trim_end().rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "tif" | "tiff" => Some(Self::Tiff),
            _ => None,
        }
    }

    /// Whether bytes begin as this kind does: no proof that they are one.
    #[must_use]
    pub fn is_begun_by(self, bytes: &[u8]) -> bool {
        match self {
            Self::Pdf => bytes.starts_with(b"%PDF-"),
            Self::Jpeg => bytes.starts_with(&[0xff, 0xd8, 0xff]),
            Self::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Tiff => bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*"),
        }
    }

    /// The usual extension, without the dot.
    #[must_use]
    pub const fn estensione(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Tiff => "tiff",
        }
    }
}

/// A document that belongs to a message; it never changes afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allegato {
    /// Of the document as its message keeps it.
    pub id: AllegatoId,
    /// Of the upload that it came by: another message may have come by the same one.
    pub caricato: AllegatoId,
    pub nome: NomeFile,
    pub tipo: TipoFile,
    /// In bytes.
    pub dimensione: u64,
    /// Of the content, as the protocol register keeps it.
    pub sha256: Sha256,
}

/// Why a set of files is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AllegatoError {
    #[error("more files than the gestione takes")]
    TroppiFile,
    #[error("more bytes together than the gestione takes")]
    TroppoGrandi,
    #[error("file {indice} has more bytes than the gestione takes")]
    TroppoGrande {
        /// From zero, in the order given.
        indice: usize,
    },
    #[error("file {indice} is empty")]
    Vuoto {
        /// From zero, in the order given.
        indice: usize,
    },
}

/// Whether files of these sizes, in bytes, can go with one message. No file at all is fine.
///
/// # Errors
/// Too many; else the first that is empty; else too large together; else the first that is too large by itself.
pub fn check_set(limiti: &Limiti, dimensioni: &[u64]) -> Result<(), AllegatoError> {
    if dimensioni.len() > limiti.file {
        return Err(AllegatoError::TroppiFile);
    }
    if let Some(indice) = dimensioni.iter().position(|&bytes| bytes == 0) {
        return Err(AllegatoError::Vuoto { indice });
    }
    let total = dimensioni.iter().fold(0, |sum: u64, &bytes| sum.saturating_add(bytes));
    if total > limiti.byte_totali {
        return Err(AllegatoError::TroppoGrandi);
    }
    match dimensioni.iter().position(|&bytes| bytes > limiti.byte_per_file) {
        Some(indice) => Err(AllegatoError::TroppoGrande { indice }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gestione::Gestione;
    use crate::profilo;

    const MIB: u64 = 1024 * 1024;

    #[test]
    fn sets_of_lavoro_domestico() {
        let limiti = &profilo::corrente(Gestione::LavoroDomestico).allegati;
        for (dimensioni, expected) in [
            (&[][..], Ok(())),
            (&[1], Ok(())),
            (&[MASSIMO_TOTALE], Ok(())),
            (&[MIB, MIB, MIB], Ok(())),
            (&[MIB, MIB, MIB + 1], Err(AllegatoError::TroppoGrandi)),
            (&[MASSIMO_TOTALE + 1], Err(AllegatoError::TroppoGrandi)),
            (&[u64::MAX, u64::MAX], Err(AllegatoError::TroppoGrandi)),
            (&[1, 1, 1, 1], Err(AllegatoError::TroppiFile)),
            (&[1, 0, 0], Err(AllegatoError::Vuoto { indice: 1 })),
            (&[u64::MAX, 0], Err(AllegatoError::Vuoto { indice: 1 })),
        ] {
            assert_eq!(check_set(limiti, dimensioni), expected, "{dimensioni:?}");
        }
        assert_eq!(limiti.file, MASSIMO_FILE);
    }

    #[test]
    fn sets_of_the_other_gestioni() {
        for (gestione, dimensioni, expected) in [
            (Gestione::LiberiProfessionisti, &[MIB; 5][..], Ok(())),
            (Gestione::LiberiProfessionisti, &[1; 6], Err(AllegatoError::TroppiFile)),
            (Gestione::LiberiProfessionisti, &[1, MIB + 1], Err(AllegatoError::TroppoGrande { indice: 1 })),
            (Gestione::LiberiProfessionisti, &[MIB, MIB, MIB, MIB, MIB + 1], Err(AllegatoError::TroppoGrandi)),
            (Gestione::Contribuente, &[2 * MIB; 3], Ok(())),
            (Gestione::Contribuente, &[3 * MIB, 3 * MIB], Ok(())),
            (Gestione::Contribuente, &[3 * MIB + 1], Err(AllegatoError::TroppoGrande { indice: 0 })),
            (Gestione::Contribuente, &[3 * MIB, 3 * MIB, 1], Err(AllegatoError::TroppoGrandi)),
            (Gestione::Contribuente, &[1; 4], Err(AllegatoError::TroppiFile)),
        ] {
            assert_eq!(check_set(&profilo::corrente(gestione).allegati, dimensioni), expected, "{gestione:?} {dimensioni:?}");
        }
    }

    #[test]
    fn kinds() {
        for tipo in TipoFile::ALL {
            assert_eq!(TipoFile::from_mime(tipo.mime()), Some(tipo));
            assert_eq!(TipoFile::from_nome(&format!("a.{}", tipo.estensione())), Some(tipo));
        }
        for (mime, expected) in [
            ("IMAGE/JPEG", Some(TipoFile::Jpeg)),
            ("application/pdf; charset=binary", Some(TipoFile::Pdf)),
            ("image/heic", None),
            ("image/svg+xml", None),
            ("application/pdfx", None),
            ("", None),
        ] {
            assert_eq!(TipoFile::from_mime(mime), expected, "{mime}");
        }
        for (bytes, expected) in [
            (&b"%PDF-1.7\n"[..], Some(TipoFile::Pdf)),
            (b"\xff\xd8\xff\xe0", Some(TipoFile::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Some(TipoFile::Png)),
            (b"II*\0", Some(TipoFile::Tiff)),
            (b"MM\0*", Some(TipoFile::Tiff)),
            (b"MM\0+", None),
            (b"Ciao", None),
            (b"", None),
        ] {
            assert_eq!(TipoFile::ALL.into_iter().find(|tipo| tipo.is_begun_by(bytes)), expected, "{bytes:?}");
        }
        for (nome, expected) in [
            ("IMG_1.JPEG", Some(TipoFile::Jpeg)),
            ("busta.paga.Pdf", Some(TipoFile::Pdf)),
            ("scansione.tif", Some(TipoFile::Tiff)),
            ("a.pdf.exe", None),
            ("pdf", None),
            ("a.", None),
            ("", None),
        ] {
            assert_eq!(TipoFile::from_nome(nome), expected, "{nome}");
        }
    }
}
