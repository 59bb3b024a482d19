//! One person as their office sees them: rapporti, quesiti, contacts, delegations; and writing first to them.

mod deleghe;

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{FiltroQuesitiPersona, GetPersona, ListQuesitiPersona, PersonaDettaglio, PersonaPath, VoceCoda};
use cassetto_api::modello::{PosizioneVoce, RapportoVoce, TipoContattoVoce};
use cassetto_api::problema::Tipo;
use cassetto_domain::id::PersonaId;
use deleghe::Deleghe;

use super::argomento;
use super::termine::{TermChip, scadenza};
use crate::api::{Errore, use_client};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::more_button::end_of;
use crate::components::skeleton::Forma;
use crate::components::state_chip::StateChip;
use crate::components::titolo::Titolo;
use crate::elenco::Elenco;
use crate::i18n::{K, count, fill, t};
use crate::lettura::Lettura;
use crate::pages::contatti::storia;
use crate::rotta::{Rotta, use_rotta};
use crate::vista::prelude::*;
use crate::{format, parole};

/// The person that the address names.
pub fn use_persona() -> Memo<Option<PersonaId>> {
    let rotta = use_rotta();
    // On the way to another page the last one stays as it is.
    memo_with(move |last: Option<&Option<PersonaId>>| rotta.get().and_then(Rotta::persona).or_else(|| last.copied().flatten()))
}

/// Reads the person of the address.
pub fn use_dettaglio() -> Lettura<PersonaDettaglio> {
    let client = use_client();
    let persona = use_persona();
    Lettura::new(move |abort| match persona.get() {
        Some(id) => client.get::<GetPersona>(&PersonaPath { id }, &Nulla {}, abort),
        None => Box::pin(async { Err(Errore::Problema(Box::new(Tipo::NonTrovato.problema()))) }),
    })
}

pub fn page() -> Nodo {
    let persona = use_persona();
    let lettura = use_dettaglio();
    let nome =
        derive(move || lettura.with(|persona| persona.map_or_else(|| t(K::PersonaTitolo).to_owned(), |persona| persona.nome.clone())));
    view! {
        <div class="office">
            <nav class="back no-print" aria-label=K::NavIndietro>
                <a href=Rotta::Persone.path()>
                    <Icon nome="indietro" />
                    {K::NavPersone}
                </a>
            </nav>
            <div class="office-head">
                <Titolo testo=nome pagina=Signal::stored(t(K::PersonaTitolo).to_owned()) />
                {move || {
                    let id = persona.get()?;
                    lettura
                        .with(|persona| persona.is_some())
                        .then(|| {
                            view! {
                                <a class="btn btn-primary no-print" href=Rotta::ScriviA(id).path()>
                                    <Icon nome="busta" />
                                    {K::PersonaScrivi}
                                </a>
                            }
                        })
                }}
            </div>
            <Load stato=lettura.nucleo forma=Forma::Pagina>
                {move || lettura.get().map(|persona| view! { <Scheda persona=persona /> })}
            </Load>
        </div>
    }
}

#[component]
fn Scheda(persona: PersonaDettaglio) -> Nodo {
    let contacts = persona
        .contatti
        .into_iter()
        .map(|contatto| {
            view! {
                <div>
                    <dt>{contact(contatto.tipo)}</dt>
                    <dd class="break">{contatto.valore}</dd>
                </div>
            }
        })
        .collect_view();
    let rapporti = persona.rapporti.into_iter().map(rapporto).collect_view();
    let posizioni = persona.posizioni.into_iter().map(posizione).collect_view();
    view! {
        <div class="person-grid">
            <section class="card card-body person-wide" aria-label=K::PersonaDati>
                <dl class="desk-facts">
                    <div>
                        <dt>{K::AccessoCodice}</dt>
                        <dd>{persona.codice_fiscale}</dd>
                    </div>
                    <div>
                        <dt>{K::DettaglioSede}</dt>
                        <dd>{persona.sede.nome}</dd>
                    </div>
                    {persona
                        .cap
                        .map(|cap| {
                            view! {
                                <div>
                                    <dt>{K::PersonaCap}</dt>
                                    <dd>{cap}</dd>
                                </div>
                            }
                        })}
                    {contacts}
                </dl>
            </section>
            <section class="person-wide" aria-labelledby="persona-storia" data-testid="storia-contatti">
                <h2 id="persona-storia">{K::PersonaStoriaContatti}</h2>
                {storia::list(&persona.storia_contatti, K::PersonaSenzaStoria)}
            </section>
            <section class="person-wide" aria-labelledby="persona-quesiti">
                <h2 id="persona-quesiti">{K::NavQuesiti}</h2>
                <Quesiti persona=persona.id />
            </section>
            <section class="person-wide" aria-labelledby="persona-rapporti">
                <h2 id="persona-rapporti">{K::InizioRapporti}</h2>
                <ul class="cards person-cards" role="list">
                    {rapporti} {posizioni}
                </ul>
            </section>
            <section class="person-wide" aria-labelledby="persona-deleghe">
                <h2 id="persona-deleghe">{K::PersonaDeleghe}</h2>
                <Deleghe voci=persona.deleghe />
            </section>
        </div>
    }
}

fn rapporto(voce: RapportoVoce) -> Nodo {
    let (dal, al) = (format::giorno_medio(&voce.inizio), voce.fine.as_ref().map(format::giorno_medio));
    let when = match al {
        Some(al) => fill(K::RapportoDalAl, &[("dal", &dal), ("al", &al)]),
        None => fill(K::RapportoDal, &[("dal", &dal)]),
    };
    view! {
        <li class="card">
            <div class="card-body">
                <p class="card-title">{voce.lavoratore}</p>
                <p class="muted small">
                    {parole::mansione(voce.mansione)} " · " {K::RapportoCodice} " " {voce.codice} " · " {parole::stato_rapporto(voce.stato)}
                </p>
                <p class="muted small">{when}</p>
            </div>
        </li>
    }
}

/// A position in another gestione.
fn posizione(voce: PosizioneVoce) -> Nodo {
    view! {
        <li class="card">
            <div class="card-body">
                <p class="card-title">{voce.descrizione}</p>
                <p class="muted small">{K::RapportoCodice} " " {voce.codice}</p>
            </div>
        </li>
    }
}

/// Those that this sede works or worked.
#[component]
fn Quesiti(persona: PersonaId) -> Nodo {
    let client = use_client();
    let elenco = Elenco::<VoceCoda>::new(move |cursor, abort| {
        client.get::<ListQuesitiPersona>(&PersonaPath { id: persona }, &FiltroQuesitiPersona { cursor, limit: None }, abort)
    });
    let empty = memo(move || elenco.is_empty());
    let conto = derive(move || count(K::ElencoUno, K::ElencoAltri, elenco.quanti()));
    view! {
        <Load stato=elenco.prima forma=Forma::Elenco>
            {move || {
                if empty.get() {
                    return view! { <Empty icona="busta" titolo=t(K::PersonaSenza) testo=t(K::PersonaSenzaTesto) /> };
                }
                view! {
                    <div class="table-scroll" role="group" tabindex="0" aria-label=K::NavQuesiti>
                        <table class="table table-cards">
                            <caption class="visually-hidden">{K::NavQuesiti}</caption>
                            <thead>
                                <tr>
                                    <th scope="col">{K::ElencoOggetto}</th>
                                    <th scope="col">{K::FiltroCategoria}</th>
                                    <th scope="col">{K::ProtocolloNome}</th>
                                    <th scope="col">{K::ElencoData}</th>
                                    <th scope="col">{K::ElencoStato}</th>
                                </tr>
                            </thead>
                            <tbody>{move || elenco.voci(|voce| voce.quesito.id).into_iter().map(riga).collect_view()}</tbody>
                        </table>
                    </div>
                    {end_of(elenco, conto)}
                }
            }}
        </Load>
    }
}

fn riga(voce: VoceCoda) -> Nodo {
    let chip = scadenza(&voce.quesito);
    let quesito = voce.quesito;
    let unread = quesito.da_leggere;
    view! {
        <tr>
            <th scope="row">
                <a class="break" href=Rotta::Quesito(quesito.id).path() lang="it">
                    {quesito.oggetto}
                </a>
            </th>
            <td data-nome=t(K::FiltroCategoria)>{argomento::name(quesito.gestione, &quesito.categoria)}</td>
            <td class="nowrap" data-nome=t(K::ProtocolloNome)>{quesito.protocollo.numero}</td>
            <td class="nowrap" data-nome=t(K::ElencoData)>{format::data(&quesito.presentato)}</td>
            <td>
                <span class="chips">
                    <StateChip stato=quesito.stato esito=quesito.esito />
                    {chip.map(|scadenza| view! { <TermChip scadenza=scadenza /> })}
                    {unread.then(|| view! { <span class="chip chip-news">{K::CodaNovita}</span> })}
                </span>
            </td>
        </tr>
    }
}

fn contact(tipo: TipoContattoVoce) -> &'static str {
    t(match tipo {
        TipoContattoVoce::Telefono => K::PersonaTelefono,
        TipoContattoVoce::Cellulare => K::PersonaCellulare,
        TipoContattoVoce::Fax => K::PersonaFax,
        TipoContattoVoce::Email => K::PersonaEmail,
        TipoContattoVoce::Pec => K::PersonaPec,
    })
}
