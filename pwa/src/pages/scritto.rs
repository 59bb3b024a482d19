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
    let qui = RwSignal::new(false);
    if let Some(persona) = use_accesso().with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona)) {
        let look = move || {
            spawn_local(async move {
                if sospesi::written(persona).await {
                    qui.set(true);
                }
            });
        };
        look();
        // Another tab may be where the person writes.
        canale::hear(move |_| look());
    }
    let any = memo(move || qui.get() || bozze.get());
    view! { {move || any.get().then(|| Pagina::Bozze.discreta())} }
}
