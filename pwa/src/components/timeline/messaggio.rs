//! A message with its protocol number and its documents.

use cassetto_api::modello::{AllegatoVoce, Parte, Voce};

use super::nota::Nota;
use super::{Vista, autore, ufficio};
use crate::components::attachment_list::{AttachmentList, Azione};
use crate::components::icon::Icon;
use crate::components::in_italiano::in_italiano;
use crate::format;
use crate::i18n::{K, fill};
use crate::vista::prelude::*;

#[component]
pub fn Messaggio(id: String, voce: Voce, vista: Vista, apri: Callback<(AllegatoVoce, Azione)>) -> Nodo {
    let Voce::Messaggio {
        versione,
        quando,
        parte,
        autore: nome,
        delegato,
        operatore,
        protocollo,
        testo,
        oscurato,
        allegati,
        richiesta,
        risponde_a,
        annullata,
    } = voce
    else {
        return ().nodo();
    };
    let mine = vista.mio == Some(parte);
    let class = match (mine, annullata.is_some()) {
        (true, false) => "bubble bubble-mine",
        (false, false) => "bubble",
        (_, true) => "bubble bubble-annulled",
    };
    let chi = match parte {
        Parte::Ufficio => ufficio(&nome, operatore),
        Parte::Cittadino => autore(vista.mio, &nome),
    };
    // On paper nobody is "you".
    let paper = (vista.mio == Some(parte) && parte == Parte::Cittadino).then(|| format!(" ({nome})"));
    let per_conto = delegato.map(|delegato| fill(K::SequenzaPerConto, &[("delegato", &delegato), ("nome", &nome)]));
    let redacted = oscurato.is_some();
    let text = match oscurato {
        Some(nota) => view! { <Nota testo=K::SequenzaTestoOscurato nota=nota /> },
        None => view! {
            <p class="bubble-text" lang="it">
                {testo}
            </p>
        },
    };
    let documents = (!allegati.is_empty()).then(|| view! { <AttachmentList allegati=allegati apri=apri /> });
    let read = move || vista.letto(parte, versione).map(|testo| view! { <p class="bubble-read">{testo}</p> });
    view! {
        <li class="timeline-message" id=id tabindex="-1">
            <article class=class>
                <header>
                    <h3>
                        {chi} {paper.map(|nome| view! { <span class="only-print">{nome}</span> })}
                    </h3>
                    <time datetime=quando.0.clone()>{format::istante(&quando)}</time>
                </header>
                {per_conto.map(|testo| view! { <p class="bubble-for muted small">{testo}</p> })}
                {richiesta
                    .map(|richiesta| {
                        view! {
                            <p class="bubble-tag">
                                <Icon nome="documento" />
                                {fill(K::SequenzaRichiesta, &[("giorno", &format::giorno(&richiesta.entro))])}
                            </p>
                        }
                    })}
                {risponde_a
                    .map(|_| {
                        view! {
                            <p class="bubble-tag">
                                <Icon nome="spunta" />
                                {K::SequenzaRisponde}
                            </p>
                        }
                    })}
                {annullata.map(|nota| view! { <Nota testo=K::SequenzaAnnullata nota=nota /> })}
                {(parte == Parte::Ufficio && !redacted).then(|| in_italiano(K::LingueRisposta))}
                {text}
                {documents}
                <footer class="muted small">
                    <p>{K::ProtocolloNome} " " <span class="break">{protocollo.segnatura}</span></p>
                    {read}
                    <a class="bubble-receipt no-print" href=vista.ricevuta.run(versione) download="">
                        {K::SequenzaRicevuta} <span class="visually-hidden">" " {protocollo.numero}</span>
                    </a>
                </footer>
            </article>
        </li>
    }
}
