//! What the office wants to see of a quesito at a glance: its clock, its number, whose it is, who has it.

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{QuesitoDettaglio, Voce};
use cassetto_api::quesiti::{GetArchivio, QuesitoPath};

use crate::components::icon::Icon;
use crate::components::protocol_number::ProtocolNumber;
use crate::components::state_chip::StateChip;
use crate::format;
use crate::i18n::{K, t};
use crate::pages::fascicolo::argomento;
use crate::pages::fascicolo::termine::{TermChip, scadenza};
use crate::pages::quesiti::esporta::zip_button;
use crate::pages::quesiti::sequenza::receipt;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

#[component]
pub fn Dati(dettaglio: QuesitoDettaglio) -> Nodo {
    let chip = scadenza(&dettaglio.quesito);
    let QuesitoDettaglio { quesito, voci, .. } = dettaglio;
    let id = quesito.id;
    let documents = voci.iter().any(|voce| matches!(voce, Voce::Messaggio { allegati, .. } if !allegati.is_empty()));
    let receipt = receipt(Some(id), None);
    let operatore = quesito.operatore.clone().unwrap_or_else(|| t(K::CodaNessuno).to_owned());
    view! {
        <section class="card facts desk-head" aria-label=K::DettaglioDati>
            <div class="card-body">
                <p class="chips">
                    {chip.map(|scadenza| view! { <TermChip scadenza=scadenza /> })} <StateChip stato=quesito.stato esito=quesito.esito />
                    <span class="chip">{argomento::name(quesito.gestione, &quesito.categoria)}</span>
                </p>
                <dl class="desk-facts">
                    <div>
                        <dt>{K::ProtocolloNome}</dt>
                        <dd title=quesito.protocollo.segnatura.clone()>
                            <ProtocolNumber protocollo=quesito.protocollo.clone() />
                        </dd>
                    </div>
                    <div>
                        <dt>{K::DettaglioPresentato}</dt>
                        <dd>{format::giorno_medio(&quesito.protocollo.data)}</dd>
                    </div>
                    <div>
                        <dt>{K::CodaDatore}</dt>
                        <dd>{quesito.datore.clone()}</dd>
                    </div>
                    <div>
                        <dt>{K::DettaglioRapporto}</dt>
                        <dd>
                            {quesito.lavoratore.clone()} " " <span class="muted small">{quesito.rapporto.clone()}</span>
                        </dd>
                    </div>
                    <div>
                        <dt>{K::CodaInCaricoA}</dt>
                        <dd>{operatore}</dd>
                    </div>
                </dl>
                <div class="btn-row no-print">
                    <a class="btn btn-link" href=Rotta::Persona(quesito.datore_id).path()>
                        <Icon nome="persona" />
                        {K::PersoneScheda}
                    </a>
                    <a class="btn btn-link" href=receipt download="">
                        <Icon nome="scarica" />
                        {K::DettaglioRicevuta}
                    </a>
                    {documents.then(|| zip_button::<GetArchivio>(K::DettaglioArchivio, "btn btn-link", QuesitoPath { id }, Nulla {}))}
                </div>
            </div>
        </section>
    }
}
