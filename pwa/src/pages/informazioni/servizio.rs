//! Whether the service works as it should, said where people look for help.

use cassetto_api::endpoint::Nulla;
use cassetto_api::stato_servizio::{GetStatus, ParteServizio};
use leptos::task::spawn_local;

use super::punti;
use crate::api::use_client;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

/// What is known of it.
#[derive(Clone)]
enum Stato {
    Attesa,
    Ignoto,
    Degradato(Vec<ParteServizio>),
}

pub fn stato() -> Nodo {
    let client = use_client();
    let stato = RwSignal::new(Stato::Attesa);
    spawn_local(async move {
        let answer = client.call_in_background::<GetStatus>(&Nulla {}, &Nulla {}).await;
        // Who asked may have left the page.
        stato.set(answer.map_or(Stato::Ignoto, |answer| Stato::Degradato(answer.degradato)));
    });
    let line = |testo| view! { <p>{t(testo)}</p> };
    view! {
        <div role="status" data-testid="servizio">
            {move || match stato.get() {
                Stato::Attesa => line(K::AiutoServizioAttesa),
                Stato::Ignoto => line(K::AiutoServizioIgnoto),
                Stato::Degradato(parti) if parti.is_empty() => line(K::AiutoServizioBene),
                Stato::Degradato(parti) => {
                    let parti: Vec<K> = parti.into_iter().map(says).collect();
                    view! {
                        {line(K::AiutoServizioRidotto)}
                        {punti(&parti)}
                    }
                }
            }}
        </div>
    }
}

const fn says(parte: ParteServizio) -> K {
    match parte {
        ParteServizio::Documenti => K::AiutoServizioDocumenti,
        ParteServizio::Sms => K::AiutoServizioSms,
        ParteServizio::Email => K::AiutoServizioEmail,
        ParteServizio::Pec => K::AiutoServizioPec,
        ParteServizio::Push => K::AiutoServizioPush,
        ParteServizio::Avvisi => K::AiutoServizioAvvisi,
        ParteServizio::Registri => K::AiutoServizioRegistri,
    }
}
