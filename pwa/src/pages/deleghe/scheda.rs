//! One delega: who, what, until when, its form, what happened, and what can be done.

use cassetto_api::deleghe::{DelegaPath, DelegaVoce, GetModuloDelega, GruppoDeleghe};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{LatoVoce, StatoDelegaVoce};
use leptos::task::spawn_local;

use super::accetta::Accetta;
use super::termina::{Fine, Termina};
use super::{address, parole, use_lato};
use crate::api::{Extra, use_client};
use crate::components::icon::Icon;
use crate::components::toasts::use_toasts;
use crate::i18n::{K, fill, t};
use crate::per_conto::use_nomi;
use crate::rotta::Rotta;
use crate::vista::prelude::*;
use crate::{browser, format};

#[component]
pub fn Scheda(delega: DelegaVoce, gruppo: GruppoDeleghe) -> Nodo {
    let lato = use_lato();
    let altra = parole::altra(&delega, lato).clone();
    let (class, icona) = parole::segno(delega.stato);
    view! {
        <nav class="back no-print only-phone" aria-label=K::NavIndietro>
            <a href=address(gruppo, None)>
                <Icon nome="indietro" />
                {K::DelegheIndietro}
            </a>
        </nav>
        <article class="card delega">
            <header class="delega-head">
                <h2 class="break">{altra.nome.clone()}</h2>
                <span class=class>
                    <Icon nome=icona />
                    {parole::stato(delega.stato)}
                </span>
            </header>
            <p class="muted small">{fill(K::DelegheCodice, &[("codice", &altra.codice_fiscale)])}</p>
            {facts(&delega)}
            <Modulo delega=delega.clone() />
            {actions(&delega, lato)}
            <h3>{K::DelegheStoria}</h3>
            <ol class="delega-story">{delega.storia.iter().map(|fatto| story(&delega, fatto)).collect_view()}</ol>
        </article>
    }
}

fn facts(delega: &DelegaVoce) -> Nodo {
    let fact = |nome: K, valore: String| {
        view! {
            <div>
                <dt>{t(nome)}</dt>
                <dd class="break">{valore}</dd>
            </div>
        }
    };
    let diritti = if delega.scrive { K::DelegheLeggeScrive } else { K::DelegheLegge };
    let al = delega.al.as_ref().map_or_else(|| t(K::DelegheSenzaFine).to_owned(), format::giorno);
    view! {
        <dl class="facts-list">
            {fact(K::DelegheTipo, parole::tipo(&delega.tipo))}
            {fact(K::DelegheDiritti, t(diritti).to_owned())}
            {delega.filiale.clone().map(|filiale| fact(K::DelegheFiliale, filiale))}
            {delega.dal.as_ref().map(|dal| fact(K::DelegheDal, format::giorno(dal)))}
            {fact(K::DelegheAl, al)}
        </dl>
        {delega
            .rispondere_entro
            .as_ref()
            .map(|giorno| view! { <p>{fill(K::DelegheRispondere, &[("giorno", &format::giorno(giorno))])}</p> })}
    }
}

#[component]
fn Modulo(delega: DelegaVoce) -> Nodo {
    let (client, toasts) = (use_client(), use_toasts());
    let Some(modulo) = delega.modulo else {
        return view! { <p class="muted small">{K::DelegheSenzaModulo}</p> };
    };
    let (id, nome) = (delega.id, modulo.nome.clone());
    let save = move |_| {
        let nome = nome.clone();
        spawn_local(async move {
            match client.call::<GetModuloDelega>(&DelegaPath { id }, &Nulla {}, &Nulla {}, Extra::default()).await {
                Ok(link) => browser::download(&link.url, &nome),
                Err(errore) => toasts.warn(errore.riga()),
            }
        });
    };
    view! {
        <button type="button" class="btn btn-outline-primary" on:click=save>
            <Icon nome="scarica" />
            <span class="break">{fill(K::DelegheScarica, &[("nome", &modulo.nome)])}</span>
            <span class="muted small nowrap">{format::dimensione(modulo.dimensione)}</span>
        </button>
    }
}

/// What who looks can do with it.
fn actions(delega: &DelegaVoce, lato: LatoVoce) -> Nodo {
    let mine = delega.richiesta_da == lato;
    match delega.stato {
        StatoDelegaVoce::Richiesta if mine => view! { <Termina delega=delega.clone() fine=Fine::Ritiro /> },
        StatoDelegaVoce::Richiesta => view! {
            <Accetta delega=delega.clone() lato=lato />
            <Termina delega=delega.clone() fine=Fine::Rifiuto />
        },
        StatoDelegaVoce::Attiva if lato == LatoVoce::Intermediario => {
            let nomi = use_nomi();
            let datore = delega.datore.clone();
            let testo = fill(K::DelegheApriDatore, &[("nome", &datore.nome)]);
            view! {
                <p>
                    <a
                        class="btn btn-primary"
                        href=Rotta::Datore(datore.id).path()
                        on:click=move |_| nomi.learn(datore.id, &datore.nome)
                    >
                        {testo}
                    </a>
                </p>
                <Termina delega=delega.clone() fine=Fine::Rinuncia />
            }
        }
        StatoDelegaVoce::Attiva => view! { <Termina delega=delega.clone() fine=Fine::Revoca /> },
        StatoDelegaVoce::Rifiutata | StatoDelegaVoce::Revocata | StatoDelegaVoce::Scaduta => ().nodo(),
    }
}

fn story(delega: &DelegaVoce, fatto: &cassetto_api::deleghe::FattoVoce) -> Nodo {
    let chi = fatto.lato.map(|lato| parole::parte(delega, lato).nome.clone());
    view! {
        <li>
            <strong>{parole::fatto(fatto.fatto)}</strong>
            {chi.map(|chi| view! { <span class="break">{format!(" · {chi}")}</span> })}
            <time class="muted small" datetime=fatto.quando.0.clone()>
                {format::istante(&fatto.quando)}
            </time>
        </li>
    }
}
