//! Writing first to a person: a new quesito that the office begins, in charge of who writes.

mod bozza;

use bozza::{Bozza, Quaderno};
use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{NuovaComunicazione, PersonaDettaglio, WriteFirst};
use cassetto_domain::gestione::Gestione;
use cassetto_domain::profilo;
use cassetto_domain::testo::{Oggetto, Testo};
use leptos::task::spawn_local;

use super::persona::use_dettaglio;
use crate::api::{Errore, use_client};
use crate::cartella::Cartella;
use crate::cartella::indice;
use crate::components::area_field::AreaField;
use crate::components::empty::Empty;
use crate::components::error_summary::{ErrorSummary, Riga};
use crate::components::field::Field;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::select_field::SelectField;
use crate::components::skeleton::Forma;
use crate::components::submit_button::SubmitButton;
use crate::components::titolo::Titolo;
use crate::components::toasts::use_toasts;
use crate::components::uploader::{self, Uploader};
use crate::i18n::{self, K, fill, t};
use crate::in_uscita::send_expired_again;
use crate::indirizzo::use_indirizzo;
use crate::rotta::Rotta;
use crate::vista::prelude::*;
use crate::{browser, memoria, parole, validazione};

const RAPPORTO: &str = "scrivi-rapporto";
const CATEGORIA: &str = "scrivi-categoria";
const OGGETTO: &str = "scrivi-oggetto";
const TESTO: &str = "scrivi-testo";

pub fn page() -> Nodo {
    let lettura = use_dettaglio();
    let titolo = derive(move || {
        lettura.with(|persona| match persona {
            Some(persona) => fill(K::ComunicazioneTitolo, &[("nome", &persona.nome)]),
            None => t(K::PersonaScrivi).to_owned(),
        })
    });
    view! {
        <div class="office">
            {move || {
                lettura
                    .with(|persona| persona.map(|persona| persona.id))
                    .map(|id| {
                        view! {
                            <nav class="back no-print" aria-label=K::NavIndietro>
                                <a href=Rotta::Persona(id).path()>
                                    <Icon nome="indietro" />
                                    {K::PersonaTitolo}
                                </a>
                            </nav>
                        }
                    })
            }}
            <Titolo testo=titolo pagina=Signal::stored(t(K::PersonaScrivi).to_owned()) />
            <Load stato=lettura.nucleo forma=Forma::Pagina>
                {move || {
                    lettura
                        .get()
                        .map(|persona| {
                            if persona.rapporti.is_empty() && persona.posizioni.is_empty() {
                                view! { <Empty icona="persone" titolo=t(K::InizioNessunRapporto) testo=t(K::ComunicazioneSenzaRapporti) /> }
                            } else {
                                view! { <Modulo persona=persona /> }
                            }
                        })
                }}
            </Load>
        </div>
    }
}

#[component]
fn Modulo(persona: PersonaDettaglio) -> Nodo {
    let client = use_client();
    let toasts = use_toasts();
    let indirizzo = use_indirizzo();
    let quaderno = Quaderno::open(client, persona.id);
    let errori = RwSignal::new(Vec::<Riga>::new());
    let rifiuto = RwSignal::new(None::<Errore>);
    let in_corso = RwSignal::new(false);
    let datore = persona.id;
    let (riferimenti, posizioni) = references(persona);
    let gestione = memo(move || {
        let codice = quaderno.rapporto.get();
        posizioni.iter().find(|(posizione, _)| *posizione == codice).map_or_else(Gestione::default, |(_, gestione)| *gestione)
    });
    effect(move || quaderno.cartella.serve(gestione.get()));
    let error_of = move |campo: &'static str| {
        derive(move || errori.with(|errori| errori.iter().find(|riga| riga.campo == campo).map(|riga| riga.testo.clone())))
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if in_corso.get_untracked() {
            return;
        }
        rifiuto.set(None);
        let wrong = wrong(&quaderno.get(), quaderno.cartella);
        let fine = wrong.is_empty();
        errori.set(wrong);
        if !fine {
            return;
        }
        in_corso.set(true);
        let slot = quaderno.cartella.slot();
        spawn_local(async move {
            let answer = send(quaderno, async |bozza, allegati| {
                let gestione = gestione.get_untracked();
                let body = NuovaComunicazione {
                    datore,
                    gestione: gestione.into(),
                    rapporto: bozza.rapporto,
                    categoria: bozza.categoria,
                    versione_categorie: profilo::corrente(gestione).versione(),
                    oggetto: bozza.oggetto,
                    testo: bozza.testo,
                    allegati,
                };
                client.post::<WriteFirst>(&Nulla {}, &body, Some(bozza.chiave)).await
            })
            .await;
            in_corso.set(false);
            match answer {
                Ok(fatto) => {
                    toasts.tell(fill(K::ComunicazioneFatto, &[("numero", &fatto.protocollo.numero)]));
                    if quaderno.cartella.is_here() {
                        quaderno.forget();
                        indirizzo.go_instead(&Rotta::Quesito(fatto.id).path());
                    } else {
                        // Who has gone to another page meanwhile stays there.
                        memoria::forget(&format!("{slot}/")).await;
                    }
                }
                Err(errore) if !quaderno.cartella.is_here() => toasts.warn(errore.riga()),
                Err(errore) if !errore.campi().is_empty() => {
                    let lines = errore.campi().iter().map(|campo| Riga::new(field(&campo.campo), i18n::motivo(campo.motivo)));
                    errori.set(lines.collect());
                }
                Err(errore) => {
                    rifiuto.set(Some(errore));
                    browser::focus_soon("scrivi-rifiuto");
                }
            }
        });
    };
    let riferimenti = with_first(K::ComunicazioneRapportoScegli, riferimenti);
    let categorie = derive(move || {
        let voci = profilo::corrente(gestione.get()).argomenti.voci.iter();
        with_first(K::ComunicazioneCategoriaScegli, voci.map(|voce| (voce.codice.to_owned(), i18n::pick(&voce.nome).to_owned())).collect())
    });
    // A category of another gestione is none of this one.
    effect(move || {
        let known = profilo::corrente(gestione.get()).argomento(&quaderno.categoria.get_untracked()).is_some();
        if !known {
            quaderno.categoria.set(String::new());
        }
    });
    view! {
        <form class="card card-body wizard" novalidate on:submit=submit>
            <p class="muted">{K::ComunicazioneTesto}</p>
            {move || {
                rifiuto
                    .get()
                    .map(|errore| {
                        let (titolo, rimedio) = errore.testo();
                        view! {
                            <div class="callout callout-danger" role="alert" id="scrivi-rifiuto" tabindex="-1">
                                <p class="callout-title">{titolo}</p>
                                <p>{rimedio}</p>
                            </div>
                        }
                    })
            }}
            <ErrorSummary righe=errori />
            <SelectField
                id=RAPPORTO
                label=t(K::DettaglioRapporto)
                valore=quaderno.rapporto
                scelte=riferimenti
                errore=error_of(RAPPORTO)
            />
            <SelectField id=CATEGORIA label=t(K::FiltroCategoria) valore=quaderno.categoria scelte=categorie errore=error_of(CATEGORIA) />
            <Field
                id=OGGETTO
                label=t(K::NuovoOggetto)
                valore=quaderno.oggetto
                errore=error_of(OGGETTO)
                massimo=Oggetto::MASSIMO
            />
            <AreaField id=TESTO label=t(K::NuovoTesto) valore=quaderno.testo errore=error_of(TESTO) massimo=Testo::MASSIMO righe=8 />
            <Uploader cartella=quaderno.cartella />
            <SubmitButton testo=t(K::ComunicazioneInvia) attesa=t(K::NuovoInvioInCorso) in_corso=in_corso />
        </form>
    }
}

/// Codes with what they are called, and positions with their gestione.
type Riferimenti = (Vec<(String, String)>, Vec<(String, Gestione)>);

/// What a communication may be about: rapporti and positions, by code; and the gestione of each position.
fn references(persona: PersonaDettaglio) -> Riferimenti {
    let posizioni = persona.posizioni.iter().map(|voce| (voce.codice.clone(), voce.gestione.into())).collect();
    let rapporti = persona.rapporti.into_iter().map(|voce| {
        let nome = format!("{} ({}, {})", voce.lavoratore, voce.codice, parole::stato_rapporto(voce.stato));
        (voce.codice, nome)
    });
    let others = persona.posizioni.into_iter().map(|voce| {
        let nome = format!("{} ({})", voce.descrizione, voce.codice);
        (voce.codice, nome)
    });
    (rapporti.chain(others).collect(), posizioni)
}

fn with_first(first: K, others: Vec<(String, String)>) -> Vec<(String, String)> {
    [(String::new(), t(first).to_owned())].into_iter().chain(others).collect()
}

fn wrong(bozza: &Bozza, cartella: Cartella) -> Vec<Riga> {
    let rapporto = bozza.rapporto.is_empty().then(|| Riga::new(RAPPORTO, t(K::ComunicazioneRapportoManca)));
    let categoria = bozza.categoria.is_empty().then(|| Riga::new(CATEGORIA, t(K::ComunicazioneCategoriaManca)));
    let oggetto = validazione::oggetto(&bozza.oggetto).map(|why| Riga::named(OGGETTO, t(K::NuovoOggetto), why));
    let testo = validazione::testo(&bozza.testo).map(|why| Riga::named(TESTO, t(K::NuovoTesto), why));
    let stuck = untrack(move || cartella.stuck());
    let stuck = stuck.into_iter().map(|nome| Riga::new(uploader::ID, &fill(K::AllegatiDaSistemare, &[("nome", &nome)])));
    rapporto.into_iter().chain(categoria).chain(oggetto).chain(testo).chain(stuck).collect()
}

/// Waits for the documents, then posts; documents that the store has lost are sent again once, without asking.
async fn send<T>(
    quaderno: Quaderno,
    post: impl AsyncFn(Bozza, Vec<cassetto_api::quesiti::AllegatoInviato>) -> Result<T, Errore>,
) -> Result<T, Errore> {
    let cartella = quaderno.cartella;
    let mut may_repeat = true;
    loop {
        if !cartella.settle().await {
            return Err(Errore::Rete);
        }
        let errore = match post(quaderno.get(), untrack(move || cartella.inviati())).await {
            Ok(answer) => return Ok(answer),
            Err(errore) => errore,
        };
        if errore.is_refusal() {
            quaderno.renew_key();
        }
        if may_repeat && send_expired_again(cartella, errore.campi()) {
            may_repeat = false;
            continue;
        }
        for campo in errore.campi() {
            if let Some(indice) = indice(&campo.campo) {
                cartella.refuse(indice, campo.motivo);
            }
        }
        return Err(errore);
    }
}

fn field(campo: &str) -> &'static str {
    match campo {
        "rapporto" => RAPPORTO,
        "categoria" | "versione_categorie" => CATEGORIA,
        "oggetto" => OGGETTO,
        other if other.starts_with("allegati") => uploader::ID,
        _ => TESTO,
    }
}
