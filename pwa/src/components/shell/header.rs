//! The name of the service, the menu, who is signed in.

use leptos::prelude::*;

use super::account_menu::AccountMenu;
use super::nav::Nav;
use crate::components::icon::Icon;
use crate::i18n::{K, t};
use crate::rotta::Rotta;
use crate::session::{use_accesso, use_ruolo};

#[component]
pub fn Header() -> AnyView {
    let accesso = use_accesso();
    let ruolo = use_ruolo();
    let sede = move || accesso.with(|accesso| accesso.sessione().and_then(|sessione| sessione.sede.as_ref().map(|sede| sede.nome.clone())));
    view! {
        <header class="site-header">
            <div class="container site-header-row">
                <a class="brand" href=Rotta::Inizio.path()>
                    <Icon nome="cassetto" />
                    <span class="brand-text">
                        <span class="brand-name">{t(K::AppNome)}</span>
                        <span class="brand-tag">
                            {move || sede().unwrap_or_else(|| t(K::AppSottotitolo).to_owned())}
                        </span>
                    </span>
                </a>
                {move || ruolo.get().map(|_| view! { <AccountMenu /> })}
            </div>
            {move || {
                ruolo
                    .get()
                    .map(|ruolo| {
                        view! {
                            <div class="site-nav">
                                <div class="container">
                                    <Nav ruolo=ruolo />
                                </div>
                            </div>
                        }
                    })
            }}
        </header>
    }
    .into_any()
}
