//! What waits for the employer: documents that were asked for with their day, then what is unread.

use cassetto_api::modello::{QuesitoVoce, StatoVoce};
use cassetto_domain::id::PersonaId;

use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::state_chip::StateChip;
use crate::format;
use crate::i18n::{K, count, fill, t};
use crate::rotta::Rotta;
use crate::vista::prelude::*;

#[component]
pub fn Attende(
    voci: Signal<Vec<QuesitoVoce>>,
    /// How many there are, shown or not.
    totale: Signal<usize>,
    #[prop(optional_no_strip)] datore: Option<PersonaId>,
) -> Nodo {
    view! {
        <section aria-labelledby="tocca-a-te">
            <div class="section-head">
                <h2 id="tocca-a-te">{K::InizioTocca}</h2>
                {move || {
                    let quanti = totale.get();
                    (quanti > 0)
                        .then(|| {
                            view! {
                                <span class="badge">{count(K::InizioNuoveUno, K::InizioNuoveAltri, quanti)}</span>
                            }
                        })
                }}
            </div>
            {move || {
                let voci = voci.get();
                if voci.is_empty() {
                    view! { <Empty icona="spunta" titolo=t(K::InizioNienteTitolo) testo=t(K::InizioNienteTesto) /> }
                } else {
                    view! { <Cards voci=voci datore=datore /> }
                }
            }}
        </section>
    }
}

#[component]
pub fn Cards(voci: Vec<QuesitoVoce>, #[prop(optional_no_strip)] datore: Option<PersonaId>) -> Nodo {
    let cards = voci.into_iter().map(|voce| card(voce, datore)).collect_view();
    view! { <ul class="cards">{cards}</ul> }
}

fn card(voce: QuesitoVoce, datore: Option<PersonaId>) -> Nodo {
    let asked = voce.attesa.as_ref().map(|attesa| {
        let due = [("giorno", &*format::giorno(&attesa.entro)), ("quando", &*format::distanza(format::giorni_a(&attesa.entro)))];
        view! {
            <p class="card-due">
                <Icon nome="documento" />
                <span>{fill(K::InizioDocumento, &due)}</span>
            </p>
        }
    });
    let open = voce.stato != StatoVoce::Chiusa && voce.attesa.is_none();
    let term = open.then(|| view! { <p class="small">{fill(K::TermineLegge, &[("giorno", &format::giorno(&voce.termine))])}</p> });
    view! {
        <li class="card card-link" class:unread=voce.da_leggere class:asked=voce.attesa.is_some()>
            <div class="card-body">
                <a class="stretched-link card-title" href=Rotta::quesito(datore, voce.id).path() lang="it">
                    {voce.oggetto}
                </a>
                {asked}
                <p class="muted small">
                    {voce.lavoratore} " · " <time datetime=voce.aggiornato.0.clone()>{format::data(&voce.aggiornato)}</time>
                </p>
                {term}
                <p class="chips">
                    <StateChip stato=voce.stato esito=voce.esito />
                    {voce.da_leggere.then(|| view! { <span class="badge">{K::ElencoDaLeggere}</span> })}
                </p>
            </div>
        </li>
    }
}
