//! What they wrote: read from `storia.json`, told through the functions in the order of its instants.

use std::sync::LazyLock;

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{
    AnswerQuesito, Chiusura, CloseQuesito, CommentQuesito, ForwardQuesito, NuovaComunicazione, NuovaRichiesta, NuovaRisposta,
    NuovoCommento, PresaInCarico, RequestDocumento, TakeQuesito, Trasferimento, WriteFirst,
};
use cassetto_api::modello::{EsitoVoce, GestioneVoce};
use cassetto_api::quesiti::{AllegatoInviato, CreateQuesito, Lettura, MarkRead, NuovoQuesito, QuesitoPath};
use cassetto_api::tempo::Giorno;
use cassetto_domain::calendario::{data_ora, oggi, prossimo_lavorativo};
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::id::QuesitoId;
use cassetto_domain::sede::CodiceSede;
use jiff::civil::{DateTime, Time};
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::Deserialize;

use super::actor::Actor;
use super::people::Registered;
use crate::cloud::Pretended;
use crate::{Cloud, Error};

/// A quesito and what became of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Racconto {
    datore: CodiceFiscale,
    rapporto: CodiceRapporto,
    categoria: String,
    giorni_fa: i32,
    ora: Time,
    oggetto: String,
    testo: String,
    #[serde(default)]
    allegati: Vec<String>,
    /// The operator who writes first; the employer when there is none.
    #[serde(default)]
    scritto_da: Option<CodiceFiscale>,
    passi: Vec<Passo>,
}

/// Something done to it later.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Passo {
    giorni_fa: i32,
    ora: Time,
    azione: Azione,
    /// Who, unless it is the employer.
    #[serde(default)]
    operatore: Option<CodiceFiscale>,
    #[serde(default)]
    testo: Option<String>,
    #[serde(default)]
    esito: Option<EsitoVoce>,
    /// Where a quesito is passed on to.
    #[serde(default)]
    sede: Option<CodiceSede>,
    /// Within how many days a document is asked for.
    #[serde(default)]
    entro_giorni: i32,
    #[serde(default)]
    allegati: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Azione {
    Prendi,
    Commenta,
    Rispondi,
    Chiudi,
    Richiedi,
    Trasferisci,
    Leggi,
}

/// The documents that the story names.
const DOCUMENTI: [(&str, &[u8]); 3] = [
    ("ricevuta.pdf", include_bytes!("ricevuta.pdf")),
    ("avviso.pdf", include_bytes!("avviso.pdf")),
    ("schermata.png", include_bytes!("schermata.png")),
];

/// Between two steps of one quesito, when the calendar would bring them closer.
const DISTANZA: SignedDuration = SignedDuration::from_mins(20);

#[expect(clippy::expect_used, reason = "embedded data, parsed by this module's tests before it can ship")]
static STORIA: LazyLock<Vec<Racconto>> = LazyLock::new(|| serde_json::from_str(include_str!("storia.json")).expect("storia.json"));

/// One thing to do: the sending when there is no step.
struct Evento {
    quando: Timestamp,
    racconto: usize,
    passo: Option<usize>,
}

/// A quesito as the last answer told it.
struct Inviato {
    id: QuesitoId,
    versione: u32,
}

/// Tells everything, the clock pretending each instant; the notices are sent as it goes on.
pub async fn tell(cloud: &Cloud, pretended: &Pretended, registered: &Registered) -> Result<(), Error> {
    let mut sent: Vec<Option<Inviato>> = STORIA.iter().map(|_| None).collect();
    for evento in events(cloud.kit().clock.now()) {
        pretended.set(Some(evento.quando));
        let racconto = &STORIA[evento.racconto];
        match evento.passo.map(|passo| &racconto.passi[passo]) {
            None => sent[evento.racconto] = Some(send(cloud, registered, racconto).await?),
            Some(passo) => {
                let quesito = sent[evento.racconto].as_mut().ok_or_else(|| Error::Demo("a step before its quesito".to_owned()))?;
                step(cloud, registered, racconto, passo, quesito).await?;
            }
        }
        cloud.settle().await?;
    }
    Ok(())
}

/// All of the story in the order of time. The office works on working days only; nothing is later than now.
fn events(now: Timestamp) -> Vec<Evento> {
    let mut events = Vec::new();
    for (racconto, quesito) in STORIA.iter().enumerate() {
        let mut last = instant(now, quesito.giorni_fa, quesito.ora, quesito.scritto_da.is_some());
        events.push(Evento { quando: last, racconto, passo: None });
        for (passo, step) in quesito.passi.iter().enumerate() {
            last = instant(now, step.giorni_fa, step.ora, step.operatore.is_some()).max(last + DISTANZA);
            events.push(Evento { quando: last, racconto, passo: Some(passo) });
        }
    }
    events.sort_by_key(|event| event.quando);
    events
}

fn instant(now: Timestamp, giorni_fa: i32, ora: Time, office: bool) -> Timestamp {
    let today = oggi(now);
    let day = today.checked_sub(giorni_fa.days()).unwrap_or(today);
    let day = if office { prossimo_lavorativo(day, None).min(today) } else { day };
    // The clocks of Rome, as far ahead of UTC on that day as they are.
    let civil: DateTime = day.to_datetime(ora);
    let utc = civil.to_zoned(jiff::tz::TimeZone::UTC).map_or(now, |zoned| zoned.timestamp());
    let ahead = data_ora(utc).duration_since(civil);
    (utc - ahead).min(now)
}

async fn send(cloud: &Cloud, registered: &Registered, racconto: &Racconto) -> Result<Inviato, Error> {
    if let Some(operatore) = &racconto.scritto_da {
        return write_first(cloud, registered, racconto, operatore).await;
    }
    let actor = sign_in(cloud, registered, &racconto.datore).await?;
    let nuovo = NuovoQuesito {
        rapporto: racconto.rapporto.to_string(),
        categoria: racconto.categoria.clone(),
        versione_categorie: cassetto_domain::categoria::corrente().versione,
        oggetto: racconto.oggetto.clone(),
        testo: racconto.testo.clone(),
        allegati: uploads(&actor, &racconto.allegati).await?,
        ..NuovoQuesito::default()
    };
    let answer = actor.call::<CreateQuesito>(&Nulla {}, &Nulla {}, &nuovo).await?;
    actor.sign_out().await?;
    Ok(Inviato { id: answer.id, versione: 1 })
}

async fn write_first(cloud: &Cloud, registered: &Registered, racconto: &Racconto, operatore: &CodiceFiscale) -> Result<Inviato, Error> {
    let datore = registered.get(&racconto.datore).ok_or_else(|| Error::Demo("the story names somebody unknown".to_owned()))?.id;
    let actor = sign_in(cloud, registered, operatore).await?;
    let nuova = NuovaComunicazione {
        datore,
        gestione: GestioneVoce::LavoroDomestico,
        rapporto: racconto.rapporto.to_string(),
        categoria: racconto.categoria.clone(),
        versione_categorie: cassetto_domain::categoria::corrente().versione,
        oggetto: racconto.oggetto.clone(),
        testo: racconto.testo.clone(),
        allegati: uploads(&actor, &racconto.allegati).await?,
    };
    let answer = actor.call::<WriteFirst>(&Nulla {}, &Nulla {}, &nuova).await?;
    actor.sign_out().await?;
    Ok(Inviato { id: answer.id, versione: 1 })
}

async fn step(cloud: &Cloud, registered: &Registered, racconto: &Racconto, passo: &Passo, quesito: &mut Inviato) -> Result<(), Error> {
    let actor = sign_in(cloud, registered, passo.operatore.as_ref().unwrap_or(&racconto.datore)).await?;
    let (path, versione) = (QuesitoPath { id: quesito.id }, quesito.versione);
    let testo = passo.testo.clone().unwrap_or_default();
    let answer = match passo.azione {
        Azione::Prendi => {
            let body = PresaInCarico { versione, commento: passo.testo.clone() };
            actor.call::<TakeQuesito>(&path, &Nulla {}, &body).await?
        }
        Azione::Commenta => actor.call::<CommentQuesito>(&path, &Nulla {}, &NuovoCommento { versione, commento: testo }).await?,
        Azione::Rispondi => {
            let allegati = uploads(&actor, &passo.allegati).await?;
            actor.call::<AnswerQuesito>(&path, &Nulla {}, &NuovaRisposta { versione, testo, allegati }).await?
        }
        Azione::Chiudi => {
            let esito = passo.esito.ok_or_else(|| Error::Demo("a closing without esito".to_owned()))?;
            actor.call::<CloseQuesito>(&path, &Nulla {}, &Chiusura { versione, esito, commento: testo }).await?
        }
        Azione::Richiedi => {
            let entro = oggi(cloud.kit().clock.now()).saturating_add(passo.entro_giorni.days());
            let allegati = uploads(&actor, &passo.allegati).await?;
            let body = NuovaRichiesta { versione, testo, entro: Giorno(entro.to_string()), allegati };
            actor.call::<RequestDocumento>(&path, &Nulla {}, &body).await?
        }
        Azione::Trasferisci => {
            let sede = passo.sede.ok_or_else(|| Error::Demo("a transfer without sede".to_owned()))?;
            let body = Trasferimento { versione, sede: sede.to_string(), motivo: testo };
            actor.call::<ForwardQuesito>(&path, &Nulla {}, &body).await?;
            quesito.versione += 1;
            return actor.sign_out().await;
        }
        Azione::Leggi => {
            actor.call::<MarkRead>(&path, &Nulla {}, &Lettura { versione }).await?;
            return actor.sign_out().await;
        }
    };
    quesito.versione = answer.quesito.versione;
    actor.sign_out().await
}

async fn sign_in<'a>(cloud: &'a Cloud, registered: &Registered, codice: &CodiceFiscale) -> Result<Actor<'a>, Error> {
    let persona = registered.get(codice).ok_or_else(|| Error::Demo("the story names somebody unknown".to_owned()))?;
    Actor::sign_in(cloud, persona).await
}

async fn uploads(actor: &Actor<'_>, nomi: &[String]) -> Result<Vec<AllegatoInviato>, Error> {
    let mut allegati = Vec::new();
    for nome in nomi {
        let (_, content) =
            DOCUMENTI.iter().find(|(name, _)| name == nome).ok_or_else(|| Error::Demo(format!("there is no document {nome}")))?;
        allegati.push(actor.upload(nome, content).await?);
    }
    Ok(allegati)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cassetto_domain::calendario::is_lavorativo;

    #[test]
    fn the_story_is_in_order_and_ends_before_now() {
        for now in ["2026-01-07T08:00:00Z", "2026-11-21T21:00:00Z", "2028-02-29T00:00:00Z"] {
            let now: Timestamp = now.parse().expect(now);
            let events = events(now);
            let mut steps: Vec<Option<usize>> = STORIA.iter().map(|_| None).collect();
            for event in &events {
                assert!(event.quando < now, "{} in {}", event.quando, STORIA[event.racconto].oggetto);
                let expected = steps[event.racconto].map_or(0, |last| last + 1);
                match event.passo {
                    None => assert!(steps[event.racconto].is_none()),
                    Some(passo) => {
                        assert_eq!(passo, expected, "{}", STORIA[event.racconto].oggetto);
                        steps[event.racconto] = Some(passo);
                        let office = STORIA[event.racconto].passi[passo].operatore.is_some();
                        assert!(!office || is_lavorativo(oggi(event.quando), None), "{}", event.quando);
                    }
                }
            }
        }
    }
}
