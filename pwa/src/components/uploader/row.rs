//! One document on its way.

use cassetto_domain::allegato::TipoFile;

use super::anteprima::Anteprima;
use super::finestre::Finestre;
use super::scheda::{Avvertenza, Ritocca, fatto};
use crate::api::Errore;
use crate::browser;
use crate::cartella::{Cartella, Documento, FaseFile};
use crate::components::icon::Icon;
use crate::format;
use crate::i18n::{K, fill, t};
use crate::rete::use_rete;
use crate::vista::prelude::*;

#[component]
pub fn Row(documento: Documento, cartella: Cartella, finestre: Finestre) -> Nodo {
    let Documento { n, nome, dimensione, fase, .. } = documento.clone();
    let picture = documento.bytes().filter(|_| matches!(documento.tipo, TipoFile::Jpeg | TipoFile::Png)).cloned();
    // It is there before the row is, and only its doubt changes.
    let scheda = cartella.foto.scheda(n);
    let picture = scheda.as_ref().and_then(|scheda| scheda.anteprima.clone()).or(picture);
    let stop = documento.clone();
    let fase = derive(move || fase.get());
    let documento = StoredValue::new(documento);
    let stop = StoredValue::new(stop);
    let for_scheda = nome.clone();
    let remove = move |_| {
        cartella.remove(n);
        browser::focus_soon(super::ID);
    };
    // How far it was when the network went.
    let reached = memo_with(move |before| match fase.get() {
        FaseFile::Invio(percent) => percent,
        FaseFile::Fallito(_) => before.copied().unwrap_or_default(),
        _ => 0,
    });
    let rete = use_rete();
    // It goes by itself once there is a network: nothing is wrong with it.
    let waits = memo(move || !rete.get() && matches!(fase.get(), FaseFile::Fallito(Errore::Rete)));
    let state = move |coarse: bool| match (fase.get(), reached.get()) {
        _ if waits.get() => t(K::UscitaFileDopo).to_owned(),
        (FaseFile::Fallito(Errore::Rete), percent @ 1..) => fill(K::FotoInterrotto, &[("n", &percent.to_string())]),
        (fase, _) => words(&fase, coarse),
    };
    // Not at each per cent: only when the phase changes.
    let spoken = memo(move || state(true));
    let labelled = |azione: K| fill(K::AllegatiDi, &[("azione", t(azione)), ("nome", &nome)]);
    let (label_stop, label_retry, label_remove) = (labelled(K::AzioneAnnulla), labelled(K::AzioneRiprova), labelled(K::AzioneRimuovi));
    view! {
        <li class="uploader-row" class:is-invalid=move || is_bad(&fase.get()) && !waits.get()>
            <div class="uploader-name">
                {match picture {
                    Some(blob) => view! { <Anteprima blob=blob /> },
                    None => view! { <Icon nome="documento" /> },
                }}
                <span class="break">{nome.clone()}</span>
                <span class="muted small nowrap">{format::dimensione(dimensione)}</span>
            </div>
            <Progress fase=fase />
            <p class="uploader-state">{move || state(false)}</p>
            {scheda.as_ref().and_then(fatto).map(|fatto| view! { <p class="muted small" role="status">{fatto}</p> })}
            {scheda.as_ref().map(|scheda| view! { <Avvertenza n=n nome=nome.clone() scheda=scheda.clone() cartella=cartella /> })}
            <p class="visually-hidden" role="status">
                {move || format!("{}: {}", nome, spoken.get())}
            </p>
            <div class="uploader-buttons">
                {move || {
                    let label_stop = label_stop.clone();
                    let label_retry = label_retry.clone();
                    match fase.get() {
                        FaseFile::Preparo | FaseFile::Invio(_) => {
                            view! {
                                <button type="button" class="btn btn-link" aria-label=label_stop on:click=move |_| stop.with_value(Documento::stop)>
                                    {K::AzioneAnnulla}
                                </button>
                            }
                        }
                        FaseFile::Fallito(_) | FaseFile::Annullato => {
                            view! {
                                <button
                                    type="button"
                                    class="btn btn-link"
                                    aria-label=label_retry
                                    on:click=move |_| documento.with_value(|documento| cartella.restart(documento))
                                >
                                    {K::AzioneRiprova}
                                </button>
                            }
                        }
                        FaseFile::Caricato(_) | FaseFile::Rifiutato(_) => ().nodo(),
                    }
                }}
                {scheda.map(|scheda| view! { <Ritocca n=n nome=for_scheda scheda=scheda cartella=cartella finestre=finestre /> })}
                <button type="button" class="btn btn-link" aria-label=label_remove on:click=remove>
                    {K::AzioneRimuovi}
                </button>
            </div>
        </li>
    }
}

#[component]
fn Progress(fase: Signal<FaseFile>) -> Nodo {
    let bar = NodeRef::default();
    let percent = memo(move || match fase.get() {
        FaseFile::Preparo => Some(0),
        FaseFile::Invio(percent) => Some(percent),
        FaseFile::Caricato(_) | FaseFile::Fallito(_) | FaseFile::Rifiutato(_) | FaseFile::Annullato => None,
    });
    effect(move || {
        if let (Some(bar), Some(percent)) = (bar.get(), percent.get()) {
            let _ = bar.style().set_property("inline-size", &format!("{percent}%"));
        }
    });
    view! {
        <div class="progress" hidden=move || percent.get().is_none() aria-hidden="true">
            <div class="progress-bar" node_ref=bar></div>
        </div>
    }
}

fn is_bad(fase: &FaseFile) -> bool {
    matches!(fase, FaseFile::Fallito(_) | FaseFile::Rifiutato(_))
}

fn words(fase: &FaseFile, coarse: bool) -> String {
    match fase {
        FaseFile::Preparo => t(K::AllegatiPreparo).to_owned(),
        FaseFile::Invio(_) if coarse => t(K::AllegatiInvio).to_owned(),
        FaseFile::Invio(percent) => fill(K::AllegatiPercento, &[("n", &percent.to_string())]),
        FaseFile::Caricato(_) => t(K::AllegatiCaricato).to_owned(),
        FaseFile::Fallito(errore) => errore.riga(),
        FaseFile::Rifiutato(motivo) => (*motivo).to_owned(),
        FaseFile::Annullato => t(K::AllegatiAnnullato).to_owned(),
    }
}
