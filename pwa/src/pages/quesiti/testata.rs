//! The facts of a quesito: state, esito, number, office, term, and its papers.

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{DiSolito, EsitoVoce, GestioneVoce, QuesitoDettaglio, QuesitoVoce, StatoVoce, Voce};
use cassetto_api::quesiti::{GetArchivio, GetEsportazione, QuesitoPath};
use cassetto_domain::id::PersonaId;

use super::esporta::zip_button;
use super::sequenza::receipt;
use crate::components::icon::Icon;
use crate::components::in_italiano::in_italiano;
use crate::components::protocol_number::ProtocolNumber;
use crate::components::state_chip::StateChip;
use crate::i18n::{self, K, fill, t};
use crate::rotta::Rotta;
use crate::vista::prelude::*;
use crate::{format, parole};

#[component]
pub fn Testata(dettaglio: QuesitoDettaglio, #[prop(optional_no_strip)] datore: Option<PersonaId>) -> Nodo {
    let QuesitoDettaglio { quesito, sede, inviato_da, correlata, email_aggiuntiva, di_solito, voci, .. } = dettaglio;
    let id = quesito.id;
    let documents = voci.iter().any(|voce| matches!(voce, Voce::Messaggio { allegati, .. } if !allegati.is_empty()));
    let term = (quesito.stato != StatoVoce::Chiusa).then(|| view! { <Termine quesito=quesito.clone() di_solito=di_solito /> });
    let about = match quesito.gestione {
        GestioneVoce::LavoroDomestico => K::DettaglioRapporto,
        GestioneVoce::Contribuente | GestioneVoce::LiberiProfessionisti => K::NuovoPosizione,
    };
    let sent_by =
        inviato_da.map(|nome| fact(K::DettaglioInviatoDa, fill(K::DettaglioPerConto, &[("delegato", &nome), ("nome", &quesito.datore)])));
    let email = email_aggiuntiva.map(|email| {
        view! {
            <div class="facts-wide">
                <dt>{K::DettaglioEmail}</dt>
                <dd class="break">{email}</dd>
            </div>
        }
    });
    let follows = correlata.map(|id| {
        view! {
            <div>
                <dt>{K::DettaglioCorrelata}</dt>
                <dd>
                    <a href=Rotta::quesito(datore, id).path()>{K::DettaglioVaiCorrelata}</a>
                </dd>
            </div>
        }
    });
    view! {
        <section class="card facts" aria-label=K::DettaglioDati>
            <div class="card-body">
                <p class="chips">
                    <StateChip stato=quesito.stato esito=quesito.esito />
                    <span class="chip">{i18n::categoria(quesito.gestione, &quesito.categoria.codice, quesito.categoria.versione)}</span>
                </p>
                <dl class="facts-list">
                    <div class="facts-wide">
                        <dt>{K::ProtocolloNome}</dt>
                        <dd>
                            <ProtocolNumber protocollo=quesito.protocollo.clone() />
                            <span class="muted small break">{quesito.protocollo.segnatura.clone()}</span>
                        </dd>
                    </div>
                    {term}
                    {fact(K::DettaglioPresentato, format::giorno(&quesito.protocollo.data))}
                    {written(K::DettaglioSede, sede.nome)}
                    <div>
                        <dt>{t(about)}</dt>
                        <dd>
                            {quesito.lavoratore.clone()} <span class="muted small">{quesito.rapporto.clone()}</span>
                        </dd>
                    </div>
                    {sent_by}
                    {email}
                    {follows}
                </dl>
                <div class="btn-row no-print">
                    <a class="btn btn-link" href=receipt(Some(id), None) download="">
                        <Icon nome="scarica" />
                        {K::DettaglioRicevuta}
                    </a>
                    {documents.then(|| zip_button::<GetArchivio>(K::DettaglioArchivio, "btn btn-link", QuesitoPath { id }, Nulla {}))}
                    {zip_button::<GetEsportazione>(K::DettaglioEsporta, "btn btn-link", QuesitoPath { id }, Nulla {})}
                </div>
            </div>
        </section>
    }
}

/// What somebody wrote, in Italian.
fn written(nome: K, valore: String) -> Nodo {
    view! {
        <div>
            <dt>{t(nome)}</dt>
            <dd class="break" lang="it">
                {valore}
            </dd>
        </div>
    }
}

fn fact(nome: K, valore: String) -> Nodo {
    view! {
        <div>
            <dt>{t(nome)}</dt>
            <dd class="break">{valore}</dd>
        </div>
    }
}

/// What the law gives the office, and apart from it what usually happens.
#[component]
pub fn Termine(quesito: QuesitoVoce, #[prop(optional_no_strip)] di_solito: Option<DiSolito>) -> Nodo {
    let giorno = format::giorno_lungo(&quesito.termine);
    let term = match quesito.attesa {
        Some(_) => t(K::TermineFermo).to_owned(),
        None => fill(K::TermineEntro, &[("giorno", &giorno), ("quando", &format::distanza(format::giorni_a(&quesito.termine)))]),
    };
    view! {
        <div class="facts-wide">
            <dt>{K::DettaglioTermine}</dt>
            <dd>{term}</dd>
        </div>
        {di_solito
            .map(|di_solito| {
                view! {
                    <div class="facts-wide">
                        <dt>{K::DettaglioDiSolito}</dt>
                        <dd class="usual">{parole::di_solito(di_solito)}</dd>
                    </div>
                }
            })}
    }
}

/// How it ended, where nobody can miss it.
#[component]
pub fn EsitoBox(dettaglio: QuesitoDettaglio) -> Nodo {
    let Some(esito) = dettaglio.quesito.esito else { return ().nodo() };
    let commento = dettaglio.voci.into_iter().rev().find_map(|voce| match voce {
        Voce::Cambio { a: StatoVoce::Chiusa, commento, .. } => commento,
        _ => None,
    });
    let (class, icona, titolo) = match esito {
        EsitoVoce::Accolta => ("callout callout-success", "spunta", K::SequenzaAccolta),
        EsitoVoce::Respinta => ("callout callout-danger", "croce", K::SequenzaRespinta),
    };
    view! {
        <section class=class aria-labelledby="esito">
            <h2 class="callout-title" id="esito">
                <Icon nome=icona />
                {t(titolo)}
            </h2>
            {commento
                .map(|commento| {
                    view! {
                        {in_italiano(K::LingueRisposta)}
                        <p class="pre" lang="it">{commento}</p>
                    }
                })}
        </section>
    }
}
