//! Accepting with a one-time code: asked for, received elsewhere, typed here.

use cassetto_api::deleghe::{
    AcceptDelega, Accettazione, CodiceInviato, DelegaPath, DelegaVoce, FiltroDeleghe, GruppoDeleghe, ListDeleghe, SendCodiceDelega,
};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{LatoVoce, Pagina};
use cassetto_api::motivo::Motivo;
use cassetto_domain::codice_usa::CodiceUso;
use cassetto_domain::testo::Filiale;
use leptos::task::spawn_local;

use super::address;
use crate::api::{Errore, use_client};
use crate::browser;
use crate::components::field::Field;
use crate::components::submit_button::SubmitButton;
use crate::components::toasts::use_toasts;
use crate::i18n::{self, K, fill, t};
use crate::indirizzo::use_indirizzo;
use crate::lettura::Lettura;
use crate::vista::prelude::*;

const CODICE: &str = "codice";
const FILIALE: &str = "filiale";

#[component]
pub fn Accetta(delega: DelegaVoce, lato: LatoVoce) -> Nodo {
    let (client, toasts) = (use_client(), use_toasts());
    let indirizzo = use_indirizzo();
    let id = delega.id;
    let sent = RwSignal::new(None::<CodiceInviato>);
    let (codice, filiale) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let errori = RwSignal::new(Vec::<(String, String)>::new());
    let in_corso = RwSignal::new(false);
    let rifiuto = RwSignal::new(None::<Errore>);
    let error_of = move |campo: &'static str| {
        derive(move || errori.with(|errori| errori.iter().find(|(nome, _)| nome == campo).map(|(_, testo)| testo.clone())))
    };
    let fail = move |errore: Errore| {
        let campi: Vec<_> = errore.campi().iter().map(|campo| (campo.campo.clone(), i18n::motivo(campo.motivo).to_owned())).collect();
        let known = campi.iter().any(|(nome, _)| matches!(nome.as_str(), CODICE | FILIALE))
            && sent.try_with_untracked(Option::is_some) == Some(true);
        if let Some((nome, _)) = campi.iter().find(|(nome, _)| matches!(nome.as_str(), CODICE | FILIALE)).filter(|_| known) {
            browser::focus_soon(nome.clone());
            errori.set(campi);
        } else if let Some((_, testo)) = campi.first() {
            toasts.warn(testo.clone());
        } else {
            rifiuto.set(Some(errore));
        }
    };
    let send = move |_| {
        if in_corso.get_untracked() {
            return;
        }
        in_corso.set(true);
        errori.set(Vec::new());
        rifiuto.set(None);
        spawn_local(async move {
            let answer = client.post::<SendCodiceDelega>(&DelegaPath { id }, &Nulla {}, None).await;
            in_corso.set(false);
            match answer {
                Ok(inviato) => {
                    sent.set(Some(inviato));
                    browser::focus_soon(CODICE);
                }
                Err(errore) => fail(errore),
            }
        });
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if in_corso.get_untracked() {
            return;
        }
        let mut wrong = Vec::new();
        if CodiceUso::parse(&codice.get_untracked()).is_err() {
            wrong.push((CODICE.to_owned(), i18n::motivo(Motivo::CodiceSbagliato).to_owned()));
        }
        if lato == LatoVoce::Intermediario && Filiale::parse(&filiale.get_untracked()).is_err() {
            wrong.push((FILIALE.to_owned(), i18n::motivo(Motivo::Vuoto).to_owned()));
        }
        let first = wrong.first().map(|(nome, _)| nome.clone());
        errori.set(wrong);
        if let Some(first) = first {
            return browser::focus_soon(first);
        }
        in_corso.set(true);
        rifiuto.set(None);
        let body =
            Accettazione { codice: codice.get_untracked(), filiale: (lato == LatoVoce::Intermediario).then(|| filiale.get_untracked()) };
        spawn_local(async move {
            let answer = client.post::<AcceptDelega>(&DelegaPath { id }, &body, None).await;
            in_corso.set(false);
            match answer {
                Ok(_) => {
                    toasts.tell(t(K::DelegaAccettaFatto));
                    indirizzo.go(&address(GruppoDeleghe::Attive, Some(id)));
                }
                Err(errore) => fail(errore),
            }
        });
    };
    view! {
        <section class="delega-accept" aria-labelledby="delega-accetta">
            <h3 id="delega-accetta">{K::DelegaAccettaTitolo}</h3>
            {(lato == LatoVoce::Datore).then(|| view! { <Sostituisce testo=K::DelegaAccettaSostituisce /> })}
            <p>{K::DelegaAccettaTesto}</p>
            {move || rifiuto.get().map(|errore| view! { <p class="form-error" role="alert">{errore.riga()}</p> })}
            {move || {
                let inviato = sent.get();
                let told = inviato.as_ref().map(|inviato| fill(K::DelegaAccettaMandato, &[("contatto", &inviato.contatto)]));
                let (testo, class) = match inviato {
                    Some(_) => (K::DelegaAccettaRimanda, "btn btn-link"),
                    None => (K::DelegaAccettaManda, "btn btn-primary"),
                };
                view! {
                    <p role="status">{told}</p>
                    <button
                        type="button"
                        class=class
                        aria-disabled=move || in_corso.get().then_some("true")
                        on:click=send
                    >
                        {t(testo)}
                    </button>
                }
            }}
            <form novalidate hidden=move || sent.with(Option::is_none) on:submit=submit>
                <Field
                    id=CODICE
                    label=t(K::DelegaAccettaCodice)
                    valore=codice
                    errore=error_of(CODICE)
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    class="input-code"
                />
                {(lato == LatoVoce::Intermediario)
                    .then(|| {
                        view! {
                            <Field
                                id=FILIALE
                                label=t(K::DelegaAccettaFiliale)
                                valore=filiale
                                errore=error_of(FILIALE)
                                massimo=Filiale::MASSIMO
                            />
                        }
                    })}
                <SubmitButton testo=t(K::DelegaAccettaInvia) attesa=t(K::CaricamentoAttesa) in_corso=in_corso />
            </form>
        </section>
    }
}

/// Who acts for the employer now: there can be one only.
#[component]
pub fn Sostituisce(testo: K) -> Nodo {
    let client = use_client();
    let attive: Lettura<Pagina<DelegaVoce>> = Lettura::new(move |abort| {
        let filtro = FiltroDeleghe { gruppo: GruppoDeleghe::Attive, cursor: None, limit: None };
        client.get::<ListDeleghe>(&Nulla {}, &filtro, abort)
    });
    view! {
        {move || {
            let nome = attive.with(|pagina| pagina.and_then(|pagina| Some(pagina.voci.first()?.intermediario.nome.clone())));
            nome.map(|nome| view! { <p class="callout callout-warning">{fill(testo, &[("nome", &nome)])}</p> })
        }}
    }
}
