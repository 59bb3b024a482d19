//! The question itself. An area of its own, which comes with the wizard.

use cassetto_domain::testo::{Oggetto, Testo};

use super::passi::{EMAIL, Frame, OGGETTO, Procedura, TESTO, use_continue};
use crate::bozza::Bozza;
use crate::components::area_field::AreaField;
use crate::components::field::Field;
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::rotta::Passo;
use crate::vista::prelude::*;

pub fn parte() -> Nodo {
    let procedura: Procedura = expect_context();
    let go = use_continue(procedura);
    let oggetto = bound(procedura, |bozza| &mut bozza.oggetto);
    let testo = bound(procedura, |bozza| &mut bozza.testo);
    let email = bound(procedura, |bozza| &mut bozza.email_aggiuntiva);
    let wrong = procedura.error_of(EMAIL);
    let has_email = move || !email.with_untracked(String::is_empty) || wrong.with(Option::is_some);
    let linked = procedura.bozze.bozza.with_untracked(|bozza| bozza.correlata.is_some());
    view! {
        <Frame procedura=procedura passo=Passo::Domanda>
            <Titolo testo=Signal::stored(t(K::NuovoDomandaTitolo).to_owned()) pagina=procedura.title(Passo::Domanda, t(K::NuovoDomandaTitolo)) />
            {linked.then(|| view! { <p class="callout callout-info">{K::NuovoCollegata}</p> })}
            <form novalidate on:submit=move |event| go.run(event)>
                <Field
                    id=OGGETTO
                    label=t(K::NuovoOggetto)
                    suggerimento=t(K::NuovoOggettoSuggerimento)
                    valore=oggetto
                    errore=procedura.error_of(OGGETTO)
                    massimo=Oggetto::MASSIMO
                />
                <AreaField
                    id=TESTO
                    label=t(K::NuovoTesto)
                    suggerimento=t(K::NuovoTestoSuggerimento)
                    valore=testo
                    errore=procedura.error_of(TESTO)
                    massimo=Testo::MASSIMO
                    righe=8
                />
                <details class="more" open=has_email>
                    <summary>{K::NuovoEmailTitolo}</summary>
                    <Field
                        id=EMAIL
                        label=t(K::NuovoEmail)
                        suggerimento=t(K::NuovoEmailSuggerimento)
                        valore=email
                        errore=procedura.error_of(EMAIL)
                        tipo="email"
                        inputmode="email"
                        autocomplete="email"
                    />
                </details>
                <button type="submit" class="btn btn-primary btn-lg">
                    {K::AzioneContinua}
                </button>
            </form>
        </Frame>
    }
}

/// A signal for a field: every keystroke goes into the draft, and what the draft becomes is shown.
fn bound(procedura: Procedura, part: fn(&mut Bozza) -> &mut String) -> RwSignal<String> {
    let bozza = procedura.bozze.bozza;
    let signal = RwSignal::new(part(&mut bozza.get_untracked()).clone());
    effect(move || {
        let text = signal.get();
        if *part(&mut bozza.get_untracked()) != text {
            bozza.update(|bozza| *part(bozza) = text);
        }
    });
    // Another device's draft may take the place of this one.
    effect(move || {
        let kept = part(&mut bozza.get()).clone();
        if signal.get_untracked() != kept {
            signal.set(kept);
        }
    });
    signal
}
