//! The zip of a thread, and of all threads of a year: what is in it, in which order, under which names.
//!
//! Nothing is compressed: documents are already, and so the bytes depend on no compressor, and one that changes is found where it is.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use cassetto_documenti::{Soggetto, nome_sicuro, prospetto, ricevuta};
use cassetto_domain::id::AllegatoId;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sha256::Sha256;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::comunicazione::{Comunicazione, Voce};
use crate::lettura;
use crate::{ProvaError, canonico, sha256};

pub const COMUNICAZIONE: &str = "comunicazione.json";
pub const LETTURA: &str = "comunicazione.pdf";
pub const INDICE: &str = "indice.json";
const FORMATO_INDICE: &str = "cassetto-domestico/indice/1";

/// A file of an export.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// With `/` between folders.
    pub nome: String,
    pub contenuto: Vec<u8>,
}

/// Every file with its SHA-256, but itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indice {
    pub formato: String,
    pub file: Vec<VoceIndice>,
}

/// A line of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoceIndice {
    pub nome: String,
    pub dimensione: u64,
    pub sha256: Sha256,
}

impl VoceIndice {
    /// Of a file.
    #[must_use]
    pub fn of(file: &File) -> Self {
        Self::new(&file.nome, &file.contenuto)
    }

    pub(crate) fn new(nome: &str, contenuto: &[u8]) -> Self {
        Self { nome: nome.to_owned(), dimensione: u64::try_from(contenuto.len()).unwrap_or(u64::MAX), sha256: sha256(contenuto) }
    }
}

/// The index of these files.
///
/// # Errors
/// When it can't be written.
pub fn indice(file: Vec<VoceIndice>) -> Result<File, ProvaError> {
    let contenuto = canonico(&Indice { formato: FORMATO_INDICE.to_owned(), file })?;
    Ok(File { nome: INDICE.to_owned(), contenuto })
}

/// What the files of a registration begin with, and the folder of a thread: numbers of different registers may be the same.
#[must_use]
pub fn prefisso(protocollo: &Protocollo) -> String {
    format!("{}-{}-{}", protocollo.sede, protocollo.anno(), protocollo.numero)
}

/// Gives every message its receipt's file, and every document that is there its own.
#[must_use]
pub fn nominata(mut comunicazione: Comunicazione) -> Comunicazione {
    for voce in &mut comunicazione.voci {
        let Voce::Messaggio(messaggio) = voce else { continue };
        let prefisso = prefisso(&messaggio.protocollo);
        messaggio.ricevuta = format!("ricevute/{prefisso}.pdf");
        for (numero, documento) in (1..).zip(&mut messaggio.allegati) {
            let nome = documento.nome.as_deref();
            documento.file = nome.map(|nome| nome_sicuro(&format!("{prefisso}-{numero} {nome}"))).map(|nome| format!("allegati/{nome}"));
        }
    }
    comunicazione
}

/// The files of a thread, in their order, without the index. `allegati` are the documents that are not redacted.
///
/// # Errors
/// When a PDF can't be written.
pub fn file(comunicazione: &Comunicazione, mut allegati: BTreeMap<AllegatoId, Vec<u8>>) -> Result<Vec<File>, ProvaError> {
    let mut file = vec![File { nome: COMUNICAZIONE.to_owned(), contenuto: canonico(comunicazione)? }];
    file.push(File { nome: LETTURA.to_owned(), contenuto: prospetto(&lettura::compose(comunicazione))? });
    for messaggio in comunicazione.messaggi() {
        file.push(File { nome: messaggio.ricevuta.clone(), contenuto: ricevuta(&comunicazione.ricevuta(messaggio))? });
    }
    for documento in comunicazione.messaggi().flat_map(|messaggio| &messaggio.allegati) {
        let Some(nome) = &documento.file else { continue };
        file.extend(allegati.remove(&documento.id).map(|contenuto| File { nome: nome.clone(), contenuto }));
    }
    Ok(file)
}

/// What the zip of a thread is called.
#[must_use]
pub fn nome_zip(protocollo: &Protocollo) -> String {
    format!("comunicazione-{}.zip", prefisso(protocollo))
}

/// The whole zip of a thread; it must be [`nominata`].
///
/// # Errors
/// When something of it can't be written.
pub fn esporta(comunicazione: &Comunicazione, allegati: BTreeMap<AllegatoId, Vec<u8>>) -> Result<Vec<u8>, ProvaError> {
    let mut archivio = Archivio::new(datata(comunicazione));
    archivio.add_all("", file(comunicazione, allegati)?)?;
    archivio.finish()
}

/// The date of every file of a thread's zip.
pub(crate) fn datata(comunicazione: &Comunicazione) -> DateTime {
    cassetto_domain::calendario::data_ora(comunicazione.presentata)
}

/// Whose threads of which year are in a zip: its first file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anno {
    pub formato: String,
    pub anno: i16,
    pub datore: Soggetto,
    /// How many.
    pub comunicazioni: u32,
}

/// The date of every file of a year's zip: the year's last instant.
#[must_use]
pub fn datato(anno: &Anno) -> DateTime {
    jiff::civil::Date::new(anno.anno, 12, 31).unwrap_or_default().at(23, 59, 58, 0)
}

pub const ANNO: &str = "anno.json";
pub const FORMATO_ANNO: &str = "cassetto-domestico/anno/1";

/// A zip while it is being written: only what was added so far is in memory.
pub struct Archivio {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    options: SimpleFileOptions,
    indice: Vec<VoceIndice>,
}

impl Archivio {
    /// `quando` (Europe/Rome) is the date of every file.
    #[must_use]
    pub fn new(quando: DateTime) -> Self {
        let time = cassetto_documenti::zip_time(quando);
        let options =
            SimpleFileOptions::default().compression_method(CompressionMethod::Stored).last_modified_time(time).unix_permissions(0o644);
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())), options, indice: Vec::new() }
    }

    /// Adds files to a folder, with the folder's own index when it has a name.
    ///
    /// # Errors
    /// When they can't be written.
    pub fn add_all(&mut self, cartella: &str, mut file: Vec<File>) -> Result<(), ProvaError> {
        if !cartella.is_empty() {
            file.push(indice(file.iter().map(VoceIndice::of).collect())?);
            for each in &mut file {
                each.nome = format!("{cartella}/{}", each.nome);
            }
        }
        for each in file {
            self.indice.push(VoceIndice::of(&each));
            self.write(&each)?;
        }
        Ok(())
    }

    fn write(&mut self, file: &File) -> Result<(), ProvaError> {
        self.zip.start_file(file.nome.as_str(), self.options)?;
        Ok(self.zip.write_all(&file.contenuto)?)
    }

    /// The bytes, with the index of all files at the end.
    ///
    /// # Errors
    /// When they can't be written.
    pub fn finish(mut self) -> Result<Vec<u8>, ProvaError> {
        let indice = indice(std::mem::take(&mut self.indice))?;
        self.write(&indice)?;
        Ok(self.zip.finish()?.into_inner())
    }
}
