//! The report: what was checked, and the first byte of each file that doesn't fit.

use std::fmt;

use crate::testi::{filled, testo};

/// What was checked and what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verbale {
    file: usize,
    /// What holds: file and rule.
    pub controlli: Vec<(String, Regola)>,
    pub difetti: Vec<Difetto>,
}

/// Something that doesn't fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difetto {
    /// The file's name; of a file in a zip, with the zip's before it.
    pub file: String,
    /// The first byte that doesn't fit; none when only a fingerprint tells.
    pub offset: Option<usize>,
    pub atteso: String,
    pub trovato: String,
    pub regola: Regola,
}

macro_rules! rules {
    ($($name:ident = $text:literal;)+) => {
        /// What must hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Regola { $($name),+ }

        impl Regola {
            fn testo(self) -> &'static str {
                match self { $(Self::$name => testo($text)),+ }
            }
        }
    };
}

rules! {
    RegistroCanonico = "registro_canonico";
    RegistroImpronta = "registro_impronta";
    RegistroFormato = "registro_formato";
    RegistroNumeri = "registro_numeri";
    RegistroAnnullamenti = "registro_annullamenti";
    RegistroUnico = "registro_unico";
    RegistroCatena = "registro_catena";
    RegistroSeguito = "registro_seguito";
    RicevutaRigenerata = "ricevuta_rigenerata";
    RicevutaRegistro = "ricevuta_registro";
    DocumentoRicevuta = "documento_ricevuta";
    ArchivioForma = "archivio_forma";
    ArchivioFile = "archivio_file";
    ArchivioIndice = "archivio_indice";
    ArchivioRigenerato = "archivio_rigenerato";
    ComunicazioneCanonica = "comunicazione_canonica";
    ComunicazioneTesto = "comunicazione_testo";
    ComunicazioneAllegati = "comunicazione_allegati";
    ComunicazioneFile = "comunicazione_file";
    ComunicazioneRegistro = "comunicazione_registro";
    FileSconosciuto = "file_sconosciuto";
}

impl Verbale {
    pub(super) fn new(file: usize) -> Self {
        Self { file, ..Self::default() }
    }

    /// Whether everything fits.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.difetti.is_empty()
    }

    /// Notes that a rule holds or that it doesn't; tells which.
    pub(super) fn note(&mut self, file: &str, regola: Regola, found: Result<(), Scarto>) -> bool {
        match found {
            Ok(()) => {
                self.controlli.push((file.to_owned(), regola));
                true
            }
            Err(Scarto { offset, atteso, trovato }) => {
                self.difetti.push(Difetto { file: file.to_owned(), offset, atteso, trovato, regola });
                false
            }
        }
    }
}

/// How something differs.
pub(super) struct Scarto {
    pub(super) offset: Option<usize>,
    pub(super) atteso: String,
    pub(super) trovato: String,
}

impl Scarto {
    pub(super) fn values(atteso: impl fmt::Display, trovato: impl fmt::Display) -> Self {
        Self { offset: None, atteso: atteso.to_string(), trovato: trovato.to_string() }
    }

    pub(super) fn at(offset: usize, atteso: impl fmt::Display, trovato: impl fmt::Display) -> Self {
        Self { offset: Some(offset), ..Self::values(atteso, trovato) }
    }
}

/// Whether two values are the same.
pub(super) fn same<T: PartialEq + fmt::Display>(atteso: T, trovato: T) -> Result<(), Scarto> {
    if atteso == trovato { Ok(()) } else { Err(Scarto::values(atteso, trovato)) }
}

/// Whether the bytes are the same; else the first that differs.
pub(super) fn same_bytes(atteso: &[u8], trovato: &[u8]) -> Result<(), Scarto> {
    let shorter = atteso.len().min(trovato.len());
    let differs = atteso.iter().zip(trovato).position(|(atteso, trovato)| atteso != trovato);
    match differs.or((atteso.len() != trovato.len()).then_some(shorter)) {
        None => Ok(()),
        Some(offset) => Err(Scarto::at(offset, byte(atteso.get(offset)), byte(trovato.get(offset)))),
    }
}

fn byte(byte: Option<&u8>) -> String {
    let Some(byte) = byte else { return testo("niente").to_owned() };
    let carattere = char::from(*byte);
    let carattere = if byte.is_ascii_graphic() { filled("un_carattere", &[("carattere", &carattere.to_string())]) } else { String::new() };
    filled("un_byte", &[("esadecimale", &format!("{byte:02X}")), ("carattere", &carattere)])
}

impl fmt::Display for Verbale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (file, regola) in &self.controlli {
            writeln!(f, "{}", filled("verbale_bene", &[("file", file), ("regola", regola.testo())]))?;
        }
        for difetto in &self.difetti {
            let offset = difetto.offset.map(|offset| filled("verbale_offset", &[("offset", &offset.to_string())])).unwrap_or_default();
            let values = [
                ("file", difetto.file.as_str()),
                ("offset", &offset),
                ("regola", difetto.regola.testo()),
                ("atteso", &difetto.atteso),
                ("trovato", &difetto.trovato),
            ];
            writeln!(f, "{}", filled("verbale_male", &values))?;
        }
        let (controlli, difetti) = ((self.controlli.len() + self.difetti.len()).to_string(), self.difetti.len().to_string());
        let values = [("controlli", controlli.as_str()), ("difetti", &difetti), ("file", &self.file.to_string())];
        f.write_str(&if self.is_good() { filled("verbale_tutto_bene", &values) } else { filled("verbale_non_tutto", &values) })
    }
}
