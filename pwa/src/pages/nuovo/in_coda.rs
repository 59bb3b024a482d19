//! What was sent and has not arrived yet: that it leaves by itself, and what can still be done.

use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::in_coda::Lista;
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::in_uscita::{Voce, use_in_uscita};
use crate::pages::quesiti::PerContoBanner;
use crate::per_conto::use_datore;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    let datore = use_datore().get_untracked();
    let voci = use_in_uscita().tutte(datore);
    let empty = memo(move || voci.with(Vec::is_empty));
    let waiting = memo(move || voci.with(|voci| voci.iter().any(Voce::is_waiting)));
    let home = move || {
        view! {
            <a class="btn btn-outline-primary" href=Rotta::inizio(datore).path()>
                {K::NavTornaInizio}
            </a>
        }
    };
    view! {
        {datore.map(|datore| view! { <PerContoBanner datore=datore /> })}
        <div class="uscita">
            <Titolo testo=Signal::stored(t(K::UscitaTitolo).to_owned()) />
            {move || {
                waiting
                    .get()
                    .then(|| {
                        view! {
                            <div class="callout callout-info">
                                <p class="callout-title">
                                    <Icon nome="orologio" />
                                    {K::UscitaSpiega}
                                </p>
                                <p>{K::UscitaSpiegaData}</p>
                                <p>{K::UscitaSpiegaUscita}</p>
                            </div>
                        }
                    })
            }}
            {move || {
                if empty.get() {
                    view! {
                        <Empty icona="spunta" titolo=t(K::UscitaVuoto) testo=t(K::UscitaVuotoTesto)>
                            {home()}
                        </Empty>
                    }
                } else {
                    view! {
                        <div class="card card-body">
                            <Lista voci=voci riapri=None />
                        </div>
                        <div class="btn-row">{home()}</div>
                    }
                }
            }}
        </div>
    }
}
