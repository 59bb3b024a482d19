//! What the office waits for: said first, with its day, and the way to send it.

use cassetto_api::modello::{AttesaVoce, QuesitoDettaglio, Voce};

use crate::components::icon::Icon;
use crate::components::in_italiano::in_italiano;
use crate::format;
use crate::i18n::{K, fill};
use crate::vista::prelude::*;

#[component]
pub fn Richiesta(
    attesa: AttesaVoce,
    /// What the office wrote.
    testo: String,
    /// Whether who looks may answer.
    scrive: Memo<bool>,
    /// Opens the answer.
    rispondi: Callback<u32>,
    /// Whether the answer is being written.
    #[prop(into)]
    aperta: Signal<bool>,
    children: ChildrenFn,
) -> Nodo {
    let AttesaVoce { versione, dal, entro } = attesa;
    let left = format::giorni_a(&entro);
    let due = fill(K::RichiestaEntro, &[("giorno", &format::giorno_lungo(&entro)), ("quando", &format::distanza(left))]);
    let begun = memo(move || aperta.get());
    view! {
        <section class="callout callout-warning request" aria-labelledby="richiesta" data-testid="richiesta">
            <h2 class="callout-title" id="richiesta" tabindex="-1">
                <Icon nome="documento" />
                {K::RichiestaTitolo}
            </h2>
            <p class="request-due">
                <strong>{due}</strong>
            </p>
            {(!testo.is_empty())
                .then(|| {
                    view! {
                        {in_italiano(K::LingueTesto)}
                        <blockquote class="pre" lang="it">{testo}</blockquote>
                    }
                })}
            <p class="small">{fill(K::RichiestaFermo, &[("giorno", &format::giorno(&dal))])}</p>
            {move || match (scrive.get(), begun.get()) {
                (false, _) => view! { <p class="small">{K::PerContoSolaLettura}</p> },
                (true, true) => children(),
                (true, false) => {
                    view! {
                        <button type="button" class="btn btn-primary" on:click=move |_| rispondi.run(versione)>
                            <Icon nome="graffetta" />
                            {K::RichiestaRispondi}
                        </button>
                    }
                }
            }}
        </section>
    }
}

/// What is asked for, and in which words.
pub fn asked(dettaglio: &QuesitoDettaglio) -> Option<(AttesaVoce, String)> {
    let attesa = dettaglio.quesito.attesa.clone()?;
    let testo = dettaglio.voci.iter().find_map(|voce| match voce {
        Voce::Messaggio { versione, testo, .. } if *versione == attesa.versione => Some(testo.clone()),
        _ => None,
    });
    Some((attesa, testo.unwrap_or_default()))
}
