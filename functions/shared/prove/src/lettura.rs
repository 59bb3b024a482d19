//! The thread to read: what `comunicazione.pdf` says, from top to bottom.

use cassetto_documenti::{Blocco, Prospetto, Soggetto, Verso};
use cassetto_domain::calendario::data_ora;
use cassetto_domain::stato::{Esito, Stato};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::comunicazione::{Comunicazione, Documento, Messaggio, Nota, Voce};
use crate::esportazione::datata;
use crate::testi::{filled, testo};

type Fatti = Vec<(String, String)>;

pub(crate) fn compose(comunicazione: &Comunicazione) -> Prospetto {
    let mut blocchi = vec![Blocco::Sezione(testo("dati").to_owned()), Blocco::Fatti(dati(comunicazione))];
    for voce in &comunicazione.voci {
        entry(&mut blocchi, voce);
    }
    Prospetto {
        istituto: testo("istituto").to_owned(),
        sede: filled("sede", &[("nome", &comunicazione.sede.nome), ("indirizzo", &comunicazione.sede.indirizzo)]),
        titolo: testo("titolo").to_owned(),
        sottotitolo: testo("sottotitolo").to_owned(),
        segnatura: comunicazione.protocollo.to_string(),
        pagina: testo("pagina").to_owned(),
        data: datata(comunicazione),
        blocchi,
    }
}

fn fatto(nome: &'static str, valore: impl Into<String>) -> (String, String) {
    (testo(nome).to_owned(), valore.into())
}

fn dati(comunicazione: &Comunicazione) -> Fatti {
    let mut fatti = vec![
        fatto("segnatura", comunicazione.protocollo.to_string()),
        fatto("presentata", momento(comunicazione.presentata)),
        fatto("datore", soggetto(&comunicazione.datore)),
    ];
    fatti.extend(comunicazione.rapporto.iter().map(|rapporto| fatto("rapporto", rapporto.to_string())));
    fatti.extend(comunicazione.lavoratore.iter().map(|lavoratore| fatto("lavoratore", lavoratore)));
    fatti.push(fatto("categoria", &comunicazione.categoria.nome));
    fatti.push(fatto("oggetto", comunicazione.oggetto.as_str()));
    fatti.push(fatto("stato", stato(comunicazione.stato)));
    fatti.extend(comunicazione.esito.map(|decisione| fatto("esito", esito(decisione))));
    if comunicazione.stato != Stato::Chiusa {
        fatti.push(fatto("termine", giorno(comunicazione.termine)));
    }
    fatti
}

fn entry(blocchi: &mut Vec<Blocco>, voce: &Voce) {
    match voce {
        Voce::Messaggio(messaggio) => message(blocchi, messaggio),
        Voce::Cambio { quando, da, a, ufficio, operatore, commento, esito: decisione, .. } => {
            let mut fatti = vec![fatto("ufficio", ufficio)];
            fatti.extend(operatore.iter().map(|nome| fatto("operatore", nome)));
            if da != a {
                fatti.push(fatto("stato", filled("cambio", &[("da", stato(*da)), ("a", stato(*a))])));
            }
            fatti.extend(decisione.map(|decisione| fatto("esito", esito(decisione))));
            let data = momento(*quando);
            let titolo = if da == a { filled("voce_commento", &[("data", &data)]) } else { filled("voce_cambio", &[("data", &data)]) };
            blocchi.extend([Blocco::Sezione(titolo), Blocco::Fatti(fatti)]);
            blocchi.extend(commento.iter().map(|commento| Blocco::Testo(commento.clone())));
        }
        Voce::Assegnazione { quando, ufficio, operatore, a, .. } => {
            let mut fatti = vec![fatto("ufficio", ufficio)];
            fatti.extend(operatore.iter().map(|nome| fatto("operatore", nome)));
            fatti.push(fatto("assegnata_a", a.as_deref().unwrap_or(testo("rilasciata"))));
            blocchi.extend([Blocco::Sezione(filled("voce_assegnazione", &[("data", &momento(*quando))])), Blocco::Fatti(fatti)]);
        }
        Voce::Trasferimento { quando, da, a, protocollo, operatore, motivo, .. } => {
            let mut fatti =
                vec![fatto("ufficio", filled("passaggio", &[("da", da), ("a", a)])), fatto("segnatura", protocollo.to_string())];
            fatti.extend(operatore.iter().map(|nome| fatto("operatore", nome)));
            fatti.push(fatto("motivo", motivo));
            blocchi.extend([Blocco::Sezione(filled("voce_trasferimento", &[("data", &momento(*quando))])), Blocco::Fatti(fatti)]);
        }
        Voce::Correlata { quando, protocollo, .. } => {
            let fatti = vec![fatto("segnatura", protocollo.to_string())];
            blocchi.extend([Blocco::Sezione(filled("voce_correlata", &[("data", &momento(*quando))])), Blocco::Fatti(fatti)]);
        }
        Voce::Avviso { quando, canale: mezzo, contatto, .. } => {
            let fatti = vec![fatto("canale", canale(mezzo)), fatto("contatto", contatto)];
            blocchi.extend([Blocco::Sezione(filled("voce_avviso", &[("data", &momento(*quando))])), Blocco::Fatti(fatti)]);
        }
    }
}

fn message(blocchi: &mut Vec<Blocco>, messaggio: &Messaggio) {
    let data = momento(messaggio.quando);
    let titolo = match messaggio.verso {
        Verso::Presentazione => filled("voce_presentazione", &[("data", &data)]),
        Verso::Entrata => filled("voce_entrata", &[("data", &data)]),
        Verso::Uscita => filled("voce_uscita", &[("data", &data)]),
    };
    let mut fatti = vec![fatto("da", &messaggio.autore)];
    fatti.extend(messaggio.delegato.iter().map(|delegato| fatto("per_conto", soggetto(delegato))));
    fatti.push(fatto("segnatura", messaggio.protocollo.to_string()));
    fatti.push(fatto("registrato_da", &messaggio.sede.nome));
    fatti.extend(messaggio.collegata_a.iter().map(|protocollo| fatto("collegata", protocollo.to_string())));
    fatti.extend(messaggio.richiesta_entro.iter().map(|entro| fatto("richiesta", giorno(*entro))));
    fatti.push(fatto("impronta_testo", messaggio.testo.sha256.to_string()));
    fatti.extend((1..).zip(&messaggio.allegati).map(|(numero, documento)| document(numero, documento)));
    blocchi.extend([Blocco::Sezione(titolo), Blocco::Fatti(fatti)]);
    blocchi.extend(messaggio.annullata.iter().map(|nota| Blocco::Nota(annotated("annullata", nota, ""))));
    blocchi.extend(messaggio.testo.oscurato.iter().map(|nota| Blocco::Nota(annotated("oscurato", nota, ""))));
    blocchi.extend(messaggio.testo.contenuto.iter().map(|testo| Blocco::Testo(testo.clone())));
}

fn document(numero: u32, documento: &Documento) -> (String, String) {
    let sha256 = documento.sha256.to_string();
    let valore = match (&documento.nome, &documento.oscurato) {
        (_, Some(nota)) => annotated("allegato_oscurato", nota, &sha256),
        (nome, None) => {
            let dimensione = documento.dimensione.to_string();
            let nome = nome.as_deref().unwrap_or_default();
            let testo = if documento.file.is_some() { "allegato_file" } else { "allegato_mancante" };
            filled(testo, &[("nome", nome), ("dimensione", &dimensione), ("sha256", &sha256)])
        }
    };
    (filled("allegato", &[("numero", &numero.to_string())]), valore)
}

fn annotated(nome: &'static str, nota: &Nota, sha256: &str) -> String {
    let chi = nota.chi.as_deref().map(|nome| filled("chi", &[("nome", nome)])).unwrap_or_default();
    filled(nome, &[("data", &momento(nota.quando)), ("chi", &chi), ("motivo", &nota.motivo), ("sha256", sha256)])
}

fn soggetto(soggetto: &Soggetto) -> String {
    filled("soggetto", &[("nome", soggetto.nome.trim()), ("codice_fiscale", soggetto.codice_fiscale.as_str())])
}

fn stato(stato: Stato) -> &'static str {
    match stato {
        Stato::Aperta => testo("stato_aperta"),
        Stato::InCarico => testo("stato_in_carico"),
        Stato::Chiusa => testo("stato_chiusa"),
    }
}

fn esito(esito: Esito) -> &'static str {
    match esito {
        Esito::Accolta => testo("esito_accolta"),
        Esito::Respinta => testo("esito_respinta"),
    }
}

fn canale(canale: &str) -> String {
    match canale {
        "sms" => testo("canale_sms").to_owned(),
        "email" => testo("canale_email").to_owned(),
        "pec" => testo("canale_pec").to_owned(),
        "push" => testo("canale_push").to_owned(),
        other => other.to_owned(),
    }
}

/// `06/07/2026`.
fn giorno(data: Date) -> String {
    format!("{:02}/{:02}/{:04}", data.day(), data.month(), data.year())
}

/// `06/07/2026, 09:05`, by the clocks of Rome.
fn momento(quando: Timestamp) -> String {
    let locale = data_ora(quando);
    format!("{}, {:02}:{:02}", giorno(locale.date()), locale.hour(), locale.minute())
}
