//! One quesito on an operator's desk: the sequence and what can be done.

mod azioni;
mod chiudi;
mod commenta;
mod prendi;
mod rispondi;
mod scrivania;

use azioni::Azioni;
use cassetto_api::modello::Parte;
use leptos::prelude::*;
use scrivania::Scrivania;

use super::termine::TermChip;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::skeleton::Forma;
use crate::components::timeline::Timeline;
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::pages::quesiti::apri::use_apri;
use crate::pages::quesiti::detail::{oggetto, use_id, use_quesito, voci};
use crate::pages::quesiti::testata::{EsitoBox, Lettore, Testata};
use crate::rotta::Rotta;

pub fn page() -> AnyView {
    let lettura = use_quesito();
    let id = use_id();
    let scrivania = Scrivania::new(lettura, id.get_untracked());
    let (oggetto, voci) = (oggetto(lettura), voci(lettura));
    let (apri, picture) = use_apri(id.into());
    let to_actions = |event: web_sys::MouseEvent| {
        event.prevent_default();
        crate::browser::focus_soon("azioni");
    };
    view! {
        <nav class="back no-print" aria-label=t(K::NavIndietro)>
            <a href=Rotta::Coda.path()>
                <Icon nome="indietro" />
                {t(K::NavCoda)}
            </a>
        </nav>
        <Titolo testo=oggetto italiano=true />
        <Load stato=lettura.nucleo forma=Forma::Quesito>
            <p class="only-phone no-print">
                <a class="jump" href="#azioni" on:click=to_actions>
                    {t(K::AzioniVai)}
                </a>
            </p>
            <div class="detail desk">
                <div class="detail-main">
                    {move || {
                        lettura
                            .get()
                            .map(|dettaglio| {
                                view! {
                                    <EsitoBox dettaglio=dettaglio.clone() />
                                    <p class="chips">
                                        <TermChip voce=dettaglio.quesito.clone() />
                                    </p>
                                    <Testata dettaglio=dettaglio lettore=Lettore::Ufficio />
                                }
                            })
                    }}
                    <section aria-labelledby="sequenza">
                        <h2 id="sequenza">{t(K::SequenzaTitolo)}</h2>
                        <Timeline voci=voci mio=Some(Parte::Ufficio) apri=apri />
                    </section>
                </div>
                <Azioni scrivania=scrivania />
            </div>
        </Load>
        {picture}
    }
    .into_any()
}
