//! Who is signed in, and the ways out.

use cassetto_api::modello::RuoloVoce;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::bozza::use_bozze;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::i18n::{K, t};
use crate::parole;
use crate::rotta::Rotta;
use crate::session::use_accesso;
use crate::uscita::{Uscita, use_uscita};

#[component]
pub fn AccountMenu() -> AnyView {
    let accesso = use_accesso();
    let aperto = RwSignal::new(false);
    let chiede = RwSignal::new(false);
    let uscita = StoredValue::new(Uscita::Qui);
    let bozze = use_bozze();
    let leave = use_uscita();
    let ask = move |scelta: Uscita| {
        aperto.set(false);
        uscita.set_value(scelta);
        if untrack(move || bozze.is_empty() || bozze.is_safe()) {
            leave.run(scelta);
        } else {
            chiede.set(true);
        }
    };
    let who = move || {
        accesso
            .with(|accesso| accesso.sessione().map(|sessione| (sessione.nome.clone(), parole::ruolo(sessione.ruolo))).unwrap_or_default())
    };
    let citizen = move || {
        let ruolo = accesso.with(|accesso| accesso.sessione().map(|sessione| sessione.ruolo));
        matches!(ruolo, Some(RuoloVoce::Datore | RuoloVoce::Intermediario))
    };
    let root = NodeRef::<html::Div>::new();
    let outside = window_event_listener(leptos::ev::click, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = root.get_untracked().is_some_and(|root| root.contains(target.as_ref()));
        if !inside {
            aperto.set(false);
        }
    });
    on_cleanup(move || outside.remove());
    let escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && aperto.get_untracked() {
            aperto.set(false);
            crate::browser::focus_soon("account");
        }
    };
    view! {
        <div class="account" node_ref=root on:keydown=escape>
            <button
                type="button"
                class="account-button"
                id="account"
                aria-expanded=move || aperto.get().to_string()
                aria-controls="account-menu"
                on:click=move |_| aperto.update(|aperto| *aperto = !*aperto)
            >
                <Icon nome="persona" />
                <span class="visually-hidden">{t(K::AccountMenu)}</span>
                <span class="account-who">
                    <span class="account-name">{move || who().0}</span>
                    <span class="account-role">{move || who().1}</span>
                </span>
                <Icon nome="giu" />
            </button>
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
                                    {t(K::ContattiTitolo)}
                                </a>
                                <a class="btn btn-link" href=Rotta::Avvisi.path() on:click=move |_| aperto.set(false)>
                                    {t(K::AvvisiTitolo)}
                                </a>
                            }
                        })
                }}
                <button type="button" class="btn btn-outline-primary" on:click=move |_| ask(Uscita::Qui)>
                    {t(K::AccountEsci)}
                </button>
                <button type="button" class="btn btn-link" on:click=move |_| ask(Uscita::Ovunque)>
                    {t(K::AccountEsciOvunque)}
                </button>
            </div>
            <Modal id="uscita" titolo=Signal::stored(t(K::AccountBozzaTitolo).to_owned()) aperto=chiede>
                <p>{t(K::AccountBozzaTesto)}</p>
                <div class="btn-row">
                    <button
                        type="button"
                        class="btn btn-danger"
                        on:click=move |_| {
                            chiede.set(false);
                            leave.run(uscita.get_value());
                        }
                    >
                        {t(K::AccountBozzaEsci)}
                    </button>
                    <button type="button" class="btn btn-outline-primary" on:click=move |_| chiede.set(false)>
                        {t(K::AccountBozzaResta)}
                    </button>
                </div>
            </Modal>
        </div>
    }
    .into_any()
}
