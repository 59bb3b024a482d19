//! One way to show what is being read: its shape while it is awaited, why it failed, or itself.

use leptos::prelude::*;

use super::error_face::ErrorFace;
use super::skeleton::{Forma, Skeleton};
use super::titolo::Titolo;
use crate::api::Errore;
use crate::lettura::{Fase, Nucleo};

/// How far a reading is, whatever it reads.
#[derive(Clone, Copy)]
pub struct Avanzamento {
    fase: Memo<Fase>,
    errore: RwSignal<Option<Errore>>,
    riprova: Callback<()>,
}

impl From<Nucleo> for Avanzamento {
    fn from(nucleo: Nucleo) -> Self {
        Self { fase: nucleo.fase(), errore: nucleo.errore, riprova: Callback::new(move |()| nucleo.retry()) }
    }
}

#[component]
pub fn Load(
    #[prop(into)] stato: Avanzamento,
    forma: Forma,
    /// The page's heading until the page has its own.
    #[prop(optional)]
    titolo: Option<&'static str>,
    children: ChildrenFn,
) -> AnyView {
    let heading = move || titolo.map(|titolo| view! { <Titolo testo=Signal::stored(titolo.to_owned()) /> });
    view! {
        {move || match stato.fase.get() {
            Fase::Attesa => {
                view! {
                    {heading()}
                    <Skeleton forma=forma />
                }
                    .into_any()
            }
            Fase::Fallito => {
                let errore = stato.errore.get().unwrap_or(Errore::Incomprensibile);
                view! {
                    {heading()}
                    <ErrorFace errore=errore riprova=stato.riprova />
                }
                    .into_any()
            }
            Fase::Pronto => children().into_any(),
        }}
    }
    .into_any()
}
