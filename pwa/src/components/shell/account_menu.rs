//! Who is signed in, and the ways out.

use cassetto_api::modello::RuoloVoce;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::aree::Pagina;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::i18n::{K, t};
use crate::rete::use_rete;
use crate::rotta::Rotta;
use crate::session::use_accesso;
use crate::uscita::{Uscita, use_uscita};
use crate::vista::prelude::*;
use crate::{parole, sospesi};

/// Whether the menu is open.
#[derive(Clone, Copy)]
struct Aperto(RwSignal<bool>);

/// The button; the menu, with all that signing out takes, comes when somebody is about to open it.
#[component]
pub fn Account() -> Nodo {
    let accesso = use_accesso();
    let aperto = RwSignal::new(false);
    provide_context(Aperto(aperto));
    let voluto = RwSignal::new(false);
    let want = move || {
        if !voluto.get_untracked() {
            voluto.set(true);
        }
    };
    let who = move || {
        accesso
            .with(|accesso| accesso.sessione().map(|sessione| (sessione.nome.clone(), parole::ruolo(sessione.ruolo))).unwrap_or_default())
    };
    view! {
        <div class="account" on:pointerenter=move |_| want() on:focusin=move |_| want()>
            <button
                type="button"
                class="account-button"
                id="account"
                aria-expanded=move || aperto.get().to_string()
                aria-controls="account-menu"
                on:click=move |_| {
                    want();
                    aperto.update(|aperto| *aperto = !*aperto);
                }
            >
                <Icon nome="persona" />
                <span class="visually-hidden">{K::AccountMenu}</span>
                <span class="account-who">
                    <span class="account-name">{move || who().0}</span>
                    <span class="account-role">{move || who().1}</span>
                </span>
                <Icon nome="giu" />
            </button>
            {move || voluto.get().then(|| Pagina::Conto.discreta())}
        </div>
    }
}

/// What the button opens.
pub fn parte() -> Nodo {
    view! { <AccountMenu /> }
}

#[component]
fn AccountMenu() -> Nodo {
    let accesso = use_accesso();
    let Aperto(aperto) = expect_context();
    let chiede = RwSignal::new(false);
    let uscita = StoredValue::new(Uscita::Qui);
    let rete = use_rete();
    // Whether something would be lost.
    let scritto = RwSignal::new(false);
    let leave = use_uscita();
    let ask = move |scelta: Uscita| {
        aperto.set(false);
        uscita.set_value(scelta);
        let persona = accesso.with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona));
        spawn_local(async move {
            let unsent = match persona {
                Some(persona) => sospesi::any(persona).await,
                None => false,
            };
            scritto.set(unsent);
            if unsent || !rete.get_untracked() {
                chiede.set(true);
            } else {
                // Signed out in another tab meanwhile, there is nothing to leave.
                leave.try_run(scelta);
            }
        });
    };
    let who = move || {
        accesso
            .with(|accesso| accesso.sessione().map(|sessione| (sessione.nome.clone(), parole::ruolo(sessione.ruolo))).unwrap_or_default())
    };
    let citizen = move || {
        let ruolo = accesso.with(|accesso| accesso.sessione().map(|sessione| sessione.ruolo));
        matches!(ruolo, Some(RuoloVoce::Datore | RuoloVoce::Intermediario))
    };
    let outside = window_event_listener(leptos::ev::click, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let inside = target.is_some_and(|target| target.closest(".account").is_ok_and(|root| root.is_some()));
        if !inside {
            aperto.set(false);
        }
    });
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && aperto.get_untracked() {
            aperto.set(false);
            crate::browser::focus_soon("account");
        }
    });
    on_cleanup(move || {
        outside.remove();
        escape.remove();
    });
    let titolo = derive(move || t(if scritto.get() { K::AccountBozzaTitolo } else { K::AccountReteTitolo }).to_owned());
    view! {
        <div class="account-menu" id="account-menu" hidden=move || !aperto.get()>
            <p>
                <strong>{move || who().0}</strong>
                <span class="muted">{move || who().1}</span>
            </p>
            {move || {
                citizen()
                    .then(|| {
                        view! {
                            <a class="btn btn-link" href=Rotta::Contatti.path() on:click=move |_| aperto.set(false)>
                                {K::ContattiTitolo}
                            </a>
                            <a class="btn btn-link" href=Rotta::Avvisi.path() on:click=move |_| aperto.set(false)>
                                {K::AvvisiTitolo}
                            </a>
                        }
                    })
            }}
            <button type="button" class="btn btn-outline-primary" on:click=move |_| ask(Uscita::Qui)>
                {K::AccountEsci}
            </button>
            <button type="button" class="btn btn-link" on:click=move |_| ask(Uscita::Ovunque)>
                {K::AccountEsciOvunque}
            </button>
        </div>
        <Modal id="uscita" titolo=titolo aperto=chiede>
            {scritto.get().then(|| view! { <p>{K::AccountBozzaTesto}</p> })}
            {(!rete.get()).then(|| view! { <p>{K::AccountReteTesto}</p> })}
            <div class="btn-row">
                <button
                    type="button"
                    class="btn btn-danger"
                    on:click=move |_| {
                        chiede.set(false);
                        leave.run(uscita.get_value());
                    }
                >
                    {move || t(if scritto.get() { K::AccountBozzaEsci } else { K::AccountEsci })}
                </button>
                <button type="button" class="btn btn-outline-primary" on:click=move |_| chiede.set(false)>
                    {K::AccountBozzaResta}
                </button>
            </div>
        </Modal>
    }
}
