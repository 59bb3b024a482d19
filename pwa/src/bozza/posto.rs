//! Where the drafts are in the app, for pages that may not want them.

use cassetto_api::quesiti::QuesitoProtocollato;

use super::Bozze;
use crate::api::use_client;
use crate::per_conto::use_nomi;
use crate::session::use_accesso;
use crate::vista::prelude::*;

/// The place of the drafts in the app: they begin when a page wants them first, so that signing in need not wait for their code.
#[derive(Clone)]
pub struct Posto {
    bozze: StoredValue<Option<Bozze>>,
    /// The answer to the last send, for the page that shows it.
    ultimo: RwSignal<Option<QuesitoProtocollato>>,
    /// They outlive the page that began them.
    app: Owner,
}

impl Posto {
    /// As part of the app that is being built.
    pub fn new() -> Self {
        Self { bozze: StoredValue::new(None), ultimo: RwSignal::new(None), app: Owner::current().unwrap_or_default() }
    }

    /// Something to do later, even when the page that it began on has gone.
    pub fn lasting(&self, act: impl Fn() + Send + Sync + 'static) -> Callback<()> {
        self.app.with(|| Callback::new(move |()| act()))
    }

    /// The drafts, which begin if they have not.
    pub fn bozze(&self) -> Bozze {
        self.bozze.get_value().unwrap_or_else(|| {
            let bozze = self.app.with(|| Bozze::new(use_client(), use_accesso(), use_nomi()));
            self.bozze.set_value(Some(bozze));
            bozze
        })
    }
}

pub fn use_bozze() -> Bozze {
    expect_context::<Posto>().bozze()
}

/// The answer to the last send; it does not begin the drafts.
pub fn use_ultimo() -> RwSignal<Option<QuesitoProtocollato>> {
    expect_context::<Posto>().ultimo
}
