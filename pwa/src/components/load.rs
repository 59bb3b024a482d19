//! One way to show what is being read: its shape while it is awaited, why it failed, or itself.

use super::error_face::ErrorFace;
use super::icon::Icon;
use super::skeleton::{Forma, Skeleton};
use super::titolo::Titolo;
use crate::api::Errore;
use crate::i18n::{K, fill};
use crate::lettura::{Fase, Nucleo};
use crate::vista::prelude::*;
use crate::{browser, format};

/// How far a reading is, whatever it reads.
#[derive(Clone, Copy)]
pub struct Avanzamento {
    fase: Memo<Fase>,
    errore: RwSignal<Option<Errore>>,
    visto: RwSignal<Option<f64>>,
    riprova: Callback<()>,
}

impl From<Nucleo> for Avanzamento {
    fn from(nucleo: Nucleo) -> Self {
        Self { fase: nucleo.fase(), errore: nucleo.errore, visto: nucleo.visto, riprova: Callback::new(move |()| nucleo.retry()) }
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
) -> Nodo {
    let heading = move || titolo.map(|titolo| view! { <Titolo testo=Signal::stored(titolo.to_owned()) /> });
    effect(move || {
        if stato.fase.get() == Fase::Pronto {
            // Once it is on the page.
            request_animation_frame(browser::mark_content);
        }
    });
    view! {
        {move || match stato.fase.get() {
            Fase::Attesa => {
                view! {
                    {heading()}
                    <Skeleton forma=forma />
                }
            }
            Fase::Fallito => {
                let errore = stato.errore.get().unwrap_or(Errore::Incomprensibile);
                view! {
                    {heading()}
                    <ErrorFace errore=errore riprova=stato.riprova />
                }
            }
            Fase::Pronto => {
                view! {
                    <Visto quando=stato.visto />
                    {children()}
                }
            }
        }}
    }
}

/// What is shown was read some time ago, and cannot be read again now.
#[component]
fn Visto(quando: RwSignal<Option<f64>>) -> Nodo {
    view! {
        {move || {
            quando
                .get()
                .map(|quando| {
                    let (ora, giorno) = format::visto(quando);
                    view! {
                        <p class="visto no-print" data-testid="visto">
                            <Icon nome="orologio" />
                            {fill(K::OfflineVisto, &[("ora", &ora), ("giorno", &giorno)])}
                        </p>
                    }
                })
        }}
    }
}
