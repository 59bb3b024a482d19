//! The name of the service, the menu, who is signed in.

use super::account_menu::Account;
use super::nav::Nav;
use crate::components::icon::Icon;
use crate::i18n::{K, t};
use crate::rotta::Rotta;
use crate::session::{Accesso, use_accesso, use_ruolo};
use crate::vista::prelude::*;

#[component]
pub fn Header() -> Nodo {
    let accesso = use_accesso();
    let ruolo = use_ruolo();
    let awaited = memo(move || accesso.with(|accesso| matches!(accesso, Accesso::Ignoto | Accesso::Irraggiungibile(_))));
    let sede = move || accesso.with(|accesso| accesso.sessione().and_then(|sessione| sessione.sede.as_ref().map(|sede| sede.nome.clone())));
    view! {
        <header class="it-header-wrapper">
            <div class="container it-header-center-content-wrapper">
                <a class="it-brand-wrapper" href=Rotta::Inizio.path()>
                    <Icon nome="cassetto" />
                    <span class="it-brand-text">
                        <span class="it-brand-title">{K::AppNome}</span>
                        <span class="it-brand-tagline" lang=move || sede().map(|_| "it")>
                            {move || sede().unwrap_or_else(|| t(K::AppSottotitolo).to_owned())}
                        </span>
                    </span>
                </a>
                {move || ruolo.get().map(|_| view! { <Account /> })}
            </div>
            {move || match ruolo.get() {
                Some(ruolo) => {
                    view! {
                        <div class="it-header-navbar-wrapper">
                            <div class="container">
                                <Nav ruolo=ruolo />
                            </div>
                        </div>
                    }
                }
                // Somebody was here: the menu will come, and nothing moves for it.
                None if awaited.get() => view! { <div class="it-header-navbar-wrapper"></div> },
                None => ().nodo(),
            }}
        </header>
    }
}
