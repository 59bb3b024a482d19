//! Signing in. It stands in the place of the page that was asked for, which then opens by itself.

use std::time::Duration;

use cassetto_api::endpoint::Nulla;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::sessione::{Credenziali, SignIn};
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::pin::Pin;
use leptos::task::spawn_local;

use crate::api::{Errore, use_client};
use crate::components::error_summary::{ErrorSummary, Riga};
use crate::components::field::Field;
use crate::components::icon::Icon;
use crate::components::submit_button::SubmitButton;
use crate::components::titolo::Titolo;
use crate::components::toasts::use_toasts;
use crate::format;
use crate::i18n::{self, K, fill, t};
use crate::rotta::Rotta;
use crate::session::{self, Accesso, use_accesso};
use crate::vista::prelude::*;
use crate::{browser, uscita};

const CODICE: &str = "codice_fiscale";
const PIN: &str = "pin";

pub fn page() -> Nodo {
    let scaduta = use_accesso().with_untracked(|accesso| *accesso == Accesso::Anonimo { scaduta: true });
    view! { <SignInPage scaduta=scaduta /> }
}

/// The form alone, for a window above a page.
pub fn parte() -> Nodo {
    view! { <SignInForm /> }
}

#[component]
fn SignInPage(scaduta: bool) -> Nodo {
    request_animation_frame(browser::mark_content);
    view! {
        <div class="sign-in">
            <Titolo testo=Signal::stored(t(K::AccessoTitolo).to_owned()) />
            <p class="lead">{K::AccessoTesto}</p>
            {scaduta.then(|| view! { <p class="callout callout-info">{K::AccessoScaduta}</p> })}
            <SignInForm />
            <Identity />
            <p>
                <a class="jump" href=Rotta::Aiuto.path()>{K::FondoAiuto}</a>
            </p>
        </div>
    }
}

/// Who it is.
#[component]
fn SignInForm() -> Nodo {
    let codice = RwSignal::new(String::new());
    let pin = RwSignal::new(String::new());
    let mostra = RwSignal::new(false);
    let errori = RwSignal::new(Vec::<Riga>::new());
    let rifiuto = RwSignal::new(None::<Errore>);
    let attesa = RwSignal::new(0_u32);
    let in_corso = RwSignal::new(false);
    let client = use_client();
    let accesso = use_accesso();

    count_down(attesa);
    let enter = Callback::new(move |credenziali: Credenziali| {
        in_corso.set(true);
        spawn_local(async move {
            uscita::settled(client).await;
            let answer = client.post::<SignIn>(&Nulla {}, &credenziali, None).await;
            in_corso.set(false);
            match answer {
                Ok(sessione) => {
                    uscita::replaced();
                    session::enter(accesso, sessione);
                }
                Err(errore) => {
                    attesa.set(errore.attesa().unwrap_or(0));
                    let lines = errore.campi().iter().map(|campo| Riga::new(&campo.campo, i18n::motivo(campo.motivo)));
                    errori.set(lines.collect());
                    rifiuto.set(errore.campi().is_empty().then_some(errore));
                    if rifiuto.try_with_untracked(Option::is_some) == Some(true) {
                        browser::focus_soon("accesso-rifiuto");
                    }
                }
            }
        });
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if in_corso.get_untracked() || attesa.get_untracked() > 0 {
            return;
        }
        let mut lines = Vec::new();
        let code = CodiceFiscale::parse(&codice.get_untracked());
        if code.is_err() {
            lines.push(Riga::new(CODICE, i18n::motivo(Motivo::CodiceFiscaleNonValido)));
        }
        if Pin::parse(&pin.get_untracked()).is_err() {
            lines.push(Riga::new(PIN, i18n::motivo(Motivo::PinNonValido)));
        }
        rifiuto.set(None);
        errori.set(lines);
        if let (Ok(code), true) = (code, errori.with_untracked(Vec::is_empty)) {
            enter.run(Credenziali { codice_fiscale: code.as_str().to_owned(), pin: pin.get_untracked() });
        }
    };
    let error_of = move |campo: &'static str| {
        derive(move || errori.with(|errori| errori.iter().find(|riga| riga.campo == campo).map(|riga| riga.testo.clone())))
    };
    let tipo = derive(move || if mostra.get() { "text" } else { "password" });
    let fermo = derive(move || attesa.get() > 0);
    let label = move || if attesa.get() > 0 { fill(K::AccessoAspetta, &[("tempo", &format::attesa(attesa.get()))]) } else { String::new() };

    view! {
        <ErrorSummary righe=errori />
        {move || rifiuto.get().map(|errore| view! { <Refusal errore=errore /> })}
        <form class="card card-body" novalidate on:submit=submit>
            <Field
                id=CODICE
                label=t(K::AccessoCodice)
                suggerimento=t(K::AccessoCodiceSuggerimento)
                valore=codice
                errore=error_of(CODICE)
                autocomplete="username"
                autocapitalize="characters"
                class="uppercase"
            />
            <Field
                id=PIN
                label=t(K::AccessoPin)
                suggerimento=t(K::AccessoPinSuggerimento)
                valore=pin
                errore=error_of(PIN)
                tipo=tipo
                inputmode="text"
                autocomplete="current-password"
                autocapitalize="none"
            >
                <button
                    type="button"
                    class="btn btn-outline-primary btn-show"
                    aria-pressed=move || mostra.get().to_string()
                    aria-controls=PIN
                    aria-label=K::AccessoMostraPin
                    on:click=move |_| mostra.update(|mostra| *mostra = !*mostra)
                >
                    {move || t(if mostra.get() { K::AccessoNascondi } else { K::AccessoMostra })}
                </button>
            </Field>
            <SubmitButton testo=t(K::AccessoEntra) attesa=t(K::AccessoInCorso) in_corso=in_corso fermo=fermo />
            <p class="muted" role="timer">
                {label}
            </p>
        </form>
    }
}

/// The two identities that will come: they are seen, and say that they can't be used yet.
#[component]
fn Identity() -> Nodo {
    let toasts = use_toasts();
    let button = |icona: &'static str, testo: K| {
        view! {
            <button
                type="button"
                class="btn btn-primary btn-spid"
                aria-disabled="true"
                aria-describedby="identita-nota"
                on:click=move |_| toasts.tell(t(K::IdentitaNota))
            >
                <Icon nome=icona />
                <span>{t(testo)}</span>
            </button>
        }
    };
    view! {
        <section class="identity" aria-labelledby="identita">
            <h2 id="identita">{K::IdentitaTitolo}</h2>
            {button("spid", K::IdentitaSpid)}
            {button("cie", K::IdentitaCie)}
            <p class="muted small" id="identita-nota">{K::IdentitaNota}</p>
        </section>
    }
}

#[component]
fn Refusal(errore: Errore) -> Nodo {
    let (titolo, rimedio) = errore.testo();
    let wait = errore.attesa().filter(|_| errore.is(Tipo::AccessoRallentato));
    view! {
        <div class="callout callout-danger" role="alert" id="accesso-rifiuto" tabindex="-1">
            <p class="callout-title">
                <Icon nome="attenzione" />
                {titolo}
            </p>
            <p>{rimedio}</p>
            {wait.map(|seconds| view! { <p>{fill(K::AccessoAttesa, &[("tempo", &format::attesa(seconds))])}</p> })}
        </div>
    }
}

/// Brings `seconds` down to zero, one a second.
fn count_down(seconds: RwSignal<u32>) {
    let tick = set_interval_with_handle(
        move || {
            // The page may go in the middle of a second.
            if seconds.try_get_untracked().is_some_and(|seconds| seconds > 0) {
                seconds.update(|seconds| *seconds -= 1);
            }
        },
        Duration::from_secs(1),
    );
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
}
