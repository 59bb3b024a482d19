//! An address that leads nowhere, or not for this role.

use cassetto_api::problema::Tipo;
use leptos::prelude::*;

use crate::api::Errore;
use crate::components::error_face::ErrorFace;
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};

pub fn page() -> AnyView {
    let errore = Errore::Problema(Box::new(Tipo::NonTrovato.problema()));
    view! {
        <Titolo testo=Signal::stored(t(K::AssenteTitolo).to_owned()) />
        <ErrorFace errore=errore riprova=Callback::new(|()| ()) />
    }
    .into_any()
}
