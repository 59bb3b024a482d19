//! One's own archive: everything that was presented in a year, in one zip.

use cassetto_api::quesiti::{AnnoPath, EsportazioneDi, GetEsportazioneAnno};
use cassetto_domain::id::PersonaId;

use super::esporta::zip_button;
use crate::components::select_field::SelectField;
use crate::format;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

/// How far back one can choose.
const ANNI: i32 = 6;

#[component]
pub fn AnnoExport(#[prop(optional_no_strip)] datore: Option<PersonaId>) -> Nodo {
    let now = format::anno();
    let anno = RwSignal::new(now.to_string());
    let scelte: Vec<(String, String)> = (0..ANNI).map(|back| (now - back).to_string()).map(|anno| (anno.clone(), anno)).collect();
    view! {
        <section class="card archive no-print" aria-labelledby="archivio">
            <div class="card-body">
                <h2 id="archivio">{K::ArchivioTitolo}</h2>
                <p class="muted">{K::ArchivioTesto}</p>
                <div class="archive-row">
                    <SelectField id="archivio-anno" label=t(K::ArchivioAnno) valore=anno scelte=scelte />
                    {move || {
                        let path = AnnoPath { anno: anno.get() };
                        zip_button::<GetEsportazioneAnno>(K::ArchivioScarica, "btn btn-outline-primary", path, EsportazioneDi { datore })
                    }}
                </div>
            </div>
        </section>
    }
}
