//! A small picture of a photograph, beside its name.

use web_sys::{Blob, Url};

use crate::vista::prelude::*;

#[component]
pub fn Anteprima(blob: Blob) -> Nodo {
    let url = Url::create_object_url_with_blob(&blob).unwrap_or_default();
    let shown = url.clone();
    on_cleanup(move || {
        let _ = Url::revoke_object_url(&url);
    });
    // Its name stands beside it.
    view! { <img class="anteprima" src=shown alt="" width="64" height="64" decoding="async" /> }
}
