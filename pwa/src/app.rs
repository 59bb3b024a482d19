//! What every page has at hand, and the table of the pages.

use std::time::Duration;

use cassetto_api::modello::RuoloVoce;
use cassetto_domain::ruolo::Ruolo;

use crate::aggiornamento::Aggiornamento;
use crate::api::{Client, Errore};
use crate::aree::Pagina;
use crate::bozza::Posto;
use crate::components::error_face::ErrorFace;
use crate::components::shell::Shell;
use crate::components::skeleton::{Forma, Skeleton};
use crate::components::toasts::Toasts;
use crate::i18n::K;
use crate::indirizzo::Indirizzo;
use crate::installazione::Installazione;
use crate::menu::Menu;
use crate::per_conto::{Nomi, use_datore};
use crate::rete::Rete;
use crate::ricerca::Ricerca;
use crate::rotta::{Rotta, use_rotta};
use crate::session::scadenza::Scadenza;
use crate::session::{self, Accesso, use_accesso};
use crate::vista::prelude::*;
use crate::{in_uscita, orologio, pages, ricevute};

const DATORE: &[Ruolo] = &[Ruolo::Datore];
const INTERMEDIARIO: &[Ruolo] = &[Ruolo::Intermediario];
const CITTADINI: &[Ruolo] = &[Ruolo::Datore, Ruolo::Intermediario];
const UFFICIO: &[Ruolo] = &[Ruolo::Operatore, Ruolo::Responsabile];
const RESPONSABILE: &[Ruolo] = &[Ruolo::Responsabile];

#[component]
pub fn App() -> Nodo {
    let accesso = RwSignal::new(Accesso::Ignoto);
    let rete = Rete::new();
    let client = Client::new(accesso, rete);
    provide_context(Indirizzo::start());
    provide_context(accesso);
    provide_context(client);
    provide_context(rete);
    provide_context(Toasts::new());
    provide_context(Nomi::new());
    provide_context(Ricerca::new());
    provide_context(Menu::new());
    provide_context(Aggiornamento::start());
    provide_context(Posto::new());
    provide_context(in_uscita::Posto::new());
    in_uscita::watch(accesso);
    provide_context(Installazione::start());
    orologio::start();
    session::start(client, accesso, rete);
    provide_context(Scadenza::start(client, accesso));
    rete.probe(client);
    ricevute::start(client);
    // Drawn in a task of its own: each function of wasm that runs for the first time is compiled then, and a finger may be waiting.
    let disegna = RwSignal::new(false);
    set_timeout(move || disegna.set(true), Duration::ZERO);
    view! {
        {move || {
            disegna
                .get()
                .then(|| {
                    remove_splash();
                    view! {
                        <Shell>
                            <Pages />
                        </Shell>
                    }
                })
        }}
    }
}

/// The page of the address. Another employer's is another page; a neighbour in the same list is the same page with another content.
#[component]
fn Pages() -> Nodo {
    let rotta = use_rotta();
    let datore = use_datore();
    let pagina = memo(move || rotta.get().map(Domanda::of));
    view! {
        {move || {
            datore.track();
            match pagina.get() {
                None => pages::not_found::page(),
                Some(Domanda::Aperta(pagina)) => pagina.view(),
                Some(Domanda::Riservata(area)) => guarded(area),
            }
        }}
    }
}

/// What an address asks for.
#[derive(Clone, Copy, PartialEq)]
enum Domanda {
    /// A page for everybody.
    Aperta(Pagina),
    /// One that depends on who asks.
    Riservata(Riserva),
}

/// Who may see what.
#[derive(Clone, Copy, PartialEq)]
enum Riserva {
    /// The first page of each role.
    Inizio,
    /// The office works on a quesito, its employer follows it; an intermediary is led to where it says for whom.
    Quesito,
    Solo(&'static [Ruolo], Pagina),
}

impl Domanda {
    fn of(rotta: Rotta) -> Self {
        let (ruoli, pagina) = match rotta {
            Rotta::Aiuto => return Self::Aperta(Pagina::Aiuto),
            Rotta::Privacy => return Self::Aperta(Pagina::Privacy),
            Rotta::Galleria => return Self::Aperta(Pagina::Galleria),
            Rotta::Accessibilita => return Self::Aperta(Pagina::Accessibilita),
            Rotta::NoteLegali => return Self::Aperta(Pagina::NoteLegali),
            Rotta::Inizio => return Self::Riservata(Riserva::Inizio),
            Rotta::Quesito(_) => return Self::Riservata(Riserva::Quesito),
            Rotta::Quesiti => (DATORE, Pagina::Quesiti),
            Rotta::Nuovo(_) => (CITTADINI, Pagina::Nuovo),
            Rotta::Inviato(_) => (DATORE, Pagina::Inviato),
            Rotta::InUscita => (DATORE, Pagina::InUscita),
            Rotta::Pagamenti => (DATORE, Pagina::Pagamenti),
            Rotta::Datore(_) => (INTERMEDIARIO, Pagina::Datore),
            Rotta::QuesitiDi(_) => (INTERMEDIARIO, Pagina::Quesiti),
            Rotta::QuesitoDi(..) => (INTERMEDIARIO, Pagina::Quesito),
            Rotta::NuovoDi(..) => (INTERMEDIARIO, Pagina::Nuovo),
            Rotta::InviatoDi(..) => (INTERMEDIARIO, Pagina::Inviato),
            Rotta::InUscitaDi(_) => (INTERMEDIARIO, Pagina::InUscita),
            Rotta::PagamentiDi(_) => (INTERMEDIARIO, Pagina::Pagamenti),
            Rotta::Contatti => (CITTADINI, Pagina::Contatti),
            Rotta::Avvisi => (CITTADINI, Pagina::Avvisi),
            Rotta::Deleghe | Rotta::Delega(_) => (CITTADINI, Pagina::Deleghe),
            Rotta::NuovaDelega => (CITTADINI, Pagina::NuovaDelega),
            Rotta::Coda | Rotta::InCoda(_) => (UFFICIO, Pagina::Coda),
            Rotta::Persone => (UFFICIO, Pagina::Persone),
            Rotta::Persona(_) => (UFFICIO, Pagina::Persona),
            Rotta::ScriviA(_) => (UFFICIO, Pagina::Scrivi),
            Rotta::Cruscotto => (RESPONSABILE, Pagina::Cruscotto),
            Rotta::Registri => (RESPONSABILE, Pagina::Registri),
        };
        Self::Riservata(Riserva::Solo(ruoli, pagina))
    }
}

impl Riserva {
    /// The page for a role; none when it may not see it.
    fn per(self, ruolo: Ruolo) -> Option<Pagina> {
        let ufficio = UFFICIO.contains(&ruolo);
        match self {
            Self::Inizio if ufficio => Some(Pagina::Coda),
            Self::Inizio => Some(if ruolo == Ruolo::Intermediario { Pagina::Datori } else { Pagina::Inizio }),
            Self::Quesito if ufficio => Some(Pagina::Fascicolo),
            Self::Quesito => Some(if ruolo == Ruolo::Intermediario { Pagina::DiChi } else { Pagina::Quesito }),
            Self::Solo(ruoli, pagina) => ruoli.contains(&ruolo).then_some(pagina),
        }
    }
}

/// A page that depends on the role; none for who may not see it. Who is not signed in signs in here, and the address stays what it
/// was.
fn guarded(riserva: Riserva) -> Nodo {
    let accesso = use_accesso();
    let stage = memo(move || {
        accesso.with(|accesso| match accesso {
            Accesso::Ignoto => Stage::Attesa,
            Accesso::Irraggiungibile(errore) => Stage::Fallito(errore.clone()),
            Accesso::Anonimo { scaduta } => Stage::Accesso { scaduta: *scaduta },
            Accesso::Entrato(sessione) => Stage::Pagina(sessione.ruolo),
        })
    });
    view! {
        {move || match stage.get() {
            Stage::Attesa => {
                view! {
                    <Nome />
                    <Skeleton forma=Forma::Pagina />
                }
            }
            Stage::Fallito(errore) => {
                let client = crate::api::use_client();
                let riprova = Callback::new(move |()| {
                    accesso.set(Accesso::Ignoto);
                    session::ask(client, accesso);
                });
                view! {
                    <Nome />
                    <ErrorFace errore=errore riprova=riprova />
                }
            }
            Stage::Accesso { .. } => Pagina::Accesso.view(),
            Stage::Pagina(ruolo) => riserva.per(ruolo.into()).map_or_else(pages::not_found::page, Pagina::view),
        }}
    }
}

/// A heading for what is not a page yet.
#[component]
pub fn Nome() -> Nodo {
    view! { <h1 class="visually-hidden">{K::AppNome}</h1> }
}

#[derive(Clone, PartialEq)]
enum Stage {
    Attesa,
    Fallito(Errore),
    Accesso { scaduta: bool },
    Pagina(RuoloVoce),
}

/// Takes away what `index.html` shows until the app is there.
fn remove_splash() {
    if let Some(splash) = document().get_element_by_id("avvio") {
        splash.remove();
    }
}
