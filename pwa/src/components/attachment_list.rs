//! The documents of a message: seen here, or saved.

use cassetto_api::modello::{AllegatoVoce, AnnotazioneVoce, TipoFileVoce};

use super::icon::Icon;
use crate::format;
use crate::i18n::{K, fill, t};
use crate::vista::prelude::*;

/// What to do with a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Azione {
    Vedi,
    Salva,
}

#[component]
pub fn AttachmentList(allegati: Vec<AllegatoVoce>, apri: Callback<(AllegatoVoce, Azione)>) -> Nodo {
    let rows = allegati
        .into_iter()
        .map(|mut allegato| {
            if let Some(nota) = allegato.oscurato.take() {
                return gone(allegato.nome, nota);
            }
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
                        {K::AzioneVedi}
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
                            {K::AzioneScarica}
                        </button>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="attachments">{rows}</ul> }
}

/// Its bytes were taken away; that it was there stays.
fn gone(nome: String, nota: AnnotazioneVoce) -> Nodo {
    view! {
        <li class="attachment attachment-gone">
            <Icon nome="croce" />
            <div class="attachment-name">
                <span class="break" lang="it">{nome}</span>
                <span class="small">{fill(K::AllegatiOscurato, &[("quando", &format::istante(&nota.quando))])}</span>
                <span class="small break" lang="it">{nota.motivo}</span>
            </div>
        </li>
    }
}
