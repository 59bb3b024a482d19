//! Every component of our own in all its states, with invented data and no service: to look at, to show, to test.
//!
//! Reached by its address alone, and kept out of the search engines.

mod conversazione;
mod messaggi;
mod moduli;

use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    keep_out_of_search();
    view! {
        <Titolo testo=Signal::stored(t(K::GalleriaTitolo).to_owned()) />
        <p class="lead">{K::GalleriaTesto}</p>
        <div class="gallery">{moduli::view()} {messaggi::view()} {conversazione::view()}</div>
    }
}

/// One family of components.
fn parte(id: &'static str, titolo: K, contenuto: Nodo) -> Nodo {
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{t(titolo)}</h2>
            {contenuto}
        </section>
    }
}

/// `<meta name="robots" content="noindex">`, for as long as the page is shown.
fn keep_out_of_search() {
    let meta = document().create_element("meta").ok().filter(|meta| {
        let set = meta.set_attribute("name", "robots").is_ok() && meta.set_attribute("content", "noindex").is_ok();
        set && document().head().is_some_and(|head| head.append_child(meta).is_ok())
    });
    let meta = StoredValue::new(meta);
    on_cleanup(move || {
        meta.with_value(|meta| {
            if let Some(meta) = meta {
                meta.remove();
            }
        });
    });
}
