//! Fetching a document to see or save it.

use cassetto_api::allegati::{AllegatoPath, GetAllegato};
use cassetto_api::endpoint::{Nulla, location};
use cassetto_api::modello::{AllegatoVoce, TipoFileVoce};
use cassetto_domain::allegato::TipoFile;
use cassetto_domain::id::QuesitoId;
use leptos::task::spawn_local;

use crate::api::{Client, Errore, Extra, fetch_blob, use_client};
use crate::browser;
use crate::components::attachment_list::Azione;
use crate::components::modal::Modal;
use crate::components::toasts::use_toasts;
use crate::i18n::K;
use crate::vista::prelude::*;

/// What a page needs to open documents: the callback for the list, and the window for pictures.
pub fn use_apri(quesito: Signal<Option<QuesitoId>>) -> (Callback<(AllegatoVoce, Azione)>, Nodo) {
    let client = use_client();
    let toasts = use_toasts();
    let aperto = RwSignal::new(false);
    let immagine = RwSignal::new((String::new(), String::new()));
    let apri = Callback::new(move |(allegato, azione): (AllegatoVoce, Azione)| {
        let Some(id) = quesito.get_untracked() else { return };
        let new_tab = azione == Azione::Vedi && allegato.tipo == TipoFileVoce::Pdf;
        // Only a window that the press itself opens is let through.
        let tab = new_tab.then(|| window().open_with_url_and_target("", "_blank").ok().flatten()).flatten();
        spawn_local(async move {
            match open(client, id, &allegato, azione, tab.as_ref()).await {
                Ok(Some(url)) => {
                    immagine.set((url, allegato.nome));
                    aperto.set(true);
                }
                Ok(None) => {}
                Err(errore) => {
                    if let Some(tab) = tab {
                        let _ = tab.close();
                    }
                    toasts.warn(errore.riga());
                }
            }
        });
    });
    effect(move || {
        if !aperto.get() {
            let (url, _) = immagine.get_untracked();
            if !url.is_empty() {
                let _ = web_sys::Url::revoke_object_url(&url);
                immagine.set(Default::default());
            }
        }
    });
    let titolo = derive(move || immagine.get().1);
    let window = view! {
        <Modal id="immagine" titolo=titolo aperto=aperto class="modal modal-image">
            <img class="modal-picture" src=move || immagine.get().0 alt=move || immagine.get().1 />
            <div class="btn-row">
                <button type="button" class="btn btn-primary" on:click=move |_| aperto.set(false)>
                    {K::AzioneChiudi}
                </button>
            </div>
        </Modal>
    };
    (apri, window)
}

/// The address of a picture to show; none when it has gone elsewhere.
async fn open(
    client: Client,
    id: QuesitoId,
    allegato: &AllegatoVoce,
    azione: Azione,
    tab: Option<&web_sys::Window>,
) -> Result<Option<String>, Errore> {
    let path = AllegatoPath { id, allegato: allegato.id };
    let link = client.call::<GetAllegato>(&path, &Nulla {}, &Nulla {}, Extra::default()).await;
    if let (Azione::Salva, Ok(link)) = (azione, &link) {
        browser::download(&link.url, &allegato.nome);
        return Ok(None);
    }
    let fetch = async { fetch_blob(&link?.url, TipoFile::from(allegato.tipo).mime()).await };
    let blob = client.file(&location::<GetAllegato>(&path, &Nulla {}), fetch).await?;
    if azione == Azione::Salva {
        browser::save(&blob, &allegato.nome);
        return Ok(None);
    }
    let url = web_sys::Url::create_object_url_with_blob(&blob).map_err(|_| Errore::Incomprensibile)?;
    match (allegato.tipo, tab) {
        (TipoFileVoce::Pdf, Some(tab)) => {
            let _ = tab.location().set_href(&url);
            Ok(None)
        }
        // The browser opened no window for it.
        (TipoFileVoce::Pdf | TipoFileVoce::Tiff, _) => {
            browser::save(&blob, &allegato.nome);
            Ok(None)
        }
        (TipoFileVoce::Jpeg | TipoFileVoce::Png, _) => Ok(Some(url)),
    }
}
