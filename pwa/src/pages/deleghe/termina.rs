//! Ending a delega or a request, after a second look: there is no way back.

use cassetto_api::deleghe::{DelegaPath, DelegaVoce, GruppoDeleghe, RefuseDelega, RevokeDelega};
use cassetto_api::endpoint::Nulla;
use leptos::task::spawn_local;

use super::{address, parole, use_lato};
use crate::api::use_client;
use crate::browser;
use crate::components::modal::Modal;
use crate::components::toasts::use_toasts;
use crate::i18n::{K, fill, t};
use crate::indirizzo::use_indirizzo;
use crate::vista::prelude::*;

/// How it ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fine {
    /// By the employer.
    Revoca,
    /// By the intermediary.
    Rinuncia,
    /// By who asked.
    Ritiro,
    /// By who was asked.
    Rifiuto,
}

/// The words of one way to end.
struct Parole {
    azione: K,
    domanda: K,
    testo: K,
    conferma: K,
    fatto: K,
}

impl Fine {
    const fn parole(self) -> Parole {
        match self {
            Self::Revoca => Parole {
                azione: K::DelegaRevocaAzione,
                domanda: K::DelegaRevocaSicuro,
                testo: K::DelegaRevocaTesto,
                conferma: K::DelegaRevocaSi,
                fatto: K::DelegaRevocaFatto,
            },
            Self::Rinuncia => Parole {
                azione: K::DelegaRevocaRinuncia,
                domanda: K::DelegaRevocaSicuroRinuncia,
                testo: K::DelegaRevocaTestoRinuncia,
                conferma: K::DelegaRevocaSiRinuncia,
                fatto: K::DelegaRevocaFatto,
            },
            Self::Ritiro => Parole {
                azione: K::DelegaRevocaRitira,
                domanda: K::DelegaRevocaSicuroRitira,
                testo: K::DelegaRevocaTestoRitira,
                conferma: K::DelegaRevocaSiRitira,
                fatto: K::DelegaRevocaFatto,
            },
            Self::Rifiuto => Parole {
                azione: K::DelegaAccettaRifiuta,
                domanda: K::DelegaAccettaRifiutaSicuro,
                testo: K::DelegaAccettaRifiutaTesto,
                conferma: K::DelegaAccettaRifiutaSi,
                fatto: K::DelegaAccettaRifiutata,
            },
        }
    }
}

#[component]
pub fn Termina(delega: DelegaVoce, fine: Fine) -> Nodo {
    let (client, toasts, lato) = (use_client(), use_toasts(), use_lato());
    let indirizzo = use_indirizzo();
    let (aperto, in_corso) = (RwSignal::new(false), RwSignal::new(false));
    let Parole { azione, domanda, testo, conferma, fatto } = fine.parole();
    let id = delega.id;
    let testo = fill(testo, &[("nome", &parole::altra(&delega, lato).nome)]);
    let end = move |_| {
        if in_corso.get_untracked() {
            return;
        }
        in_corso.set(true);
        spawn_local(async move {
            let path = DelegaPath { id };
            let answer = match fine {
                Fine::Rifiuto => client.post::<RefuseDelega>(&path, &Nulla {}, None).await,
                Fine::Revoca | Fine::Rinuncia | Fine::Ritiro => client.post::<RevokeDelega>(&path, &Nulla {}, None).await,
            };
            in_corso.set(false);
            aperto.set(false);
            match answer {
                Ok(_) => {
                    toasts.tell(t(fatto));
                    indirizzo.go(&address(GruppoDeleghe::Concluse, Some(id)));
                    // What had it goes with the card.
                    browser::focus_first("h1");
                }
                Err(errore) => toasts.warn(errore.riga()),
            }
        });
    };
    view! {
        <p>
            <button type="button" class="btn btn-outline-danger" on:click=move |_| aperto.set(true)>
                {t(azione)}
            </button>
        </p>
        <Modal id="delega-fine" titolo=Signal::stored(t(domanda).to_owned()) aperto=aperto>
            <p>{testo.clone()}</p>
            <div class="btn-row">
                <button type="button" class="btn btn-danger" aria-disabled=move || in_corso.get().then_some("true") on:click=end>
                    {t(conferma)}
                </button>
                <button type="button" class="btn btn-outline-primary" on:click=move |_| aperto.set(false)>
                    {K::AzioneAnnulla}
                </button>
            </div>
        </Modal>
    }
}
