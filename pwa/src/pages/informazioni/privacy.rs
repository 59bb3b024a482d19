//! What is kept, where, and for how long.

use super::{capitolo, punti};
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    view! {
        <Titolo testo=Signal::stored(t(K::PrivacyTitolo).to_owned()) />
        <div class="prose">
            <p class="lead">{K::PrivacyTesto}</p>
            {capitolo("dispositivo", K::PrivacyDispositivo, &[K::PrivacyDispositivoTesto])}
            {punti(&[K::PrivacyDispositivoBozze, K::PrivacyDispositivoLetto, K::PrivacyDispositivoLingua])}
            <p>{K::PrivacyDispositivoUscita}</p>
            {capitolo("ufficio", K::PrivacyUfficio, &[K::PrivacyUfficioTesto, K::PrivacyUfficioBozze])}
            {capitolo("vede", K::PrivacyVede, &[K::PrivacyVedeTesto, K::PrivacyVedeDelega])}
            {capitolo("avvisi", K::PrivacyAvvisi, &[K::PrivacyAvvisiTesto])}
            {capitolo("cookie", K::NoteCookieTitolo, &[K::NoteCookieTesto])}
            {capitolo("diritti", K::PrivacyDiritti, &[K::PrivacyDirittiTesto, K::NoteProvaTesto])}
        </div>
    }
}
