//! Everything once more, before it is sent.

use cassetto_api::modello::GestioneVoce;

use super::invio::{RIFIUTO, use_invio};
use super::passi::{Frame, Procedura, change};
use crate::api::Errore;
use crate::aree::Pagina;
use crate::cartella::{Documento, FaseFile};
use crate::components::icon::Icon;
use crate::components::submit_button::SubmitButton;
use crate::components::titolo::Titolo;
use crate::i18n::{self, K, t};
use crate::rete::use_rete;
use crate::rotta::Passo;
use crate::vista::prelude::*;
use crate::{format, parole};

/// Of the procedure that the page is in.
pub fn parte() -> Nodo {
    let procedura: Procedura = expect_context();
    Pagina::Spedizione.prepare();
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
    let rete = use_rete();
    let send_label = derive(move || t(if rete.get() { K::NuovoInvia } else { K::UscitaMetti }));
    let waiting = memo(move || procedura.in_corso.get() && !cartella.is_ready());
    view! {
        <Frame procedura=procedura passo=Passo::Controlla>
            <Titolo testo=Signal::stored(t(K::NuovoControllaTitolo).to_owned()) pagina=procedura.title(Passo::Controlla, t(K::NuovoControllaTitolo)) />
            {move || procedura.rifiuto.get().map(refusal)}
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
                        <p class="break" lang="it">
                            {bozza.oggetto.trim().to_owned()}
                        </p>
                    </Answer>
                    <Answer procedura=procedura nome=t(K::NuovoTesto) cambia=Some(Passo::Domanda)>
                        <p class="pre" lang="it">
                            {bozza.testo.trim().to_owned()}
                        </p>
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
                                view! { <p class="muted">{K::NuovoNessunAllegato}</p> }
                            } else {
                                view! { <ul class="plain">{documenti.into_iter().map(row).collect_view()}</ul> }
                            }
                        }}
                    </Answer>
                </dl>
                <p role="status">{move || t(if rete.get() { K::NuovoPrimaDiInviare } else { K::UscitaSenzaRete })}</p>
                <SubmitButton testo=send_label attesa=t(K::NuovoInvioInCorso) in_corso=procedura.in_corso />
                <p class="muted" role="status">
                    {move || waiting.get().then(|| t(K::NuovoAspettoFile))}
                </p>
            </form>
        </Frame>
    }
}

#[component]
fn Answer(procedura: Procedura, nome: &'static str, cambia: Option<Passo>, children: Children) -> Nodo {
    view! {
        <div class="review-row">
            <dt>{nome}</dt>
            <dd>{children()}</dd>
            {cambia
                .map(|passo| {
                    view! {
                        <dd class="review-action">
                            <a href=change(procedura, passo)>
                                {K::AzioneCambia} <span class="visually-hidden">" " {nome}</span>
                            </a>
                        </dd>
                    }
                })}
        </div>
    }
}

fn row(documento: Documento) -> Nodo {
    let fase = documento.fase.clone();
    let note = move || match fase.get() {
        FaseFile::Caricato(_) => None,
        FaseFile::Preparo | FaseFile::Invio(_) => Some(t(K::AllegatiInvio).to_owned()),
        FaseFile::Fallito(Errore::Rete) => Some(t(K::UscitaFileDopo).to_owned()),
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
}

/// Why it was not sent.
fn refusal(errore: Errore) -> Nodo {
    let (titolo, rimedio) = errore.testo();
    view! {
        <div class="callout callout-danger" role="alert" id=RIFIUTO tabindex="-1">
            <h2 class="callout-title">{titolo}</h2>
            <p>{rimedio}</p>
            {errore.correlazione().map(|codice| view! { <p class="small muted">{i18n::fill(K::ErroreCorrelazione, &[("codice", &codice)])}</p> })}
        </div>
    }
}
