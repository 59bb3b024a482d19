//! Everything once more, before it is sent.

use cassetto_api::modello::GestioneVoce;
use cassetto_api::problema::Tipo;
use leptos::prelude::*;

use super::invio::use_invio;
use super::passi::{Frame, Procedura, change};
use crate::cartella::{Documento, FaseFile};
use crate::components::icon::Icon;
use crate::components::submit_button::SubmitButton;
use crate::components::titolo::Titolo;
use crate::i18n::{self, K, t};
use crate::rotta::{Passo, Rotta};
use crate::{format, parole};

pub fn view(procedura: Procedura) -> AnyView {
    let send = use_invio(procedura);
    let bozza = procedura.bozze.bozza.get_untracked();
    let cartella = procedura.bozze.cartella;
    let riferimento = untrack(move || procedura.riferimento());
    let riferimento = riferimento.map(|riferimento| format!("{} ({})", riferimento.nome, riferimento.codice)).unwrap_or_default();
    let about = match bozza.gestione {
        GestioneVoce::LavoroDomestico => K::NuovoRapporto,
        GestioneVoce::Contribuente | GestioneVoce::LiberiProfessionisti => K::NuovoPosizione,
    };
    let fixed = untrack(move || procedura.skips(Passo::Rapporto));
    let one = untrack(move || procedura.skips(Passo::Gestione));
    let email = bozza.email_aggiuntiva.trim().to_owned();
    let categoria = i18n::categoria(bozza.gestione, &bozza.categoria, bozza.versione_categorie);
    let waiting = Memo::new(move |_| procedura.in_corso.get() && !cartella.is_ready());
    view! {
        <Frame procedura=procedura passo=Passo::Controlla>
            <Titolo testo=Signal::stored(t(K::NuovoControllaTitolo).to_owned()) />
            {move || procedura.rifiuto.get().map(|errore| refusal(errore, procedura))}
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    send.run(());
                }
            >
                <dl class="review">
                    {(!one)
                        .then(|| {
                            view! {
                                <Answer procedura=procedura nome=t(K::NuovoGestione) cambia=Some(Passo::Gestione)>
                                    <p>{parole::gestione(bozza.gestione)}</p>
                                </Answer>
                            }
                        })}
                    <Answer procedura=procedura nome=t(about) cambia=(!fixed).then_some(Passo::Rapporto)>
                        <p>{riferimento}</p>
                    </Answer>
                    <Answer procedura=procedura nome=t(K::NuovoArgomento) cambia=Some(Passo::Argomento)>
                        <p>{categoria}</p>
                    </Answer>
                    <Answer procedura=procedura nome=t(K::NuovoOggetto) cambia=Some(Passo::Domanda)>
                        <p class="break">{bozza.oggetto.trim().to_owned()}</p>
                    </Answer>
                    <Answer procedura=procedura nome=t(K::NuovoTesto) cambia=Some(Passo::Domanda)>
                        <p class="pre">{bozza.testo.trim().to_owned()}</p>
                    </Answer>
                    {(!email.is_empty())
                        .then(|| {
                            view! {
                                <Answer procedura=procedura nome=t(K::NuovoEmail) cambia=Some(Passo::Domanda)>
                                    <p class="break">{email}</p>
                                </Answer>
                            }
                        })}
                    <Answer procedura=procedura nome=t(K::NuovoAllegati) cambia=Some(Passo::Allegati)>
                        {move || {
                            let documenti = cartella.documenti.get();
                            if documenti.is_empty() {
                                view! { <p class="muted">{t(K::NuovoNessunAllegato)}</p> }.into_any()
                            } else {
                                view! { <ul class="plain">{documenti.into_iter().map(row).collect_view()}</ul> }.into_any()
                            }
                        }}
                    </Answer>
                </dl>
                <p>{t(K::NuovoPrimaDiInviare)}</p>
                <SubmitButton testo=t(K::NuovoInvia) attesa=t(K::NuovoInvioInCorso) in_corso=procedura.in_corso />
                <p class="muted" role="status">
                    {move || waiting.get().then(|| t(K::NuovoAspettoFile))}
                </p>
            </form>
        </Frame>
    }
    .into_any()
}

#[component]
fn Answer(procedura: Procedura, nome: &'static str, cambia: Option<Passo>, children: Children) -> AnyView {
    view! {
        <div class="review-row">
            <dt>{nome}</dt>
            <dd>{children()}</dd>
            {cambia
                .map(|passo| {
                    view! {
                        <dd class="review-action">
                            <a href=change(procedura, passo)>
                                {t(K::AzioneCambia)} <span class="visually-hidden">" " {nome}</span>
                            </a>
                        </dd>
                    }
                })}
        </div>
    }
    .into_any()
}

fn row(documento: Documento) -> AnyView {
    let fase = documento.fase.clone();
    let note = move || match fase.get() {
        FaseFile::Caricato(_) => None,
        FaseFile::Preparo | FaseFile::Invio(_) => Some(t(K::AllegatiInvio).to_owned()),
        FaseFile::Fallito(errore) => Some(errore.riga()),
        FaseFile::Rifiutato(motivo) => Some(motivo.to_owned()),
        FaseFile::Annullato => Some(t(K::AllegatiAnnullato).to_owned()),
    };
    view! {
        <li>
            <Icon nome="documento" />
            <span>
                <span class="break">{documento.nome}</span> " " <span class="muted small nowrap">{format::dimensione(documento.dimensione)}</span>
                {move || note().map(|note| view! { <span class="small note">{note}</span> })}
            </span>
        </li>
    }
    .into_any()
}

/// Why it was not sent. When the key served another text, the first send had arrived: sending again makes a second quesito,
/// and only the person can want that.
fn refusal(errore: crate::api::Errore, procedura: Procedura) -> AnyView {
    let (titolo, rimedio) = errore.testo();
    let twice = errore.is(Tipo::ChiaveRiusata);
    let rimedio = if twice { t(K::NuovoGiaInviato).to_owned() } else { rimedio };
    view! {
        <div class="callout callout-danger" role="alert" id="invio-rifiuto" tabindex="-1">
            <h2 class="callout-title">{titolo}</h2>
            <p>{rimedio}</p>
            {errore.correlazione().map(|codice| view! { <p class="small muted">{i18n::fill(K::ErroreCorrelazione, &[("codice", &codice)])}</p> })}
            {twice
                .then(|| {
                    view! {
                        <div class="btn-row">
                            <a class="btn btn-primary" href=Rotta::quesiti(procedura.datore).path()>
                                {t(K::NuovoVediQuesiti)}
                            </a>
                            <button
                                type="button"
                                class="btn btn-outline-primary"
                                on:click=move |_| {
                                    procedura.bozze.renew_key();
                                    procedura.rifiuto.set(None);
                                }
                            >
                                {t(K::NuovoInviaNuovo)}
                            </button>
                        </div>
                    }
                })}
        </div>
    }
    .into_any()
}
