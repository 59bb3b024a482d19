//! A message with its protocol number and its documents.

use cassetto_api::modello::{AllegatoVoce, Parte, Voce};
use leptos::prelude::*;

use super::autore;
use crate::components::attachment_list::{AttachmentList, Azione};
use crate::format;
use crate::i18n::{K, t};

#[component]
pub fn Messaggio(id: String, voce: Voce, mio: Option<Parte>, apri: Callback<(AllegatoVoce, Azione)>) -> AnyView {
    let Voce::Messaggio { quando, parte, autore: nome, protocollo, testo, allegati, .. } = voce else { return ().into_any() };
    let class = if mio == Some(parte) { "bubble bubble-mine" } else { "bubble" };
    let documents = (!allegati.is_empty()).then(|| view! { <AttachmentList allegati=allegati apri=apri /> });
    view! {
        <li class="timeline-message" id=id tabindex="-1">
            <article class=class>
                <header>
                    <h3>{autore(parte, mio, &nome)}</h3>
                    <time datetime=quando.0.clone()>{format::istante(&quando)}</time>
                </header>
                <p class="bubble-text" lang="it">
                    {testo}
                </p>
                {documents}
                <footer class="muted small">{t(K::ProtocolloNome)} " " <span class="break">{protocollo.segnatura}</span></footer>
            </article>
        </li>
    }
    .into_any()
}
