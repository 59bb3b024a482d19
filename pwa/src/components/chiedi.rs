//! The link that begins a question already bound to what it stands beside; nothing for who may only read.

use cassetto_domain::id::PersonaId;

use crate::bozza::Seme;
use crate::i18n::K;
use crate::per_conto::use_nomi;
use crate::vista::prelude::*;

#[component]
pub fn Chiedi(
    seme: Seme,
    #[prop(optional_no_strip)] datore: Option<PersonaId>,
    /// What it is about, for who doesn't see the page.
    #[prop(into)]
    che: String,
) -> Nodo {
    let nomi = use_nomi();
    let path = seme.path(datore);
    // The page begins again with what the delega allows.
    let link = move || {
        view! {
            <a class="btn btn-link" href=path.clone()>
                {K::ChiediSuQuesto} <span class="visually-hidden">": " {che.clone()}</span>
            </a>
        }
    };
    (move || nomi.may_write(datore).then(&link)).nodo()
}
