//! One document and how far its upload is.

use cassetto_api::modello::TipoFileVoce;
use cassetto_domain::allegato::TipoFile;
use cassetto_domain::id::AllegatoId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use web_sys::{Blob, XmlHttpRequest};

use crate::api::Errore;

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
    pub(super) file: Blob,
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
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Caricato {
    pub id: AllegatoId,
    pub sha256: String,
    /// Milliseconds since 1970.
    pub quando: f64,
}

/// What the device remembers of it, besides its bytes.
#[derive(Serialize, Deserialize)]
pub(super) struct Salvato {
    pub n: u32,
    nome: String,
    tipo: TipoFileVoce,
    dimensione: u64,
    caricato: Option<Caricato>,
}

impl Documento {
    pub(super) fn new(n: u32, nome: String, tipo: TipoFile, dimensione: u64, file: Blob) -> Self {
        let fase = ArcRwSignal::new(FaseFile::Preparo);
        Self { n, nome, tipo, dimensione, fase, file, impronta: ArcStoredValue::new(None), request: ArcStoredValue::new(None) }
    }

    pub(super) fn resume(salvato: Salvato, file: Blob) -> Self {
        let documento = Self::new(salvato.n, salvato.nome, salvato.tipo.into(), salvato.dimensione, file);
        if let Some(caricato) = salvato.caricato {
            documento.impronta.set_value(Some(caricato.sha256.clone()));
            documento.fase.set(FaseFile::Caricato(caricato));
        }
        documento
    }

    pub(super) fn save(&self) -> Salvato {
        let caricato = self.caricato_ora();
        Salvato { n: self.n, nome: self.nome.clone(), tipo: self.tipo.into(), dimensione: self.dimensione, caricato }
    }

    /// Whether it has arrived, followed.
    pub fn is_caricato(&self) -> bool {
        matches!(self.fase.get(), FaseFile::Caricato(_))
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

    pub(super) fn is_stuck(&self) -> bool {
        matches!(self.fase.get(), FaseFile::Fallito(_) | FaseFile::Rifiutato(_) | FaseFile::Annullato)
    }

    pub(super) fn is_moving(&self) -> bool {
        matches!(self.fase.get_untracked(), FaseFile::Preparo | FaseFile::Invio(_))
    }

    pub(super) fn is_offline(&self) -> bool {
        self.fase.get_untracked() == FaseFile::Fallito(Errore::Rete)
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
