//! One notice: what it was about and how each delivery went, in words.

use cassetto_api::avvisi::{AvvisoVoce, ConsegnaVoce, LuogoVoce};
use cassetto_api::modello::{EventoVoce, StatoConsegnaVoce};

use crate::components::icon::Icon;
use crate::format;
use crate::i18n::{K, fill};
use crate::parole;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

pub fn view(avviso: &AvvisoVoce) -> Nodo {
    let evento = capital(parole::evento(avviso.evento));
    let href = match avviso.luogo {
        LuogoVoce::Quesito { id } => Rotta::Quesito(id),
        LuogoVoce::Deleghe => Rotta::Deleghe,
        LuogoVoce::Contatti => Rotta::Contatti,
    };
    // A code leads nowhere by itself.
    let link = avviso.evento != EventoVoce::Codice;
    let instead = instead(&avviso.consegne);
    let lines = avviso.consegne.iter().map(line).collect_view();
    view! {
        <li class="card" class:card-link=link>
            <div class="card-body">
                <p class="card-title">
                    {if link {
                        view! { <a class="stretched-link" href=href.path()>{evento}</a> }
                    } else {
                        view! { <span>{evento}</span> }
                    }}
                </p>
                <p class="muted small">
                    <time datetime=avviso.quando.0.clone()>{format::istante(&avviso.quando)}</time>
                </p>
                {instead.map(|testo| view! { <p class="notice-instead">{testo}</p> })}
                <ul class="deliveries">{lines}</ul>
            </div>
        </li>
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

const fn is_failed(stato: StatoConsegnaVoce) -> bool {
    matches!(stato, StatoConsegnaVoce::Temporanea | StatoConsegnaVoce::Tecnica | StatoConsegnaVoce::Permanente)
}

/// What got through in place of what didn't: "SMS non recapitato: E-mail al suo posto".
fn instead(consegne: &[ConsegnaVoce]) -> Option<String> {
    let failed = consegne.iter().find(|consegna| is_failed(consegna.stato))?;
    let done = |consegna: &&ConsegnaVoce| matches!(consegna.stato, StatoConsegnaVoce::Inviata | StatoConsegnaVoce::Consegnata);
    let worked = consegne.iter().find(done)?;
    Some(fill(K::AvvisiInvece, &[("fallito", parole::canale(failed.canale)), ("canale", parole::canale(worked.canale))]))
}

fn line(consegna: &ConsegnaVoce) -> Nodo {
    let somebody = !consegna.contatto.is_empty();
    let key = match consegna.stato {
        StatoConsegnaVoce::Riserva | StatoConsegnaVoce::InCoda if consegna.dopo.is_some() => K::AvvisiInCodaDopo,
        StatoConsegnaVoce::Riserva | StatoConsegnaVoce::InCoda => K::AvvisiInCoda,
        StatoConsegnaVoce::Inviata if somebody => K::AvvisiInviataA,
        StatoConsegnaVoce::Inviata => K::AvvisiInviata,
        StatoConsegnaVoce::Consegnata if somebody => K::AvvisiConsegnataA,
        StatoConsegnaVoce::Consegnata => K::AvvisiConsegnata,
        StatoConsegnaVoce::Temporanea => K::AvvisiTemporanea,
        StatoConsegnaVoce::Tecnica => K::AvvisiTecnica,
        StatoConsegnaVoce::Permanente => K::AvvisiPermanente,
    };
    let dopo = consegna.dopo.as_ref().map(format::istante).unwrap_or_default();
    let testo = fill(key, &[("canale", parole::canale(consegna.canale)), ("contatto", &consegna.contatto), ("quando", &dopo)]);
    let icona = match consegna.stato {
        stato if is_failed(stato) => "attenzione",
        StatoConsegnaVoce::Inviata | StatoConsegnaVoce::Consegnata => "spunta",
        _ => "orologio",
    };
    let pec = consegna.canale == cassetto_api::modello::CanaleVoce::Pec;
    let proofs = [(K::AvvisiPecAccettata, &consegna.accettata), (K::AvvisiPecConsegnata, &consegna.consegnata)];
    let proofs = proofs
        .into_iter()
        .filter_map(|(key, quando)| Some(fill(key, &[("quando", &format::istante(quando.as_ref().filter(|_| pec)?))])))
        .map(|testo| view! { <span class="muted small">{testo}</span> })
        .collect_view();
    view! {
        <li class:delivery-failed=is_failed(consegna.stato)>
            <Icon nome=icona />
            <span>{testo}</span>
            {proofs}
        </li>
    }
}
