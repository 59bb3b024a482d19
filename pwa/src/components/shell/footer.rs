//! Language, help, what the law asks for, release.

use crate::i18n::{self, K, Lingua, fill, t};
use crate::rotta::Rotta;
use crate::vista::prelude::*;

#[component]
pub fn Footer() -> Nodo {
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
    let pages = [
        (Rotta::Aiuto, K::FondoAiuto),
        (Rotta::Privacy, K::FondoPrivacy),
        (Rotta::Accessibilita, K::FondoAccessibilita),
        (Rotta::NoteLegali, K::FondoNote),
    ];
    let links = pages.map(|(rotta, testo)| view! { <li><a href=rotta.path()>{t(testo)}</a></li> }).collect_view();
    view! {
        <footer class="it-footer">
            <div class="container it-footer-small-prints">
                <nav aria-label=K::FondoLingua>
                    <ul>{languages}</ul>
                </nav>
                <nav aria-label=K::FondoInformazioni>
                    <ul>
                        {links}
                    </ul>
                </nav>
                <p class="small">{fill(K::FondoVersione, &[("n", env!("CARGO_PKG_VERSION"))])}</p>
            </div>
        </footer>
    }
}
