//! What the worker is told: where the question stands and the next day that counts. Nobody's name, nothing of what was written.

use cassetto_api::modello::{EsitoVoce, Parte, QuesitoDettaglio, QuesitoVoce, StatoVoce, Voce};

use crate::format;
use crate::i18n::{K, Testi};

/// What the employer chose to add.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Aggiunte {
    pub argomento: bool,
    pub numero: bool,
}

/// The whole message, a paragraph a line.
pub fn messaggio(dettaglio: &QuesitoDettaglio, testi: &Testi, aggiunte: Aggiunte) -> String {
    let quesito = &dettaglio.quesito;
    let giorno = |key, giorno| testi.fill(key, &[("giorno", &format::giorno_in(testi.lingua(), giorno))]);
    let today = format::giorno_fra(0);
    let mut lines = vec![
        giorno(K::LavoratoreOggi, &today),
        giorno(
            match quesito.origine {
                Parte::Cittadino => K::LavoratoreInviata,
                Parte::Ufficio => K::LavoratoreScritta,
            },
            &quesito.protocollo.data,
        ),
    ];
    if aggiunte.argomento {
        let categoria = &quesito.categoria;
        lines.push(
            testi.fill(K::LavoratoreArgomento, &[("argomento", &testi.categoria(quesito.gestione, &categoria.codice, categoria.versione))]),
        );
    }
    if aggiunte.numero {
        lines.push(testi.fill(K::LavoratoreNumero, &[("numero", &quesito.protocollo.segnatura)]));
    }
    if let Some(attesa) = quesito.attesa.as_ref().filter(|_| quesito.stato != StatoVoce::Chiusa) {
        lines.push(giorno(K::LavoratoreDocumento, &attesa.entro));
        lines.push(testi.get(K::LavoratoreFermo).to_owned());
    } else {
        lines.push(testi.get(stato(quesito, has_answer(dettaglio))).to_owned());
        // The law gives a day for the answer to a question, not for what the office began itself.
        if quesito.stato != StatoVoce::Chiusa && quesito.origine == Parte::Cittadino {
            let past = format::giorni_a(&quesito.termine) < 0;
            lines.push(giorno(if past { K::LavoratoreTerminePassato } else { K::LavoratoreTermine }, &quesito.termine));
        }
    }
    lines.push(testi.get(K::LavoratoreFine).to_owned());
    lines.join("\n")
}

fn stato(quesito: &QuesitoVoce, answered: bool) -> K {
    match (quesito.stato, quesito.esito) {
        (StatoVoce::Chiusa, Some(EsitoVoce::Accolta)) if quesito.origine == Parte::Cittadino => K::LavoratoreAccolta,
        (StatoVoce::Chiusa, Some(EsitoVoce::Respinta)) if quesito.origine == Parte::Cittadino => K::LavoratoreRespinta,
        (StatoVoce::Chiusa, _) => K::LavoratoreChiusa,
        _ if answered => K::LavoratoreRisposta,
        (StatoVoce::InCarico, _) => K::LavoratoreInCarico,
        (StatoVoce::Aperta, _) => K::LavoratoreAperta,
    }
}

/// Whether the office wrote back: a request for a document is no answer, nor is what it began with.
fn has_answer(dettaglio: &QuesitoDettaglio) -> bool {
    dettaglio.quesito.origine == Parte::Cittadino
        && dettaglio.voci.iter().any(|voce| matches!(voce, Voce::Messaggio { parte: Parte::Ufficio, richiesta: None, annullata: None, .. }))
}
