//! Stato, category, rapporto, words and dates. What is chosen goes into the address, so that "back" and links work.

use cassetto_api::endpoint::Nulla;
use cassetto_api::home::{GetHome, Home, PerConto};
use cassetto_api::modello::StatoVoce;
use cassetto_api::quesiti::FiltroQuesiti;
use cassetto_api::tempo::Giorno;
use cassetto_domain::categoria;
use cassetto_domain::id::PersonaId;
use cassetto_domain::stato::Stato;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::api::use_client;
use crate::browser;
use crate::components::field::Field;
use crate::components::icon::Icon;
use crate::components::select_field::SelectField;
use crate::i18n::{self, K, fill, t};
use crate::lettura::Lettura;
use crate::parole;
use crate::rotta::Rotta;

#[component]
pub fn Filters(filtro: FiltroQuesiti, datore: Option<PersonaId>) -> AnyView {
    let client = use_client();
    let quanti = active(&filtro);
    let text = |value: Option<String>| RwSignal::new(value.unwrap_or_default());
    let stato = text(filtro.stato.map(code));
    let categoria = text(filtro.categoria);
    let rapporto = text(filtro.rapporto);
    let oggetto = text(filtro.oggetto);
    let dal = text(filtro.dal.map(|giorno| giorno.0));
    let al = text(filtro.al.map(|giorno| giorno.0));

    let home = Lettura::<Home>::new(move |abort| client.get::<GetHome>(&Nulla {}, &PerConto { datore }, abort));
    let rapporti = Signal::derive(move || {
        let chosen = rapporto.get_untracked();
        let mut scelte: Vec<(String, String)> = home.with(|home| {
            let rapporti = home.into_iter().flat_map(|home| &home.rapporti);
            rapporti.map(|rapporto| (rapporto.codice.clone(), format!("{} ({})", rapporto.lavoratore, rapporto.codice))).collect()
        });
        if !chosen.is_empty() && !scelte.iter().any(|(codice, _)| *codice == chosen) {
            scelte.push((chosen.clone(), chosen));
        }
        with_all(scelte)
    });
    let stati = with_all(Stato::ALL.into_iter().map(|stato| (code(stato.into()), parole::stato(stato.into()).to_owned())).collect());
    let categorie =
        with_all(categoria::corrente().voci.iter().map(|voce| (voce.codice.clone(), i18n::pick(&voce.nome).to_owned())).collect());

    let navigate = StoredValue::new_local(use_navigate());
    let apply = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let some = |signal: RwSignal<String>| Some(signal.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
        let stato = Stato::ALL.into_iter().map(StatoVoce::from).find(|voce| code(*voce) == stato.get_untracked());
        let filtro = FiltroQuesiti {
            datore: None,
            stato,
            categoria: some(categoria),
            rapporto: some(rapporto),
            oggetto: some(oggetto),
            dal: some(dal).map(Giorno),
            al: some(al).map(Giorno),
            cursor: None,
            limit: None,
        };
        let query = serde_urlencoded::to_string(&filtro).unwrap_or_default();
        let path = Rotta::quesiti(datore).path();
        let address = if query.is_empty() { path } else { format!("{path}?{query}") };
        navigate.with_value(|navigate| navigate(&address, NavigateOptions { scroll: false, ..NavigateOptions::default() }));
    };
    view! {
        <details class="filters" open=browser::is_wide()>
            <summary>
                <Icon nome="filtro" />
                {t(K::FiltroTitolo)}
                {(quanti > 0).then(|| view! { <span class="chip chip-in-carico">{fill(K::FiltroAttivi, &[("n", &quanti.to_string())])}</span> })}
            </summary>
            <form class="filters-form" on:submit=apply>
                <Field id="filtro-oggetto" label=t(K::FiltroOggetto) valore=oggetto tipo="search" />
                <SelectField id="filtro-stato" label=t(K::FiltroStato) valore=stato scelte=stati />
                <SelectField id="filtro-categoria" label=t(K::FiltroCategoria) valore=categoria scelte=categorie />
                <SelectField id="filtro-rapporto" label=t(K::FiltroRapporto) valore=rapporto scelte=rapporti />
                <Field id="filtro-dal" label=t(K::FiltroDal) valore=dal tipo="date" />
                <Field id="filtro-al" label=t(K::FiltroAl) valore=al tipo="date" />
                <div class="btn-row">
                    <button type="submit" class="btn btn-primary">
                        {t(K::FiltroApplica)}
                    </button>
                    {(quanti > 0)
                        .then(|| {
                            view! {
                                <a class="btn btn-link" href=Rotta::quesiti(datore).path()>
                                    {t(K::FiltroTogli)}
                                </a>
                            }
                        })}
                </div>
            </form>
        </details>
    }
    .into_any()
}

fn with_all(scelte: Vec<(String, String)>) -> Vec<(String, String)> {
    [(String::new(), t(K::FiltroTutti).to_owned())].into_iter().chain(scelte).collect()
}

/// As the contract writes it.
fn code(stato: StatoVoce) -> String {
    serde_json::to_value(stato).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn active(filtro: &FiltroQuesiti) -> usize {
    [
        filtro.stato.is_some(),
        filtro.categoria.is_some(),
        filtro.rapporto.is_some(),
        filtro.oggetto.is_some(),
        filtro.dal.is_some(),
        filtro.al.is_some(),
    ]
    .into_iter()
    .filter(|active| *active)
    .count()
}
