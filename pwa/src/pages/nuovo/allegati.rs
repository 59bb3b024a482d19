//! The documents that go with it, if any: of the same area as the question.

use super::passi::{Frame, Procedura, use_continue};
use crate::components::titolo::Titolo;
use crate::components::uploader::{Uploader, regole};
use crate::i18n::{K, t};
use crate::rotta::Passo;
use crate::vista::prelude::*;

pub fn parte() -> Nodo {
    let procedura: Procedura = expect_context();
    let go = use_continue(procedura);
    let cartella = procedura.bozze.cartella;
    view! {
        <Frame procedura=procedura passo=Passo::Allegati>
            <Titolo testo=Signal::stored(t(K::NuovoAllegatiTitolo).to_owned()) pagina=procedura.title(Passo::Allegati, t(K::NuovoAllegatiTitolo)) />
            <p>{move || regole(cartella)}</p>
            <form novalidate on:submit=move |event| go.run(event)>
                <Uploader cartella=cartella />
                <button type="submit" class="btn btn-primary btn-lg">
                    {move || t(if cartella.is_empty() { K::NuovoSenzaAllegati } else { K::AzioneContinua })}
                </button>
            </form>
        </Frame>
    }
}
