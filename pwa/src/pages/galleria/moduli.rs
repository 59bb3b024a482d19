//! Buttons, fields, choices, the steps of a procedure, documents on their way.

use super::parte;
use crate::components::area_field::AreaField;
use crate::components::error_summary::{ErrorSummary, Riga};
use crate::components::field::Field;
use crate::components::icon::Icon;
use crate::components::select_field::SelectField;
use crate::components::submit_button::SubmitButton;
use crate::i18n::{K, fill, t};
use crate::vista::prelude::*;

pub fn view() -> Nodo {
    view! {
        {parte("pulsanti", K::GalleriaPulsanti, buttons())}
        {parte("campi", K::GalleriaCampi, fields())}
        {parte("scelte", K::GalleriaScelte, choices())}
        {parte("passi", K::GalleriaPassi, steps())}
        {parte("documenti", K::NuovoAllegati, documents())}
    }
}

fn buttons() -> Nodo {
    let classes = [
        ("btn btn-primary", K::AzioneContinua),
        ("btn btn-outline-primary", K::AzioneCambia),
        ("btn btn-link", K::AzioneAnnulla),
        ("btn btn-danger", K::AzioneRimuovi),
        ("btn btn-outline-danger", K::AzioneRimuovi),
        ("btn btn-primary btn-lg", K::AzioneContinua),
        ("btn btn-outline-primary btn-sm", K::AzioneCambia),
    ];
    let plain = classes
        .map(|(class, testo)| {
            view! {
                <button type="button" class=class>
                    {t(testo)}
                </button>
            }
        })
        .collect_view();
    let (fermo, in_corso) = (Signal::stored(true), Signal::stored(true));
    view! {
        <div class="btn-row">
            {plain}
            <button type="button" class="btn btn-primary">
                <Icon nome="piu" />
                {K::InizioNuovo}
            </button>
            <SubmitButton testo=t(K::NuovoInvia) attesa=t(K::NuovoInvioInCorso) in_corso=in_corso class="btn btn-primary" />
            <SubmitButton testo=t(K::NuovoInvia) attesa="" in_corso=Signal::stored(false) fermo=fermo class="btn btn-primary" />
        </div>
    }
}

fn fields() -> Nodo {
    let empty = || RwSignal::new(String::new());
    let wrong = Signal::stored(Some(t(K::GalleriaErrore).to_owned()));
    let long = RwSignal::new(t(K::GalleriaTesto).to_owned());
    let too_long = RwSignal::new(t(K::GalleriaTesto).to_owned());
    let scelte = [K::StatoAperta, K::StatoInCarico, K::StatoChiusa].map(|stato| (t(stato).to_owned(), t(stato).to_owned())).to_vec();
    let errori = RwSignal::new(Vec::<Riga>::new());
    let summary = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        errori.set(vec![Riga::named("galleria-errato", t(K::NuovoOggetto), t(K::GalleriaErrore))]);
    };
    view! {
        <form class="card card-body" novalidate on:submit=summary>
            <Field id="galleria-campo" label=t(K::NuovoOggetto) valore=empty() />
            <Field id="galleria-suggerimento" label=t(K::NuovoOggetto) suggerimento=t(K::NuovoOggettoSuggerimento) valore=empty() massimo=120 />
            <Field id="galleria-errato" label=t(K::NuovoOggetto) suggerimento=t(K::NuovoOggettoSuggerimento) valore=empty() errore=wrong />
            <AreaField id="galleria-area" label=t(K::NuovoTesto) valore=long massimo=200 righe=3 />
            <AreaField id="galleria-lungo" label=t(K::NuovoTesto) valore=too_long massimo=20 righe=3 errore=wrong />
            <SelectField id="galleria-elenco" label=t(K::FiltroStato) valore=RwSignal::new(t(K::StatoAperta).to_owned()) scelte=scelte />
            <ErrorSummary righe=errori />
            <button type="submit" class="btn btn-outline-primary">
                {K::GalleriaRiepilogo}
            </button>
        </form>
    }
}

fn choices() -> Nodo {
    let radio = |id: &'static str, testo: K, checked: bool| {
        view! {
            <div class="choice">
                <input type="radio" name="galleria-scelta" id=id checked=checked />
                <label for=id>
                    <span class="choice-title">{t(testo)}</span>
                </label>
            </div>
        }
    };
    let segment = |id: &'static str, testo: K, checked: bool| {
        view! {
            <div class="segment">
                <input type="radio" name="galleria-segmento" id=id checked=checked />
                <label for=id>{t(testo)}</label>
            </div>
        }
    };
    view! {
        <fieldset>
            <legend>{K::NuovoArgomento}</legend>
            {radio("galleria-prima", K::MansioneColf, true)}
            {radio("galleria-seconda", K::MansioneBadante, false)}
        </fieldset>
        <fieldset>
            <legend>{K::FiltroStato}</legend>
            <div class="segments">
                {segment("galleria-aperta", K::StatoAperta, true)} {segment("galleria-carico", K::StatoInCarico, false)}
                {segment("galleria-chiusa", K::StatoChiusa, false)}
            </div>
        </fieldset>
        <label class="form-check">
            <input type="checkbox" checked=true />
            <span>{K::AvvisoSms}</span>
        </label>
        <label class="form-check">
            <input type="checkbox" disabled=true />
            <span>{K::AvvisoPec}</span>
        </label>
    }
}

fn steps() -> Nodo {
    let label = fill(K::NuovoPasso, &[("n", "2"), ("totale", "5")]);
    let marks = (0..5).map(|at| view! { <span class="step" class:step-done=at.le(&1)></span> }).collect_view();
    view! {
        <div class="wizard">
            <p class="steppers-index">{label}</p>
            <div class="steppers-dots" aria-hidden="true">
                {marks}
            </div>
        </div>
    }
}

fn documents() -> Nodo {
    let row = |nome: &'static str, class: &'static str, stato: String, azione: K| {
        view! {
            <li class=class>
                <div class="uploader-name">
                    <Icon nome="documento" />
                    <span class="break">{nome}</span>
                    <span class="muted small nowrap">"1,2 MB"</span>
                </div>
                <p class="uploader-state">{stato}</p>
                <div class="uploader-buttons">
                    <button type="button" class="btn btn-link" aria-label=fill(K::AllegatiDi, &[("azione", t(azione)), ("nome", nome)])>
                        {t(azione)}
                    </button>
                </div>
            </li>
        }
    };
    view! {
        <ul class="uploader-list">
            {row("avviso.pdf", "uploader-row", fill(K::AllegatiPercento, &[("n", "40")]), K::AzioneAnnulla)}
            {row("ricevuta.pdf", "uploader-row", t(K::AllegatiCaricato).to_owned(), K::AzioneRimuovi)}
            {row("foto.jpg", "uploader-row is-invalid", t(K::ErroreReteTitolo).to_owned(), K::AzioneRiprova)}
        </ul>
    }
}
