//! What was sent and has not arrived yet: that it leaves by itself, and what can still be done.

use leptos::prelude::*;

use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::in_coda::Lista;
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::in_uscita::{Voce, use_in_uscita};
use crate::pages::quesiti::PerContoBanner;
use crate::per_conto::use_datore;
use crate::rotta::Rotta;

pub fn page() -> AnyView {
    let datore = use_datore().get_untracked();
    let voci = use_in_uscita().tutte(datore);
    let empty = Memo::new(move |_| voci.with(Vec::is_empty));
    let waiting = Memo::new(move |_| voci.with(|voci| voci.iter().any(Voce::is_waiting)));
    let home = move || {
        view! {
            <a class="btn btn-outline-primary" href=Rotta::inizio(datore).path()>
                {t(K::NavTornaInizio)}
            </a>
        }
        .into_any()
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
                                    {t(K::UscitaSpiega)}
                                </p>
                                <p>{t(K::UscitaSpiegaData)}</p>
                                <p>{t(K::UscitaSpiegaUscita)}</p>
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
                        .into_any()
                } else {
                    view! {
                        <div class="card card-body">
                            <Lista voci=voci riapri=None />
                        </div>
                        <div class="btn-row">{home()}</div>
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}
