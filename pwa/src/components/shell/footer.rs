//! Language, legal pages, release.

use leptos::prelude::*;

use crate::i18n::{self, K, Lingua, fill, t};
use crate::rotta::Rotta;

#[component]
pub fn Footer() -> AnyView {
    let languages = Lingua::ALL
        .into_iter()
        .map(|lingua| {
            let current = lingua == i18n::lingua();
            view! {
                <li>
                    <button
                        type="button"
                        class="btn-text"
                        lang=lingua.tag()
                        aria-current=current.then_some("true")
                        on:click=move |_| {
                            if !current {
                                i18n::choose(lingua);
                            }
                        }
                    >
                        {lingua.nome()}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <footer class="site-footer">
            <div class="container site-footer-row">
                <nav aria-label=t(K::FondoLingua)>
                    <ul>{languages}</ul>
                </nav>
                <nav aria-label=t(K::FondoInformazioni)>
                    <ul>
                        <li>
                            <a href=Rotta::NoteLegali.path()>{t(K::FondoNote)}</a>
                        </li>
                        <li>
                            <a href=Rotta::Accessibilita.path()>{t(K::FondoAccessibilita)}</a>
                        </li>
                    </ul>
                </nav>
                <p class="small">{fill(K::FondoVersione, &[("n", env!("CARGO_PKG_VERSION"))])}</p>
            </div>
        </footer>
    }
    .into_any()
}
