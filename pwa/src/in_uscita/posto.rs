//! Where the outbox is in the app, and when it begins.

use cassetto_domain::id::BozzaId;
use leptos::task::spawn_local;

use super::InUscita;
use crate::aree::Pagina;
use crate::session::Accesso;
use crate::sospesi;
use crate::vista::prelude::*;

/// The place of the outbox in the app: it begins when a page wants it, or when something waits.
#[derive(Clone)]
pub struct Posto {
    uscita: StoredValue<Option<InUscita>>,
    /// The drafts of the service that are in it.
    bozze: RwSignal<Vec<BozzaId>>,
    /// It outlives the page that began it.
    app: Owner,
}

impl Posto {
    /// As part of the app that is being built.
    pub fn new() -> Self {
        Self { uscita: StoredValue::new(None), bozze: RwSignal::new(Vec::new()), app: Owner::current().unwrap_or_default() }
    }
}

pub fn use_in_uscita() -> InUscita {
    let posto: Posto = expect_context();
    posto.uscita.get_value().unwrap_or_else(|| {
        let uscita = posto.app.with(|| InUscita::new(posto.bozze));
        posto.uscita.set_value(Some(uscita));
        uscita
    })
}

/// The drafts of the service that wait to be sent.
pub fn use_bozze_in_partenza() -> RwSignal<Vec<BozzaId>> {
    expect_context::<Posto>().bozze
}

/// Begins it, whichever page is open.
pub fn sveglia() -> Nodo {
    use_in_uscita();
    ().nodo()
}

/// Begins it for who has signed in and has something here that waits.
pub fn watch(accesso: RwSignal<Accesso>) {
    let persona = memo(move || accesso.with(|accesso| accesso.sessione().map(|sessione| sessione.persona)));
    let owner = Owner::current().unwrap_or_default();
    effect(move || {
        let (Some(persona), owner) = (persona.get(), owner.clone()) else { return };
        spawn_local(async move {
            if sospesi::leaves(persona).await {
                Pagina::Sveglia.begin(owner).await;
            }
        });
    });
}
