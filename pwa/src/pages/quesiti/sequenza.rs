//! Everything that happened to a quesito, for whoever looks at it.

use cassetto_api::endpoint::location;
use cassetto_api::modello::{AllegatoVoce, Parte, QuesitoDettaglio};
use cassetto_api::quesiti::{GetRicevuta, QuesitoPath, VoceRicevuta};
use cassetto_domain::id::{PersonaId, QuesitoId};

use super::detail::voci;
use crate::components::attachment_list::Azione;
use crate::components::timeline::{Timeline, Vista};
use crate::i18n::K;
use crate::lettura::Lettura;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

#[component]
pub fn Sequenza(
    lettura: Lettura<QuesitoDettaglio>,
    /// The reader's own side; none for who reads on behalf of another.
    #[prop(optional_no_strip)]
    mio: Option<Parte>,
    /// For whom an intermediary looks.
    #[prop(optional_no_strip)]
    datore: Option<PersonaId>,
    apri: Callback<(AllegatoVoce, Azione)>,
) -> Nodo {
    let id = move || lettura.with_untracked(|dettaglio| dettaglio.map(|dettaglio| dettaglio.quesito.id));
    let vista = Vista {
        mio,
        letture: derive(move || lettura.with(|dettaglio| dettaglio.map(|dettaglio| dettaglio.letture.clone()).unwrap_or_default())),
        voci: voci(lettura),
        ricevuta: Callback::new(move |voce| receipt(id(), Some(voce))),
        quesito: Callback::new(move |id| Rotta::quesito(datore, id).path()),
    };
    view! {
        <section class="sequence" aria-labelledby="sequenza">
            <h2 id="sequenza" tabindex="-1">
                {K::SequenzaTitolo}
            </h2>
            <Timeline vista=vista apri=apri />
        </section>
    }
}

/// The address of the receipt of one message; of the first unless said.
pub fn receipt(id: Option<QuesitoId>, voce: Option<u32>) -> String {
    id.map(|id| location::<GetRicevuta>(&QuesitoPath { id }, &VoceRicevuta { voce })).unwrap_or_default()
}
