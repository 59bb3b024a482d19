//! How one is reached: contacts confirmed by a code, channels for each kind of notice, push messages, what changed when.

mod dispositivo;
mod preferenze;
mod riga;
pub mod storia;
mod verifica;

use cassetto_api::contatti::{ContattiVoce, GetContatti};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::TipoContattoVoce;

use crate::api::{Client, use_client};
use crate::browser;
use crate::components::load::Load;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::components::toasts::{Toasts, use_toasts};
use crate::i18n::{K, t};
use crate::lettura::Lettura;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Pagina {
    client: Client,
    toasts: Toasts,
    lettura: Lettura<ContattiVoce>,
    /// The contact that is being changed: one at a time.
    aperto: RwSignal<Option<TipoContattoVoce>>,
    in_corso: RwSignal<bool>,
    /// What is wrong with what was typed.
    errore: RwSignal<Option<String>>,
}

impl Pagina {
    /// Shows what changed, and says so.
    async fn done(self, testo: &'static str) {
        self.toasts.tell(testo);
        self.lettura.refresh().await;
        self.in_corso.set(false);
    }

    /// A contact changed: back to where that began, since what had the focus has gone.
    async fn changed(self, tipo: TipoContattoVoce, testo: &'static str) {
        self.done(testo).await;
        browser::focus_soon(riga::button_id(tipo));
    }

    /// Says what went wrong beside this field, which is read out as it gets the focus.
    fn wrong(self, errore: &crate::api::Errore, campo: &'static str) {
        self.failed(errore);
        if self.errore.try_with_untracked(Option::is_some) == Some(true) {
            // Who has pressed Enter is there already, and would hear nothing.
            browser::blur();
            browser::focus_soon(campo);
        }
    }

    /// Says what went wrong: beside the field that it is about, else above the page.
    fn failed(self, errore: &crate::api::Errore) {
        self.in_corso.set(false);
        match errore.campi().first() {
            Some(campo) => {
                self.errore.set(Some(crate::i18n::motivo(campo.motivo).to_owned()));
            }
            None => self.toasts.warn(errore.riga()),
        }
    }

    fn open(self, tipo: Option<TipoContattoVoce>) {
        self.errore.set(None);
        self.aperto.set(tipo);
    }
}

pub fn page() -> Nodo {
    let client = use_client();
    let pagina = Pagina {
        client,
        toasts: use_toasts(),
        lettura: Lettura::new(move |abort| client.get::<GetContatti>(&Nulla {}, &Nulla {}, abort)),
        aperto: RwSignal::new(None),
        in_corso: RwSignal::new(false),
        errore: RwSignal::new(None),
    };
    view! {
        <Titolo testo=Signal::stored(t(K::ContattiTitolo).to_owned()) />
        <p class="lead">{K::ContattiTesto}</p>
        <p>
            <a class="jump" href=Rotta::Avvisi.path()>{K::AvvisiTitolo}</a>
        </p>
        <Load stato=pagina.lettura.nucleo forma=Forma::Pagina>
            <section class="contacts" aria-labelledby="contatti-tuoi">
                <h2 id="contatti-tuoi">{K::ContattiTuoi}</h2>
                <ul class="cards">
                    {move || {
                        let contatti = pagina.lettura.with(|voce| voce.map(|voce| voce.contatti.clone()).unwrap_or_default());
                        contatti.into_iter().map(|contatto| riga::view(pagina, contatto)).collect_view()
                    }}
                </ul>
            </section>
            {move || pagina.lettura.get().map(|voce| preferenze::view(pagina, &voce))}
            {move || {
                let chiave = pagina.lettura.with(|voce| voce.and_then(|voce| voce.chiave_push.clone()));
                chiave.map(|chiave| dispositivo::view(pagina, chiave))
            }}
            {move || pagina.lettura.with(|voce| voce.map(|voce| storia::view(&voce.storia)))}
        </Load>
    }
}
