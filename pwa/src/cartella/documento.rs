//! One document and how far its upload is.

use cassetto_api::modello::TipoFileVoce;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::AllegatoInviato;
use cassetto_domain::allegato::TipoFile;
use cassetto_domain::id::AllegatoId;
use cassetto_leggere::Leggibile;
use serde::Serialize;
use web_sys::{Blob, XmlHttpRequest};

use crate::api::Errore;
use crate::browser;
use crate::vista::prelude::*;

/// A document on its way.
#[derive(Clone)]
pub struct Documento {
    /// Names it on this device.
    pub n: u32,
    pub nome: String,
    pub tipo: TipoFile,
    /// Bytes.
    pub dimensione: u64,
    pub fase: ArcRwSignal<FaseFile>,
    /// Its bytes; none on a device that it was not chosen on.
    pub(super) file: Option<Blob>,
    pub(super) impronta: ArcStoredValue<Option<String>>,
    pub(super) request: ArcStoredValue<Option<XmlHttpRequest>>,
}

/// How far it is.
#[derive(Clone, PartialEq)]
pub enum FaseFile {
    /// Being read and announced.
    Preparo,
    /// Per cent.
    Invio(u8),
    Caricato(Caricato),
    /// It may go better another time.
    Fallito(Errore),
    /// This file will never do.
    Rifiutato(&'static str),
    Annullato,
}

/// An upload that arrived.
#[derive(Clone, PartialEq, Serialize, Leggibile)]
pub struct Caricato {
    pub id: AllegatoId,
    pub sha256: String,
    /// Milliseconds since 1970.
    pub quando: f64,
}

/// What the device remembers of it, besides its bytes.
#[derive(Serialize, Leggibile)]
pub(super) struct Salvato {
    pub n: u32,
    nome: String,
    tipo: TipoFileVoce,
    dimensione: u64,
    caricato: Option<Caricato>,
}

impl Salvato {
    pub(super) const fn is_caricato(&self) -> bool {
        self.caricato.is_some()
    }
}

impl Documento {
    pub(super) fn new(n: u32, nome: String, tipo: TipoFile, dimensione: u64, file: Option<Blob>) -> Self {
        let fase = ArcRwSignal::new(FaseFile::Preparo);
        Self { n, nome, tipo, dimensione, fase, file, impronta: ArcStoredValue::new(None), request: ArcStoredValue::new(None) }
    }

    pub(super) fn resume(salvato: Salvato, file: Option<Blob>) -> Self {
        let documento = Self::new(salvato.n, salvato.nome, salvato.tipo.into(), salvato.dimensione, file);
        if let Some(caricato) = salvato.caricato {
            documento.impronta.set_value(Some(caricato.sha256.clone()));
            documento.fase.set(FaseFile::Caricato(caricato));
        }
        documento
    }

    /// One that was uploaded on another device.
    pub(super) fn adopt(n: u32, inviato: AllegatoInviato) -> Option<Self> {
        let tipo = TipoFile::from_mime(&inviato.tipo)?;
        let documento = Self::new(n, inviato.nome, tipo, inviato.dimensione, None);
        let caricato = Caricato { id: inviato.id, sha256: inviato.sha256, quando: browser::now() };
        documento.impronta.set_value(Some(caricato.sha256.clone()));
        documento.fase.set(FaseFile::Caricato(caricato));
        Some(documento)
    }

    pub(super) fn save(&self) -> Salvato {
        let caricato = self.caricato_ora();
        Salvato { n: self.n, nome: self.nome.clone(), tipo: self.tipo.into(), dimensione: self.dimensione, caricato }
    }

    /// Its bytes, where this device has them.
    pub const fn bytes(&self) -> Option<&Blob> {
        self.file.as_ref()
    }

    /// Whether this device could send it again.
    pub(super) const fn has_bytes(&self) -> bool {
        self.file.is_some()
    }

    /// Whether it has arrived, followed.
    pub fn is_caricato(&self) -> bool {
        matches!(self.fase.get(), FaseFile::Caricato(_))
    }

    /// As a message names it, once it is uploaded.
    pub(super) fn inviato(&self) -> Option<AllegatoInviato> {
        let FaseFile::Caricato(Caricato { id, sha256, .. }) = self.fase.get() else { return None };
        Some(AllegatoInviato { id, nome: self.nome.clone(), tipo: self.tipo.mime().to_owned(), dimensione: self.dimensione, sha256 })
    }

    /// The upload, if it has arrived by now.
    pub fn caricato_ora(&self) -> Option<Caricato> {
        match self.fase.get_untracked() {
            FaseFile::Caricato(caricato) => Some(caricato),
            _ => None,
        }
    }

    pub(super) fn impronta(&self) -> Option<String> {
        self.impronta.get_value()
    }

    /// Whether it needs the person. What lacks network or session goes by itself, with the message.
    pub(super) fn is_stuck(&self) -> bool {
        match self.fase.get() {
            FaseFile::Fallito(errore) => errore != Errore::Rete && !errore.is(Tipo::SessioneAssente),
            FaseFile::Rifiutato(_) | FaseFile::Annullato => true,
            FaseFile::Preparo | FaseFile::Invio(_) | FaseFile::Caricato(_) => false,
        }
    }

    pub(super) fn is_moving(&self) -> bool {
        matches!(self.fase.get_untracked(), FaseFile::Preparo | FaseFile::Invio(_))
    }

    /// Whether it may go better now.
    pub(super) fn is_offline(&self) -> bool {
        match self.fase.get_untracked() {
            FaseFile::Fallito(errore) => errore == Errore::Rete || errore.is(Tipo::SessioneAssente),
            _ => false,
        }
    }

    /// Stops the upload.
    pub fn stop(&self) {
        let moving = self.is_moving();
        if let Some(request) = self.request.try_update_value(Option::take).flatten() {
            let _ = request.abort();
        }
        if moving {
            self.fase.set(FaseFile::Annullato);
        }
    }
}
