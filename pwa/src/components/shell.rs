//! What stands around every page.

mod account_menu;
mod banners;
mod footer;
mod header;
mod nav;

use leptos::prelude::*;

use super::toasts::ToastArea;
use crate::i18n::{K, t};
use banners::{OfflineBanner, UpdateBanner};
use footer::Footer;
use header::Header;

#[component]
pub fn Shell(children: Children) -> AnyView {
    let skip = |event: web_sys::MouseEvent| {
        event.prevent_default();
        crate::browser::focus_soon("contenuto");
    };
    view! {
        <a class="skip-link" href="#contenuto" on:click=skip>
            {t(K::NavSalta)}
        </a>
        <Header />
        <OfflineBanner />
        <UpdateBanner />
        <main id="contenuto" class="container" tabindex="-1">
            {children()}
        </main>
        <Footer />
        <ToastArea />
    }
    .into_any()
}
