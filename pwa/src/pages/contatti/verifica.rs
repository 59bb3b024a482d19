//! The code that was sent to a new contact.

use cassetto_api::contatti::{CodiceContatto, InVerificaVoce, VerifyContatto};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::TipoContattoVoce;
use leptos::task::spawn_local;

use super::{Pagina, riga};
use crate::components::field::Field;
use crate::components::submit_button::SubmitButton;
use crate::i18n::{K, fill, t};
use crate::vista::prelude::*;

pub const CAMPO: &str = "contatto-codice";

pub fn view(pagina: Pagina, tipo: TipoContattoVoce, nuovo: InVerificaVoce) -> Nodo {
    let codice = RwSignal::new(String::new());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if pagina.in_corso.get_untracked() {
            return;
        }
        pagina.errore.set(None);
        pagina.in_corso.set(true);
        let body = CodiceContatto { tipo, codice: codice.get_untracked() };
        spawn_local(async move {
            match pagina.client.post::<VerifyContatto>(&Nulla {}, &body, None).await {
                Ok(_) => pagina.changed(tipo, t(K::ContattiConfermato)).await,
                Err(errore) => pagina.wrong(&errore, CAMPO),
            }
        });
    };
    let valore = StoredValue::new(nuovo.valore.clone());
    let again = move |_| {
        if !pagina.in_corso.get_untracked() {
            pagina.errore.set(None);
            pagina.in_corso.set(true);
            spawn_local(async move { riga::send(pagina, tipo, valore.get_value(), CAMPO).await });
        }
    };
    // While a new value is being typed, what is wrong is about that one.
    let errore = derive(move || if pagina.aperto.get().is_none() { pagina.errore.get() } else { None });
    view! {
        <form class="contact-code" novalidate on:submit=submit>
            <p role="status">{fill(K::ContattiCodiceMandato, &[("contatto", &nuovo.valore)])}</p>
            <Field
                id=CAMPO
                label=t(K::ContattiCodice)
                valore=codice
                errore=errore
                inputmode="numeric"
                autocomplete="one-time-code"
                class="short"
            />
            <div class="btn-row">
                <SubmitButton testo=t(K::ContattiConferma) attesa=t(K::ContattiAttesa) in_corso=pagina.in_corso class="btn btn-primary" />
                <button type="button" class="btn btn-link" on:click=again>
                    {K::ContattiAltroCodice}
                </button>
            </div>
        </form>
    }
}
