//! It has arrived: the number, the term, what happens now.

use cassetto_api::endpoint::{Nulla, location};
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{GetQuesito, GetRicevuta, QuesitoPath, QuesitoProtocollato, VoceRicevuta};
use leptos::task::spawn_local;

use super::ricevuta::Ricevuta;
use crate::api::{Errore, use_client};
use crate::bozza::use_ultimo;
use crate::browser;
use crate::components::icon::Icon;
use crate::components::installa::Installa;
use crate::components::load::Load;
use crate::components::protocol_number::ProtocolNumber;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::components::toasts::use_toasts;
use crate::i18n::{K, fill, t};
use crate::lettura::Lettura;
use crate::pages::quesiti::PerContoBanner;
use crate::pages::quesiti::detail::use_id;
use crate::per_conto::use_datore;
use crate::rotta::Rotta;
use crate::vista::prelude::*;
use crate::{format, parole};

pub fn page() -> Nodo {
    let client = use_client();
    let id = use_id();
    let id = id.get_untracked();
    if let Some(answer) = use_ultimo().get_untracked().filter(|answer| Some(answer.id) == id) {
        return view! { <Confirmation answer=answer /> };
    }
    // After a reload the answer is gone; the quesito has the same facts.
    let lettura = Lettura::<QuesitoDettaglio>::new(move |abort| match id {
        Some(id) => client.get::<GetQuesito>(&QuesitoPath { id }, &Nulla {}, abort),
        None => Box::pin(async { Err(Errore::Problema(Box::new(Tipo::NonTrovato.problema()))) }),
    });
    view! {
        <Load stato=lettura.nucleo forma=Forma::Pagina titolo=t(K::InviatoTitolo)>
            {move || lettura.with(|dettaglio| dettaglio.map(facts)).map(|answer| view! { <Confirmation answer=answer /> })}
        </Load>
    }
}

fn facts(dettaglio: &QuesitoDettaglio) -> QuesitoProtocollato {
    let QuesitoDettaglio { quesito, sede, di_solito, .. } = dettaglio.clone();
    QuesitoProtocollato { id: quesito.id, protocollo: quesito.protocollo, sede, termine: quesito.termine, di_solito }
}

#[component]
fn Confirmation(answer: QuesitoProtocollato) -> Nodo {
    let toasts = use_toasts();
    let datore = use_datore().get_untracked();
    let QuesitoProtocollato { id, protocollo, sede, termine, di_solito } = answer;
    let receipt = location::<GetRicevuta>(&QuesitoPath { id }, &VoceRicevuta::default());
    let segnatura = protocollo.segnatura.clone();
    let copied = segnatura.clone();
    let copy = move |_| {
        let segnatura = copied.clone();
        spawn_local(async move {
            if browser::copy(&segnatura).await {
                toasts.tell(t(K::InviatoCopiato));
            } else {
                toasts.warn(t(K::InviatoNonCopiato));
            }
        });
    };
    let giorno = format::giorno_lungo(&termine);
    view! {
        {datore.map(|datore| view! { <PerContoBanner datore=datore /> })}
        <div class="confirmation">
            <div class="panel">
                <Icon nome="spunta" />
                <Titolo testo=Signal::stored(t(K::InviatoTitolo).to_owned()) />
                <p>{K::InviatoNumero}</p>
                <p class="panel-number">
                    <ProtocolNumber protocollo=protocollo.clone() />
                </p>
                <p class="panel-signature">
                    <span class="break">{segnatura}</span>
                    <button type="button" class="btn btn-sm btn-on-panel" on:click=copy>
                        <Icon nome="copia" />
                        {K::InviatoCopia}
                    </button>
                </p>
            </div>
            <dl class="facts-list card card-body">
                <div>
                    <dt>{K::InviatoData}</dt>
                    <dd>{format::giorno_lungo(&protocollo.data)}</dd>
                </div>
                <div>
                    <dt>{K::DettaglioSede}</dt>
                    <dd lang="it">{sede.nome.clone()}</dd>
                </div>
                <div>
                    <dt>{K::InviatoRisposta}</dt>
                    <dd>{fill(K::TermineLeggeQuando, &[("giorno", &giorno), ("quando", &format::distanza(format::giorni_a(&termine)))])}</dd>
                </div>
                {di_solito
                    .map(|di_solito| {
                        view! {
                            <div>
                                <dt>{K::DettaglioDiSolito}</dt>
                                <dd class="usual">{parole::di_solito(di_solito)}</dd>
                            </div>
                        }
                    })}
            </dl>
            <Ricevuta indirizzo=receipt numero=protocollo.numero.clone() />
            <section aria-labelledby="adesso">
                <h2 id="adesso">{K::InviatoAdesso}</h2>
                <ol class="next-steps">
                    <li>{fill(K::InviatoAdessoSede, &[("sede", &sede.nome)])}</li>
                    <li>{K::InviatoAdessoAvviso}</li>
                    <li>{fill(K::InviatoAdessoRisposta, &[("giorno", &giorno)])}</li>
                </ol>
            </section>
            <Installa />
            <div class="btn-row">
                <a class="btn btn-outline-primary" href=Rotta::quesito(datore, id).path()>
                    {K::InviatoVedi}
                </a>
                <a class="btn btn-link" href=Rotta::inizio(datore).path()>
                    {K::NavTornaInizio}
                </a>
            </div>
        </div>
    }
}
