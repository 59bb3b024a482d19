//! The rows of the queue: chosen with their boxes, opened with their links.

use cassetto_api::fascicolo::{FiltroCoda, OrologioVoce, VistaCoda, VoceCoda};
use cassetto_domain::id::QuesitoId;

use super::Coda;
use super::filtri::address;
use crate::components::keyed::{Keyed, riga};
use crate::components::state_chip::StateChip;
use crate::format;
use crate::i18n::{K, fill};
use crate::pages::fascicolo::argomento;
use crate::pages::fascicolo::termine::{Scadenza, TermChip};
use crate::vista::prelude::*;

/// The quesiti that are chosen for something done to all of them.
#[derive(Clone, Copy)]
pub struct Scelta(RwSignal<Vec<QuesitoId>>);

impl Scelta {
    /// Another view has others to choose from.
    pub fn new(filtro: Memo<FiltroCoda>) -> Self {
        let scelta = Self(RwSignal::new(Vec::new()));
        effect(move || {
            filtro.track();
            scelta.clear();
        });
        scelta
    }

    pub fn clear(self) {
        self.0.set(Vec::new());
    }

    pub fn len(self) -> usize {
        self.0.with(Vec::len)
    }

    pub fn has(self, id: QuesitoId) -> bool {
        self.0.with(|chosen| chosen.contains(&id))
    }

    pub fn toggle(self, id: QuesitoId) {
        self.0.update(|chosen| match chosen.iter().position(|other| *other == id) {
            Some(index) => drop(chosen.remove(index)),
            None => chosen.push(id),
        });
    }

    pub fn choose(self, ids: Vec<QuesitoId>) {
        self.0.set(ids);
    }
}

/// What the keyboard looks for.
pub fn row_id(id: QuesitoId) -> String {
    format!("coda-{id}")
}

#[component]
pub fn Righe(
    coda: Coda,
    /// Opens the window that assigns those that are chosen.
    molti: RwSignal<bool>,
) -> Nodo {
    let righe = derive(move || {
        let rows = coda.voci.get().into_iter();
        rows.map(|voce| {
            let key = format!(
                "{} {} {} {}",
                voce.quesito.id,
                voce.quesito.versione,
                voce.quesito.da_leggere,
                voce.orologio.map_or(0, |orologio| orologio.giorni)
            );
            riga(key, move || row(coda, voce.clone()))
        })
        .collect()
    });
    let many = move || coda.filtro.with(|filtro| filtro.vista != VistaCoda::Chiuse);
    view! {
        {move || many().then(|| view! { <Tutti coda=coda molti=molti /> })}
        <ul class="queue-list" role="list" aria-label=K::NavCoda>
            <Keyed righe=righe />
        </ul>
    }
}

#[component]
fn Tutti(coda: Coda, molti: RwSignal<bool>) -> Nodo {
    let scelta = coda.scelta;
    let all = move || coda.voci.with(|voci| !voci.is_empty() && voci.iter().all(|voce| scelta.has(voce.quesito.id)));
    let choose = move |event| {
        let ids =
            if event_target_checked(&event) { coda.voci.get_untracked().iter().map(|voce| voce.quesito.id).collect() } else { Vec::new() };
        scelta.choose(ids);
    };
    view! {
        <div class="queue-select no-print">
            <div class="form-check">
                <input type="checkbox" id="coda-tutti" prop:checked=all on:change=choose />
                <label for="coda-tutti">{K::CodaTutti}</label>
            </div>
            {move || {
                (scelta.len() > 0)
                    .then(|| {
                        view! {
                            <button type="button" class="btn btn-primary btn-sm" on:click=move |_| molti.set(true)>
                                {fill(K::CodaAssegnaScelti, &[("n", &scelta.len().to_string())])}
                            </button>
                        }
                    })
            }}
        </div>
    }
}

fn row(coda: Coda, voce: VoceCoda) -> Nodo {
    let scadenza = scadenza(&voce);
    let quesito = voce.quesito;
    let novita = quesito.da_leggere;
    let id = quesito.id;
    let choosable = coda.filtro.with_untracked(|filtro| filtro.vista != VistaCoda::Chiuse);
    let checkbox = choosable.then(|| {
        view! {
            <label class="queue-check">
                <span class="visually-hidden">{fill(K::CodaScegliRiga, &[("oggetto", &quesito.oggetto)])}</span>
                <input type="checkbox" prop:checked=move || coda.scelta.has(id) on:change=move |_| coda.scelta.toggle(id) />
            </label>
        }
    });
    let chip = match scadenza {
        Some(scadenza) => view! { <TermChip scadenza=scadenza /> },
        None => view! { <StateChip stato=quesito.stato esito=quesito.esito /> },
    };
    view! {
        <li class="queue-row">
            {checkbox.unwrap_or_else(|| view! { <span></span> })}
            <div class="queue-text">
                <a
                    class="stretched-link"
                    id=row_id(id)
                    href=move || address(Some(id), &coda.filtro.get())
                    lang="it"
                    aria-current=move || (coda.aperto.get() == Some(id)).then_some("true")
                    on:focus=move |_| coda.cursore.set(Some(id))
                >
                    {quesito.oggetto}
                </a>
                <p class="queue-facts small">
                    <span>{quesito.datore}</span>
                    <span class="muted">"n. " {quesito.protocollo.numero}</span>
                    <time class="muted" datetime=quesito.presentato.0.clone()>
                        {format::data(&quesito.presentato)}
                    </time>
                </p>
                <p class="muted small">{argomento::name(quesito.gestione, &quesito.categoria)}</p>
                <p class="chips">
                    {chip} {novita.then(|| view! { <span class="chip chip-news">{K::CodaNovita}</span> })}
                    {quesito.operatore.map(|operatore| view! { <span class="muted small">{operatore}</span> })}
                </p>
            </div>
        </li>
    }
}

fn scadenza(voce: &VoceCoda) -> Option<Scadenza> {
    let OrologioVoce { fascia, giorni } = voce.orologio?;
    Some(Scadenza { fascia, giorni, entro: voce.quesito.attesa.as_ref().map(|attesa| attesa.entro.clone()) })
}
