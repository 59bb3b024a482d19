//! Drafts and what waits to leave, above a page of their employer. Most people have none: the code that shows and sends them comes when
//! there are any.

use leptos::task::spawn_local;

use crate::aree::Pagina;
use crate::session::use_accesso;
use crate::vista::prelude::*;
use crate::{canale, sospesi};

/// What the page does when something has arrived.
#[derive(Clone, Copy)]
pub struct Arrivo(pub Callback<()>);

#[component]
pub fn Scritto(
    /// Whether the service keeps drafts; what is on this device is looked for here.
    bozze: Signal<bool>,
    #[prop(optional)] arrivo: Option<Callback<()>>,
) -> Nodo {
    if let Some(arrivo) = arrivo {
        provide_context(Arrivo(arrivo));
    }
    let (bozza_qui, in_coda) = (RwSignal::new(false), RwSignal::new(false));
    if let Some(persona) = use_accesso().with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona)) {
        let look = move || {
            spawn_local(async move {
                let (bozza, leaving) = sospesi::written(persona).await;
                if bozza {
                    bozza_qui.set(true);
                }
                if leaving {
                    in_coda.set(true);
                }
            });
        };
        look();
        // Another tab may be where the person writes.
        canale::hear(move |_| look());
    }
    let (leaving, drafts) = (memo(move || in_coda.get()), memo(move || bozza_qui.get() || bozze.get()));
    view! {
        {move || leaving.get().then(|| Pagina::InCoda.discreta())}
        {move || drafts.get().then(|| Pagina::Bozze.discreta())}
    }
}
