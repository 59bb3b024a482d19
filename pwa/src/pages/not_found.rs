//! An address that leads nowhere, or not for this role.

use cassetto_api::problema::{Problema, Tipo};

use crate::api::Errore;
use crate::components::error_face::ErrorFace;
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    let (title, detail) = (t(K::AssenteTitolo).to_owned(), t(K::AssenteRimedio).to_owned());
    let errore = Errore::Problema(Box::new(Problema { title, detail, ..Tipo::NonTrovato.problema() }));
    view! {
        <Titolo testo=Signal::stored(t(K::AssenteTitolo).to_owned()) />
        <ErrorFace errore=errore riprova=Callback::new(|()| ()) />
    }
}
