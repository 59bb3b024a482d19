//! One contact: what it is, and the form that changes it.

use cassetto_api::contatti::{ChangeContatto, ContattoDaTogliere, ContattoVoce, NuovoContatto, RemoveContatto};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::TipoContattoVoce;
use cassetto_domain::contatto::TipoContatto;
use leptos::task::spawn_local;

use super::{Pagina, verifica};
use crate::browser;
use crate::components::field::Field;
use crate::components::modal::Modal;
use crate::components::submit_button::SubmitButton;
use crate::i18n::{K, fill, t};
use crate::parole;
use crate::vista::prelude::*;

const CAMPO: &str = "contatto-valore";

pub fn view(pagina: Pagina, contatto: ContattoVoce) -> Nodo {
    let tipo = contatto.tipo;
    let nome = parole::tipo_contatto(tipo);
    let provenienza = contatto.valore.is_some().then(|| t(origin(&contatto)));
    let valore = contatto.valore.clone();
    let in_verifica = contatto.in_verifica.clone();
    let buttons = {
        let set = valore.is_some();
        move || {
            (pagina.aperto.get() != Some(tipo)).then(|| {
                let (azione, etichetta) =
                    if set { (K::ContattiCambia, K::ContattiCambiaNome) } else { (K::ContattiAggiungi, K::ContattiAggiungiNome) };
                view! {
                    <div class="btn-row">
                        <button
                            type="button"
                            class="btn btn-outline-primary"
                            id=button_id(tipo)
                            aria-label=fill(etichetta, &[("contatto", nome)])
                            on:click=move |_| {
                                pagina.open(Some(tipo));
                                browser::focus_soon(CAMPO.to_owned());
                            }
                        >
                            {t(azione)}
                        </button>
                        {set.then(|| remove(pagina, tipo))}
                    </div>
                }
            })
        }
    };
    let typed = valore.clone().unwrap_or_default();
    view! {
        <li class="card">
            <div class="card-body">
                <p class="card-title">{nome}</p>
                <p class="contact-value">{valore.unwrap_or_else(|| t(K::ContattiAssente).to_owned())}</p>
                {provenienza.map(|testo| view! { <p class="muted small">{testo}</p> })}
                {move || {
                    let typed = typed.clone();
                    (pagina.aperto.get() == Some(tipo)).then(|| form(pagina, tipo, typed))
                }}
                {in_verifica.map(|nuovo| verifica::view(pagina, tipo, nuovo))}
                {buttons}
            </div>
        </li>
    }
}

/// Whose word it is that this is theirs.
fn origin(contatto: &ContattoVoce) -> K {
    match (contatto.verificato, TipoContatto::from(contatto.tipo).si_verifica()) {
        (true, _) => K::ContattiVerificato,
        (false, true) => K::ContattiArchivio,
        (false, false) => K::ContattiNonVerificabile,
    }
}

fn form(pagina: Pagina, tipo: TipoContattoVoce, typed: String) -> Nodo {
    let valore = RwSignal::new(typed);
    let with_code = TipoContatto::from(tipo).si_verifica();
    let hint = if with_code { K::ContattiSuggerimentoCodice } else { K::ContattiSuggerimentoTelefono };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if pagina.in_corso.get_untracked() {
            return;
        }
        pagina.errore.set(None);
        pagina.in_corso.set(true);
        spawn_local(async move { send(pagina, tipo, valore.get_untracked(), CAMPO).await });
    };
    let (inputmode, kind) = match tipo {
        TipoContattoVoce::Email | TipoContattoVoce::Pec => ("email", "email"),
        TipoContattoVoce::Telefono | TipoContattoVoce::Cellulare | TipoContattoVoce::Fax => ("tel", "tel"),
    };
    let errore = derive(move || pagina.errore.get());
    let cancel = move |_| {
        pagina.open(None);
        browser::focus_soon(button_id(tipo));
    };
    let testo = if with_code { K::ContattiManda } else { K::ContattiSalva };
    view! {
        <form novalidate on:submit=submit>
            <Field
                id=CAMPO
                label=parole::tipo_contatto(tipo)
                suggerimento=t(hint)
                valore=valore
                errore=errore
                tipo=Signal::stored(kind)
                inputmode=inputmode
                autocomplete=if kind == "email" { "email" } else { "tel" }
            />
            <div class="btn-row">
                <SubmitButton testo=t(testo) attesa=t(K::ContattiAttesa) in_corso=pagina.in_corso class="btn btn-primary" />
                <button type="button" class="btn btn-link" on:click=cancel>
                    {K::ContattiAnnulla}
                </button>
            </div>
        </form>
    }
}

/// Offers the contact; what has a code to wait for shows where to write it.
/// An error goes to the field with this id.
pub async fn send(pagina: Pagina, tipo: TipoContattoVoce, valore: String, campo: &'static str) {
    match pagina.client.post::<ChangeContatto>(&Nulla {}, &NuovoContatto { tipo, valore }, None).await {
        Ok(mandato) => {
            pagina.open(None);
            if mandato.scade.is_none() {
                pagina.changed(tipo, t(K::ContattiSalvato)).await;
            } else {
                pagina.lettura.refresh().await;
                pagina.in_corso.set(false);
                browser::focus_soon(verifica::CAMPO.to_owned());
            }
        }
        Err(errore) => pagina.wrong(&errore, campo),
    }
}

fn remove(pagina: Pagina, tipo: TipoContattoVoce) -> Nodo {
    let asked = RwSignal::new(false);
    let confirm = move |_| {
        asked.set(false);
        spawn_local(async move {
            match pagina.client.post::<RemoveContatto>(&Nulla {}, &ContattoDaTogliere { tipo }, None).await {
                Ok(_) => pagina.changed(tipo, t(K::ContattiTolto)).await,
                Err(errore) => pagina.failed(&errore),
            }
        });
    };
    view! {
        <button
            type="button"
            class="btn btn-link"
            aria-label=fill(K::ContattiTogliNome, &[("contatto", parole::tipo_contatto(tipo))])
            on:click=move |_| asked.set(true)
        >
            {K::ContattiTogli}
        </button>
        <Modal id=dialog_id(tipo) titolo=Signal::stored(t(K::ContattiTogliTitolo).to_owned()) aperto=asked>
            <p>{K::ContattiTogliTesto}</p>
            <div class="btn-row">
                <button type="button" class="btn btn-danger" on:click=confirm>
                    {K::ContattiTogliSi}
                </button>
                <button type="button" class="btn btn-outline-primary" on:click=move |_| asked.set(false)>
                    {K::ContattiAnnulla}
                </button>
            </div>
        </Modal>
    }
}

/// What changes it, or adds it.
pub const fn button_id(tipo: TipoContattoVoce) -> &'static str {
    match tipo {
        TipoContattoVoce::Telefono => "cambia-telefono",
        TipoContattoVoce::Cellulare => "cambia-cellulare",
        TipoContattoVoce::Fax => "cambia-fax",
        TipoContattoVoce::Email => "cambia-email",
        TipoContattoVoce::Pec => "cambia-pec",
    }
}

const fn dialog_id(tipo: TipoContattoVoce) -> &'static str {
    match tipo {
        TipoContattoVoce::Telefono => "togli-telefono",
        TipoContattoVoce::Cellulare => "togli-cellulare",
        TipoContattoVoce::Fax => "togli-fax",
        TipoContattoVoce::Email => "togli-email",
        TipoContattoVoce::Pec => "togli-pec",
    }
}
