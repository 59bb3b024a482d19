//! The declaration of accessibility, in the order of AgID's form, as far as it can be made here.

use super::{capitolo, punti};
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

/// Who answers for public bodies when they do not.
const AGID: &str = "https://www.agid.gov.it/it/design-servizi/accessibilita";

pub fn page() -> Nodo {
    view! {
        <Titolo testo=Signal::stored(t(K::AccessibilitaTitolo).to_owned()) />
        <div class="prose">
            <p class="lead">{K::AccessibilitaTesto}</p>
            {capitolo("conformita", K::DichiarazioneConformita, &[K::DichiarazioneConformitaTesto, K::DichiarazioneAutovalutazione])}
            {capitolo("limiti", K::DichiarazioneLimiti, &[K::DichiarazioneLimitiTesto])}
            {punti(&[K::DichiarazioneLimitiAllegati, K::DichiarazioneLimitiRisposte, K::DichiarazioneLimitiProve])}
            {capitolo("prove", K::DichiarazioneProve, &[K::DichiarazioneProveTesto])}
            {punti(
                &[
                    K::DichiarazioneProveRegole,
                    K::DichiarazioneProveMisure,
                    K::DichiarazioneProveTastiera,
                    K::DichiarazioneProveColori,
                    K::DichiarazioneProveRicevuta,
                ],
            )}
            {capitolo("ostacolo", K::AccessibilitaProblemiTitolo, &[K::AccessibilitaProblemiTesto, K::DichiarazioneSegnalaNota])}
            <p>
                <a class="btn btn-outline-primary" href=mailto()>
                    {K::DichiarazioneSegnala}
                </a>
            </p>
            {capitolo("attuazione", K::DichiarazioneAttuazione, &[K::DichiarazioneAttuazioneTesto])}
            <p>
                <a class="jump" href=AGID rel="noreferrer">
                    {K::DichiarazioneAgid}
                </a>
            </p>
        </div>
    }
}

/// A letter that is begun; to no address: each body has its own.
fn mailto() -> String {
    let encode = |testo: K| String::from(js_sys::encode_uri_component(t(testo)));
    format!("mailto:?subject={}&body={}", encode(K::DichiarazioneSegnalaOggetto), encode(K::DichiarazioneSegnalaCorpo))
}
