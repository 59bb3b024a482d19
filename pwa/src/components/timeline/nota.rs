//! What takes the place of something registered that was taken away or annulled: when, and why.

use cassetto_api::modello::AnnotazioneVoce;

use crate::components::icon::Icon;
use crate::format;
use crate::i18n::{K, fill};
use crate::vista::prelude::*;

#[component]
pub fn Nota(
    /// With places for `{quando}`.
    testo: K,
    nota: AnnotazioneVoce,
) -> Nodo {
    let AnnotazioneVoce { quando, motivo, operatore } = nota;
    view! {
        <div class="tombstone">
            <Icon nome="attenzione" />
            <div>
                <p>
                    <strong>{fill(testo, &[("quando", &format::istante(&quando))])}</strong>
                    {operatore.map(|operatore| view! { <span class="muted small">" " {operatore}</span> })}
                </p>
                <p class="small break" lang="it">
                    {motivo}
                </p>
            </div>
        </div>
    }
}
