//! How it works, in answers to what people ask.

use cassetto_api::modello::StatoVoce;

use super::{capitolo, servizio};
use crate::browser;
use crate::components::icon::Icon;
use crate::components::state_chip::StateChip;
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::rotta::Rotta;
use crate::vista::prelude::*;

/// One question: where it is on the page, its words, the answer's.
type Domanda = (&'static str, K, &'static [K]);

const DOMANDE: [Domanda; 11] = [
    ("scrivere", K::AiutoScrivere, &[K::AiutoScrivereTesto, K::AiutoScrivereAllegati]),
    ("chi", K::AiutoChi, &[K::AiutoChiTesto, K::AiutoChiSbagliata]),
    ("quando", K::AiutoQuando, &[K::AiutoQuandoTesto, K::AiutoQuandoFermo]),
    ("stati", K::AiutoStati, &[]),
    ("protocollo", K::AiutoProtocollo, &[K::AiutoProtocolloTesto, K::AiutoProtocolloUso]),
    ("ricevuta", K::AiutoRicevuta, &[K::AiutoRicevutaTesto]),
    ("avvisi", K::AiutoAvvisi, &[K::AiutoAvvisiTesto]),
    ("delega", K::AiutoDelega, &[K::AiutoDelegaTesto, K::AiutoDelegaUna]),
    ("chiuso", K::AiutoChiuso, &[K::AiutoChiusoTesto]),
    ("urgenza", K::AiutoUrgenza, &[K::AiutoUrgenzaTesto, K::AiutoUrgenzaSede]),
    ("servizio", K::AiutoServizio, &[]),
];

pub fn page() -> Nodo {
    let index = DOMANDE
        .iter()
        .map(|(id, titolo, _)| {
            let go = move |event: web_sys::MouseEvent| {
                event.prevent_default();
                browser::focus_top(id);
            };
            view! {
                <li>
                    <a href=format!("#{id}") on:click=go>
                        {t(*titolo)}
                    </a>
                </li>
            }
        })
        .collect_view();
    let answers = DOMANDE
        .iter()
        .map(|(id, titolo, testi)| {
            view! {
                {capitolo(id, *titolo, testi)}
                {more(id)}
            }
        })
        .collect_view();
    view! {
        <Titolo testo=Signal::stored(t(K::AiutoTitolo).to_owned()) />
        <div class="prose">
            <p class="lead">{K::AiutoTesto}</p>
            <nav class="index no-print" aria-label=K::AiutoIndice>
                <ul>{index}</ul>
            </nav>
            {answers}
        </div>
    }
}

/// What an answer has besides words.
fn more(id: &str) -> Nodo {
    match id {
        "stati" => states(),
        "servizio" => servizio::stato(),
        "quando" => link(Rotta::Pagamenti, K::AiutoQuandoPagamenti),
        "avvisi" => link(Rotta::Contatti, K::AiutoAvvisiContatti),
        "delega" => link(Rotta::Deleghe, K::AiutoDelegaVai),
        _ => ().nodo(),
    }
}

fn link(rotta: Rotta, testo: K) -> Nodo {
    view! {
        <p>
            <a class="jump" href=rotta.path()>
                {t(testo)}
                <Icon nome="avanti" />
            </a>
        </p>
    }
}

fn states() -> Nodo {
    let rows =
        [(StatoVoce::Aperta, K::AiutoStatiAperta), (StatoVoce::InCarico, K::AiutoStatiInCarico), (StatoVoce::Chiusa, K::AiutoStatiChiusa)];
    let rows = rows
        .map(|(stato, testo)| {
            view! {
                <div>
                    <dt>
                        <StateChip stato=stato esito=None />
                    </dt>
                    <dd>{t(testo)}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="states">{rows}</dl> }
}
