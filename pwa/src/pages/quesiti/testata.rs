//! The facts of a quesito: state, esito, number, office, term, and its papers.

use cassetto_api::endpoint::{Nulla, location};
use cassetto_api::modello::{EsitoVoce, QuesitoDettaglio, StatoVoce, Voce};
use cassetto_api::quesiti::{GetRicevuta, QuesitoPath};
use leptos::prelude::*;

use super::apri::use_archivio;
use crate::components::icon::Icon;
use crate::components::protocol_number::ProtocolNumber;
use crate::components::state_chip::StateChip;
use crate::format;
use crate::i18n::{self, K, fill, t};

/// Who reads it: the office also sees whose it is and who has it in charge.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lettore {
    Cittadino,
    Ufficio,
}

#[component]
pub fn Testata(dettaglio: QuesitoDettaglio, lettore: Lettore) -> AnyView {
    let QuesitoDettaglio { quesito, sede, voci } = dettaglio;
    let id = quesito.id;
    let documents: usize = voci
        .iter()
        .map(|voce| match voce {
            Voce::Messaggio { allegati, .. } => allegati.len(),
            Voce::Cambio { .. } | Voce::Avviso { .. } => 0,
        })
        .sum();
    let (scarica, in_corso) = use_archivio(Signal::stored(Some(id)));
    let receipt = location::<GetRicevuta>(&QuesitoPath { id }, &Nulla {});
    let term = match quesito.stato {
        StatoVoce::Chiusa => None,
        StatoVoce::Aperta | StatoVoce::InCarico => {
            let quando = format::distanza(format::giorni_a(&quesito.termine));
            Some(fill(K::TermineEntro, &[("giorno", &format::giorno_lungo(&quesito.termine)), ("quando", &quando)]))
        }
    };
    let for_office = (lettore == Lettore::Ufficio).then(|| {
        let operatore = quesito.operatore.clone().unwrap_or_else(|| t(K::CodaNessuno).to_owned());
        view! {
            <div>
                <dt>{t(K::CodaDatore)}</dt>
                <dd>{quesito.datore.clone()}</dd>
            </div>
            <div>
                <dt>{t(K::CodaInCaricoA)}</dt>
                <dd>{operatore}</dd>
            </div>
        }
    });
    view! {
        <section class="card facts" aria-label=t(K::DettaglioDati)>
            <div class="card-body">
                <p class="chips">
                    <StateChip stato=quesito.stato esito=quesito.esito />
                    <span class="chip">{i18n::categoria(&quesito.categoria.codice, quesito.categoria.versione)}</span>
                </p>
                <dl class="facts-list">
                    <div class="facts-wide">
                        <dt>{t(K::ProtocolloNome)}</dt>
                        <dd>
                            <ProtocolNumber protocollo=quesito.protocollo.clone() />
                            <span class="muted small break">{quesito.protocollo.segnatura.clone()}</span>
                        </dd>
                    </div>
                    <div>
                        <dt>{t(K::DettaglioPresentato)}</dt>
                        <dd>{format::giorno(&quesito.protocollo.data)}</dd>
                    </div>
                    <div>
                        <dt>{t(K::DettaglioSede)}</dt>
                        <dd>{sede.nome}</dd>
                    </div>
                    <div>
                        <dt>{t(K::DettaglioRapporto)}</dt>
                        <dd>
                            {quesito.lavoratore.clone()} <span class="muted small">{quesito.rapporto.clone()}</span>
                        </dd>
                    </div>
                    {for_office}
                    {term
                        .map(|term| {
                            view! {
                                <div class="facts-wide">
                                    <dt>{t(K::DettaglioTermine)}</dt>
                                    <dd>{term}</dd>
                                </div>
                            }
                        })}
                </dl>
                <div class="btn-row no-print">
                    <a class="btn btn-link" href=receipt download="">
                        <Icon nome="scarica" />
                        {t(K::DettaglioRicevuta)}
                    </a>
                    {(documents > 0)
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="btn btn-link"
                                    aria-disabled=move || in_corso.get().then_some("true")
                                    on:click=move |_| scarica.run(())
                                >
                                    <Icon nome="scarica" />
                                    {move || t(if in_corso.get() { K::DettaglioArchivioAttesa } else { K::DettaglioArchivio })}
                                </button>
                            }
                        })}
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// How it ended, where nobody can miss it.
#[component]
pub fn EsitoBox(dettaglio: QuesitoDettaglio) -> AnyView {
    let Some(esito) = dettaglio.quesito.esito else { return ().into_any() };
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
            {commento.map(|commento| view! { <p class="pre" lang="it">{commento}</p> })}
        </section>
    }
    .into_any()
}
