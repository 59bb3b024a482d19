//! What every page has at hand, and the table of the pages.

use cassetto_api::modello::RuoloVoce;
use cassetto_domain::ruolo::Ruolo;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::aggiornamento::Aggiornamento;
use crate::api::{Client, Errore};
use crate::bozza::Bozze;
use crate::components::error_face::ErrorFace;
use crate::components::shell::Shell;
use crate::components::skeleton::{Forma, Skeleton};
use crate::components::toasts::Toasts;
use crate::i18n::{K, t};
use crate::menu::Menu;
use crate::pages;
use crate::per_conto::Nomi;
use crate::rete::Rete;
use crate::ricerca::Ricerca;
use crate::session::{self, Accesso, use_accesso};

const DATORE: &[Ruolo] = &[Ruolo::Datore];
const INTERMEDIARIO: &[Ruolo] = &[Ruolo::Intermediario];
const CITTADINI: &[Ruolo] = &[Ruolo::Datore, Ruolo::Intermediario];
const UFFICIO: &[Ruolo] = &[Ruolo::Operatore, Ruolo::Responsabile];
const RESPONSABILE: &[Ruolo] = &[Ruolo::Responsabile];

#[component]
pub fn App() -> AnyView {
    let accesso = RwSignal::new(Accesso::Ignoto);
    let client = Client::new(accesso);
    provide_context(accesso);
    provide_context(client);
    provide_context(Rete::new());
    provide_context(Toasts::new());
    let nomi = Nomi::new();
    provide_context(nomi);
    provide_context(Ricerca::new());
    provide_context(Menu::new());
    provide_context(Aggiornamento::start());
    provide_context(Bozze::new(client, accesso, nomi));
    session::start(client, accesso);
    window_event_listener_untyped("online", move |_| {
        if accesso.with_untracked(|accesso| matches!(accesso, Accesso::Irraggiungibile(_))) {
            session::ask(client, accesso);
        }
    });
    view! {
        <Router>
            <Shell>
                <Pages />
            </Shell>
        </Router>
    }
    .into_any()
}

#[component]
fn Pages() -> AnyView {
    view! {
        <FlatRoutes fallback=pages::not_found::page>
            <Route path=path!("/") view=|| guarded(Ruolo::ALL.as_slice(), pages::inizio::page) />
            <Route path=path!("/quesiti") view=|| guarded(DATORE, pages::quesiti::list::page) />
            <Route path=path!("/quesiti/nuovo") view=|| guarded(DATORE, pages::nuovo::page) />
            <Route path=path!("/quesiti/nuovo/:passo") view=|| guarded(DATORE, pages::nuovo::page) />
            <Route path=path!("/quesiti/:id") view=|| guarded(Ruolo::ALL.as_slice(), pages::quesiti::by_role) />
            <Route path=path!("/quesiti/:id/inviato") view=|| guarded(DATORE, pages::nuovo::inviato::page) />
            <Route path=path!("/datori/:datore") view=|| guarded(INTERMEDIARIO, pages::inizio::datore::page) />
            <Route path=path!("/datori/:datore/quesiti") view=|| guarded(INTERMEDIARIO, pages::quesiti::list::page) />
            <Route path=path!("/datori/:datore/quesiti/:id") view=|| guarded(INTERMEDIARIO, pages::quesiti::detail::page) />
            <Route path=path!("/datori/:datore/quesiti/:id/inviato") view=|| guarded(INTERMEDIARIO, pages::nuovo::inviato::page) />
            <Route path=path!("/datori/:datore/nuovo/:passo") view=|| guarded(INTERMEDIARIO, pages::nuovo::page) />
            <Route path=path!("/datori/:datore/pagamenti") view=|| guarded(INTERMEDIARIO, pages::pagamenti::page) />
            <Route path=path!("/pagamenti") view=|| guarded(DATORE, pages::pagamenti::page) />
            <Route path=path!("/coda/:id?") view=|| guarded(UFFICIO, pages::fascicolo::coda::page) />
            <Route path=path!("/persone") view=|| guarded(UFFICIO, pages::fascicolo::persone::page) />
            <Route path=path!("/persone/:persona") view=|| guarded(UFFICIO, pages::fascicolo::persona::page) />
            <Route path=path!("/persone/:persona/scrivi") view=|| guarded(UFFICIO, pages::fascicolo::scrivi::page) />
            <Route path=path!("/cruscotto") view=|| guarded(RESPONSABILE, pages::fascicolo::cruscotto::page) />
            <Route path=path!("/registri") view=|| guarded(RESPONSABILE, pages::fascicolo::registri::page) />
            <Route path=path!("/deleghe/nuova") view=|| guarded(CITTADINI, pages::deleghe::nuova::page) />
            <Route path=path!("/deleghe/:id?") view=|| guarded(CITTADINI, pages::deleghe::page) />
            <Route path=path!("/contatti") view=|| guarded(CITTADINI, pages::contatti::page) />
            <Route path=path!("/avvisi") view=|| guarded(CITTADINI, pages::avvisi::page) />
            <Route path=path!("/accessibilita") view=pages::informazioni::accessibilita />
            <Route path=path!("/note-legali") view=pages::informazioni::note_legali />
        </FlatRoutes>
    }
    .into_any()
}

/// A page for some roles only. Who is not signed in signs in here, and the address stays what it was.
fn guarded(ruoli: &'static [Ruolo], page: fn() -> AnyView) -> AnyView {
    let accesso = use_accesso();
    let stage = Memo::new(move |_| {
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
                    .into_any()
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
                    .into_any()
            }
            Stage::Accesso { scaduta } => view! { <pages::accesso::SignInPage scaduta=scaduta /> }.into_any(),
            Stage::Pagina(ruolo) if ruoli.contains(&Ruolo::from(ruolo)) => page(),
            Stage::Pagina(_) => pages::not_found::page(),
        }}
    }
    .into_any()
}

/// A heading for what is not a page yet.
#[component]
fn Nome() -> AnyView {
    view! { <h1 class="visually-hidden">{t(K::AppNome)}</h1> }.into_any()
}

#[derive(Clone, PartialEq)]
enum Stage {
    Attesa,
    Fallito(Errore),
    Accesso { scaduta: bool },
    Pagina(RuoloVoce),
}

/// Takes away what `index.html` shows until the app is there.
pub fn remove_splash() {
    if let Some(splash) = document().get_element_by_id("avvio") {
        splash.remove();
    }
}
