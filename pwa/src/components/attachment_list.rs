//! The documents of a message: seen here, or saved.

use cassetto_api::modello::{AllegatoVoce, TipoFileVoce};
use leptos::prelude::*;

use super::icon::Icon;
use crate::format;
use crate::i18n::{K, fill, t};

/// What to do with a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Azione {
    Vedi,
    Salva,
}

#[component]
pub fn AttachmentList(allegati: Vec<AllegatoVoce>, apri: Callback<(AllegatoVoce, Azione)>) -> AnyView {
    let rows = allegati
        .into_iter()
        .map(|allegato| {
            let labelled = |azione: K| fill(K::AllegatiDi, &[("azione", t(azione)), ("nome", &allegato.nome)]);
            let icona = if allegato.tipo == TipoFileVoce::Pdf { "documento" } else { "immagine" };
            let (seen, saved) = (allegato.clone(), allegato.clone());
            // No browser but one shows a TIFF.
            let see = (allegato.tipo != TipoFileVoce::Tiff).then(|| {
                view! {
                    <button
                        type="button"
                        class="btn btn-link"
                        aria-label=labelled(K::AzioneVedi)
                        on:click=move |_| apri.run((seen.clone(), Azione::Vedi))
                    >
                        {t(K::AzioneVedi)}
                    </button>
                }
            });
            view! {
                <li class="attachment">
                    <Icon nome=icona />
                    <div class="attachment-name">
                        <span class="break" lang="it">{allegato.nome.clone()}</span>
                        <span class="muted small">{format::dimensione(allegato.dimensione)}</span>
                    </div>
                    <div class="attachment-buttons">
                        {see}
                        <button
                            type="button"
                            class="btn btn-link"
                            aria-label=labelled(K::AzioneScarica)
                            on:click=move |_| apri.run((saved.clone(), Azione::Salva))
                        >
                            {t(K::AzioneScarica)}
                        </button>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="attachments">{rows}</ul> }.into_any()
}
