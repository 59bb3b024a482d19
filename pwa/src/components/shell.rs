//! What stands around every page.

pub mod account_menu;
mod banners;
mod footer;
mod header;
mod nav;
mod scadenza;

use std::time::Duration;

use super::toasts::ToastArea;
use crate::i18n::K;
use crate::vista::prelude::*;
use banners::{OfflineBanner, StorageBanner, UpdateBanner};
use footer::Footer;
use header::Header;
use scadenza::SessionBanner;

#[component]
pub fn Shell(children: Children) -> Nodo {
    let skip = |event: web_sys::MouseEvent| {
        event.prevent_default();
        crate::browser::focus_soon("contenuto");
    };
    // What says nothing yet comes after what is looked at.
    let dopo = RwSignal::new(false);
    set_timeout(move || dopo.set(true), Duration::ZERO);
    let later = move |view: fn() -> Nodo| move || dopo.get().then(view);
    view! {
        <a class="skiplinks" href="#contenuto" on:click=skip>
            {K::NavSalta}
        </a>
        <Header />
        <OfflineBanner />
        {later(|| view! { <StorageBanner /> <UpdateBanner /> })}
        <main id="contenuto" class="container" tabindex="-1">
            {children()}
        </main>
        <Footer />
        {later(|| view! { <SessionBanner /> <ToastArea /> })}
    }
}
