//! What the citizen can still do on a quesito: answer what is asked, add a message, ask again once it is closed.
//!
//! What only writing wants comes as a part of its own (`scrivi.rs`), while the page is read.

use cassetto_api::modello::QuesitoDettaglio;
use cassetto_domain::id::{PersonaId, QuesitoId};

use super::foglio::Foglio;
use crate::aree::Pagina;
use crate::browser;
use crate::components::uploader;
use crate::lettura::Lettura;
use crate::vista::prelude::*;

/// What a message is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Modo {
    Messaggio,
    /// The answer to the request in this entry.
    Risposta(u32),
}

/// The form that is open, if one is, and what has been written in it: a context of the page.
#[derive(Clone, Copy)]
pub struct Conversazione {
    pub lettura: Lettura<QuesitoDettaglio>,
    pub id: QuesitoId,
    /// For whom an intermediary writes.
    pub datore: Option<PersonaId>,
    pub modo: RwSignal<Option<Modo>>,
    /// Once the part that writes is here.
    pub foglio: RwSignal<Option<Foglio>>,
}

impl Conversazione {
    pub fn provide(lettura: Lettura<QuesitoDettaglio>, id: QuesitoId, datore: Option<PersonaId>) -> Self {
        let conversazione = Self { lettura, id, datore, modo: RwSignal::new(None), foglio: RwSignal::new(None) };
        provide_context(conversazione);
        conversazione
    }

    /// Opens the answer to a request.
    pub fn answer(self) -> Callback<u32> {
        Callback::new(move |voce| {
            self.modo.set(Some(Modo::Risposta(voce)));
            browser::focus_soon(uploader::ID);
        })
    }

    /// Whether the answer to a request is being written.
    pub fn is_answering(self) -> Signal<bool> {
        derive(move || matches!(self.modo.get(), Some(Modo::Risposta(_))))
    }

    /// The form, in the place of what opened it.
    pub fn form(self) -> Nodo {
        Pagina::Modulo.parte()
    }

    /// Below the sequence: one more message, or one more question.
    pub fn seguito(self) -> Nodo {
        view! { <div class="follow-up-place no-print">{Pagina::Seguito.parte()}</div> }
    }
}
