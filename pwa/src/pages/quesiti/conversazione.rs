//! What the citizen can still do on a quesito: answer what is asked, add a message, ask again once it is closed.

use cassetto_api::modello::{QuesitoDettaglio, StatoVoce};
use cassetto_domain::id::{PersonaId, QuesitoId};
use leptos::prelude::*;

use super::foglio::Foglio;
use super::scrivi::{CAMPO, Inviato, Modo, Scrivi};
use crate::bozza::Seme;
use crate::browser;
use crate::components::icon::Icon;
use crate::components::uploader;
use crate::i18n::{K, t};
use crate::lettura::Lettura;

/// The form that is open, if one is, and what has been written in it.
#[derive(Clone, Copy)]
pub struct Conversazione {
    pub foglio: Foglio,
    pub modo: RwSignal<Option<Modo>>,
    id: QuesitoId,
}

impl Conversazione {
    pub fn new(lettura: Lettura<QuesitoDettaglio>, id: QuesitoId) -> Self {
        Self { foglio: Foglio::new(lettura, id), modo: RwSignal::new(None), id }
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
        Signal::derive(move || matches!(self.modo.get(), Some(Modo::Risposta(_))))
    }

    /// The form, in the place of what opened it.
    pub fn form(self) -> AnyView {
        let chiudi = Callback::new(move |()| self.modo.set(None));
        self.modo
            .get_untracked()
            .map_or_else(|| ().into_any(), |modo| view! { <Scrivi foglio=self.foglio id=self.id modo=modo chiudi=chiudi /> }.into_any())
    }
}

/// Below the sequence: one more message, or one more question.
#[component]
pub fn Seguito(
    conversazione: Conversazione,
    lettura: Lettura<QuesitoDettaglio>,
    #[prop(optional_no_strip)] datore: Option<PersonaId>,
) -> AnyView {
    let Conversazione { foglio, modo, .. } = conversazione;
    let closed =
        Memo::new(move |_| lettura.with(|dettaglio| dettaglio.is_some_and(|dettaglio| dettaglio.quesito.stato == StatoVoce::Chiusa)));
    let write = move |_| {
        modo.set(Some(Modo::Messaggio));
        browser::focus_soon(CAMPO);
    };
    view! {
        <section class="follow-up no-print" aria-labelledby="seguito">
            <h2 id="seguito">{move || t(if closed.get() { K::SeguitoChiuso } else { K::ScriviTitolo })}</h2>
            <Inviato foglio=foglio />
            {move || match (closed.get(), modo.get()) {
                (true, _) => {
                    let seme = lettura.with_untracked(|dettaglio| dettaglio.map(|dettaglio| Seme::correlata(&dettaglio.quesito)));
                    view! {
                        <p>{t(K::SeguitoChiusoTesto)}</p>
                        {seme
                            .map(|seme| {
                                view! {
                                    <a class="btn btn-primary" href=seme.path(datore)>
                                        <Icon nome="piu" />
                                        {t(K::SeguitoCollegata)}
                                    </a>
                                }
                            })}
                    }
                        .into_any()
                }
                (false, Some(Modo::Messaggio)) => conversazione.form(),
                (false, Some(Modo::Risposta(_)) | None) => {
                    view! {
                        <button type="button" class="btn btn-outline-primary" on:click=write>
                            <Icon nome="matita" />
                            {move || t(if foglio.is_begun() && modo.get().is_none() { K::ScriviRiprendi } else { K::ScriviApri })}
                        </button>
                    }
                        .into_any()
                }
            }}
        </section>
    }
    .into_any()
}
