//! What can be done with something that waits to be sent.

use leptos::task::spawn_local;

use super::ripresa::{self, Quesito};
use super::{Ripresa, titolo};
use crate::api::{Errore, use_client};
use crate::aree::{Pagina, brought};
use crate::bozza::Posto;
use crate::components::toasts::use_toasts;
use crate::i18n::{K, t};
use crate::in_uscita::{Cosa, Stato, Voce, use_in_uscita};
use crate::indirizzo::use_indirizzo;
use crate::rotta::Rotta;
use crate::session::{self, use_accesso};
use crate::vista::prelude::*;

#[component]
pub fn Azioni(voce: Voce, parte: Memo<bool>, riapri: Option<Callback<Ripresa>>) -> Nodo {
    let uscita = use_in_uscita();
    let named = titolo(&voce);
    let name = move || view! { <span class="visually-hidden">": " {named.clone()}</span> };
    let buttons = match &voce.stato {
        Stato::Scartato(_) => ().nodo(),
        Stato::Protocollato(arrivo) => {
            let href = match voce.cosa {
                Cosa::Quesito { .. } => Rotta::inviato(voce.datore(), arrivo.quesito),
                Cosa::Messaggio(_) => Rotta::quesito(voce.datore(), arrivo.quesito),
            };
            let id = voce.id.clone();
            let seen = move || {
                let id = id.clone();
                spawn_local(async move { uscita.forget(&id).await });
            };
            let close = seen.clone();
            view! {
                <a class="btn btn-primary btn-sm" href=href.path() on:click=move |_| seen()>
                    {t(if matches!(voce.cosa, Cosa::Quesito { .. }) { K::UscitaConferma } else { K::UscitaApri })}
                    {name()}
                </a>
                <button type="button" class="btn btn-link btn-sm" on:click=move |_| close()>
                    {K::UscitaChiudi}
                    {name()}
                </button>
            }
        }
        Stato::Accesso => view! {
            <SignIn nome=name() />
            <Change voce=voce.clone() riapri=riapri nome=name() />
            <ThrowAway voce=voce nome=name() />
        },
        Stato::InCoda => view! {
            <TryNow nome=name() />
            <Change voce=voce.clone() riapri=riapri nome=name() />
            <ThrowAway voce=voce nome=name() />
        },
        Stato::DaCorreggere(_) => {
            let again = (voce.is_unclear() && !voce.is_reused()).then(|| view! { <TryNow nome=name() /> });
            let look = voce.is_reused().then(|| {
                view! {
                    <a class="btn btn-primary btn-sm" href=Rotta::quesiti(voce.datore()).path()>
                        {K::NuovoVediQuesiti}
                    </a>
                }
            });
            view! {
                {again}
                {look}
                <Change voce=voce.clone() riapri=riapri nome=name() />
                <ThrowAway voce=voce nome=name() />
            }
        }
    };
    // While it leaves there is nothing to do with it.
    view! {
        <div class="btn-row" hidden=parte>
            {buttons}
        </div>
    }
}

#[component]
fn TryNow(nome: Nodo) -> Nodo {
    let uscita = use_in_uscita();
    view! {
        <button type="button" class="btn btn-outline-primary btn-sm" on:click=move |_| uscita.try_now()>
            {K::UscitaProva}
            {nome}
        </button>
    }
}

/// Asks who is signed in: whoever is not, signs in on this page, and what waits leaves.
#[component]
fn SignIn(nome: Nodo) -> Nodo {
    let (client, accesso, uscita) = (use_client(), use_accesso(), use_in_uscita());
    let sign_in = move |_| {
        session::ask(client, accesso);
        uscita.try_now();
    };
    view! {
        <button type="button" class="btn btn-primary btn-sm" on:click=sign_in>
            {K::UscitaAccedi}
            {nome}
        </button>
    }
}

#[component]
fn ThrowAway(voce: Voce, nome: Nodo) -> Nodo {
    let uscita = use_in_uscita();
    let throw = move |_| uscita.throw_away(voce.clone());
    view! {
        <button type="button" class="btn btn-link btn-sm" on:click=throw>
            {K::UscitaScarta}
            {nome}
        </button>
    }
}

/// Takes it out of the queue, back to where it was written.
#[component]
fn Change(voce: Voce, riapri: Option<Callback<Ripresa>>, nome: Nodo) -> Nodo {
    let (uscita, toasts) = (use_in_uscita(), use_toasts());
    // Of the app, taken before anything is waited for: this row may be gone by then.
    let (posto, indirizzo): (Posto, _) = (expect_context(), use_indirizzo());
    let persona = use_accesso().with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona));
    let class =
        if matches!(voce.stato, Stato::DaCorreggere(_)) && !voce.is_unclear() { "btn btn-primary btn-sm" } else { "btn btn-link btn-sm" };
    let label = match &voce.stato {
        _ if voce.is_reused() => K::NuovoInviaNuovo,
        Stato::DaCorreggere(_) => K::UscitaCorreggi,
        _ => K::UscitaModifica,
    };
    // A message is changed where it was written.
    if let (Cosa::Messaggio(messaggio), None) = (&voce.cosa, riapri) {
        let href = Rotta::quesito(messaggio.datore, messaggio.quesito).path();
        return view! {
            <a class="btn btn-link btn-sm" href=href>
                {K::UscitaApri}
                {nome}
            </a>
        };
    }
    let of_quesito = matches!(voce.cosa, Cosa::Quesito { .. });
    if of_quesito {
        // It may be changed while there is no network.
        Pagina::Ripresa.prepare();
    }
    let id = voce.id;
    let change = move |_| {
        let (id, posto) = (id.clone(), posto.clone());
        spawn_local(async move {
            let riprendi = if of_quesito { brought(&ripresa::RIPRENDI, Pagina::Ripresa).await } else { None };
            if of_quesito && riprendi.is_none() {
                toasts.warn(Errore::Rete.testo().0);
                return;
            }
            let Some((voce, slot)) = uscita.take_out(&id).await else {
                if uscita.is_there(&id) {
                    toasts.warn(t(K::UscitaNonSiSa));
                }
                return;
            };
            match (voce.cosa, riprendi) {
                (Cosa::Messaggio(messaggio), _) => {
                    // Where its page has gone it goes on waiting.
                    if riapri.and_then(|riapri| riapri.try_run((id.clone(), messaggio, slot))).is_none() {
                        uscita.put_back(&id).await;
                    }
                }
                (Cosa::Quesito { .. }, None) => uscita.put_back(&id).await,
                (Cosa::Quesito { datore, bozza }, Some(riprendi)) => {
                    let quesito = Quesito { persona, datore, bozza: *bozza, stato: voce.stato, slot, indirizzo };
                    if riprendi(posto, quesito).await {
                        uscita.forget(&id).await;
                    } else {
                        uscita.put_back(&id).await;
                        toasts.warn(t(K::UscitaOccupata));
                    }
                }
            }
        });
    };
    view! {
        <button type="button" class=class on:click=change>
            {t(label)}
            {nome}
        </button>
    }
}
