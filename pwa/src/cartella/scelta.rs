//! Files that the person chooses: those that the rules allow are taken, of the others it is said why not.

use std::borrow::Cow;

use cassetto_api::motivo::Motivo;
use cassetto_domain::allegato::{AllegatoError, TipoFile, check_set};
use cassetto_domain::testo::NomeFile;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::File;

use super::deposito::file_key;
use super::{Cartella, Documento};
use crate::i18n::{self, K, fill};
use crate::vista::prelude::*;
use crate::{format, foto, memoria};

impl Cartella {
    /// Takes the files that the rules allow, and says why not for the others. Photographs are made ready first.
    pub fn add(self, files: Vec<File>) {
        self.rifiutati.set(Vec::new());
        let takes_photos = untrack(move || self.limiti().tipi.contains(&TipoFile::Jpeg));
        let (photos, others): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|file| takes_photos && foto::is_foto(&file.type_(), &file.name()));
        for file in others {
            if let Err(motivo) = self.take_file(&file) {
                self.rifiutati.update(|rifiutati| rifiutati.push((file.name(), self.why_not(motivo))));
            }
        }
        self.foto.add(self, photos);
    }

    /// Why a file is not taken, with the figure of this gestione where there is one.
    fn why_not(self, motivo: Motivo) -> String {
        match motivo {
            Motivo::AllegatiTroppoGrandi => {
                fill(K::AllegatiTroppoGrandi, &[("mega", &format::mega(untrack(move || self.limiti()).byte_totali))])
            }
            altro => i18n::motivo(altro).to_owned(),
        }
    }

    /// Takes one file as it is, if the rules allow it. Its number here.
    pub fn take_file(self, file: &File) -> Result<u32, Motivo> {
        self.check(file).map(|(nome, tipo)| self.take(nome, tipo, file))
    }

    fn check(self, file: &File) -> Result<(String, TipoFile), Motivo> {
        let declared = file.type_();
        let tipo = match TipoFile::from_mime(&declared) {
            None if declared.is_empty() || declared == "application/octet-stream" => TipoFile::from_nome(&file.name()),
            known => known,
        };
        let heic = |text: &str| ["heic", "heif"].iter().any(|kind| text.to_ascii_lowercase().ends_with(kind));
        let tipo = match tipo {
            Some(tipo) => tipo,
            None if heic(&declared) || heic(&file.name()) => return Err(Motivo::FotoHeic),
            None => return Err(Motivo::TipoNonAmmesso),
        };
        let nome = NomeFile::parse(&within(&file.name())).map_err(|_| Motivo::NomeFileNonValido)?;
        let mut sizes: Vec<u64> =
            self.documenti.with_untracked(|documenti| documenti.iter().map(|documento| documento.dimensione).collect());
        sizes.push(size(file));
        check_set(untrack(move || self.limiti()), &sizes).map_err(|reason| match reason {
            AllegatoError::TroppiFile => Motivo::TroppiAllegati,
            AllegatoError::TroppoGrandi => Motivo::AllegatiTroppoGrandi,
            AllegatoError::TroppoGrande { .. } => Motivo::AllegatoTroppoGrande,
            AllegatoError::Vuoto { .. } => Motivo::AllegatoVuoto,
        })?;
        Ok((nome.into_string(), tipo))
    }

    fn take(self, nome: String, tipo: TipoFile, file: &File) -> u32 {
        let n = self.next.get_value();
        self.next.set_value(n + 1);
        let documento = Documento::new(n, nome, tipo, size(file), Some(file.clone().unchecked_into()));
        self.documenti.update(|documenti| documenti.push(documento.clone()));
        let slot = self.slot.get_value();
        let file = file.clone();
        spawn_local(async move {
            memoria::put(&file_key(&slot, n), &file).await;
        });
        self.save();
        self.start(documento);
        n
    }
}

/// A name that fits: of a longer one the end of its stem goes, since a phone lets nobody rename a file easily.
fn within(nome: &str) -> Cow<'_, str> {
    match nome.rsplit_once('.') {
        Some((_, extension)) if nome.chars().count() > NomeFile::MASSIMO => foto::with_extension(nome, extension).into(),
        _ => nome.into(),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file's size is a whole number below 2^53")]
fn size(file: &File) -> u64 {
    file.size() as u64
}
