//! An intermediary with two thousand employers and fifty thousand quesiti: what each of their pages costs, as against twenty employers
//! with as many quesiti each.

use std::time::Instant;

use cassetto_api::datori::{FiltroDatori, ListDatori};
use cassetto_api::deleghe::{FiltroDeleghe, FiltroQuesitiDelegati, ListDeleghe, ListQuesitiDelegati, VistaDelegati};
use cassetto_api::endpoint::{Nulla, location};
use cassetto_api::fascicolo::{Chiusura, CloseQuesito, PresaInCarico, TakeQuesito};
use cassetto_api::modello::EsitoVoce;
use cassetto_api::quesiti::{CreateQuesito, FiltroQuesiti, GetQuesito, ListQuesiti, QuesitoPath};
use cassetto_domain::id::{DelegaId, PersonaId, QuesitoId};
use cassetto_local::{Cloud, Target, demo};
use data_encoding::BASE64;
use hyper::body::Bytes;
use serde::Serialize;
use serde_json::Value;

use crate::Error;
use crate::client::Client;
use crate::operazioni::nuovo;

/// Employers and quesiti: enough for whole pages, and a hundred times as many.
const POCHI: (u32, u32) = (20, 500);
const MOLTI: (u32, u32) = (2_000, 50_000);

/// How often each page is asked for, for its time.
const TIMES: usize = 50;

/// One page, with few and with many.
#[derive(Debug, Clone, Serialize)]
pub struct Confronto {
    pub pagina: &'static str,
    pub chiamate: u64,
    /// Beyond the one that reads the session and those that read one item.
    pub query: u64,
    pub unita_con_pochi: f64,
    pub unita_con_molti: f64,
    /// Median, with many.
    pub p50_ms: f64,
}

/// A request of the intermediary.
struct Pagina {
    nome: &'static str,
    metodo: &'static str,
    indirizzo: String,
    corpo: String,
}

pub async fn measure(cloud: &Cloud) -> Result<Vec<Confronto>, Error> {
    let persone = demo::persone();
    let (datore, operatore) = (persone.deleganti.first().ok_or("no employer")?, persone.operatori.first().ok_or("no operator")?);
    let anyone = Client::new(cloud.origin());
    let citizen = anyone.sign_in(datore.codice_fiscale.as_str(), &persone.pin_dei_deleganti).await?;
    let office = anyone.sign_in(operatore.codice_fiscale.as_str(), &operatore.pin).await?;
    let studio = anyone.sign_in(persone.intermediario.codice_fiscale.as_str(), &persone.intermediario.pin).await?;
    let rapporto = datore.rapporti.first().ok_or("no rapporto")?.codice.to_string();

    // One of each state: open, taken and closed, of which the last two have something to read.
    let mut modelli = Vec::new();
    for number in 0..3 {
        let key = format!("bench-intermediario-{number}");
        let id = citizen.call::<CreateQuesito>(&Nulla {}, &Nulla {}, &nuovo(&rapporto, Vec::new()), Some(&key)).await?.id;
        let path = QuesitoPath { id };
        if number > 0 {
            office.ask::<TakeQuesito>(&path, &Nulla {}, &PresaInCarico { versione: 1, commento: None }, None).await?;
        }
        if number > 1 {
            let body = Chiusura { versione: 2, esito: EsitoVoce::Accolta, commento: "Fatto.".to_owned() };
            office.ask::<CloseQuesito>(&path, &Nulla {}, &body, None).await?;
        }
        modelli.push(id);
    }
    cloud.settle().await?;

    let mut copie = Copie::of(cloud, modelli)?;
    let pagine = pages(copie.datore, datore.cognome.as_str(), datore.codice_fiscale.as_str(), &rapporto, copie.modelli.first().copied())?;
    copie.fill(cloud, POCHI)?;
    let few = ask(cloud, &studio, &pagine).await?;
    copie.fill(cloud, MOLTI)?;
    let many = ask(cloud, &studio, &pagine).await?;
    let both = pagine.iter().zip(few.into_iter().zip(many));
    Ok(both
        .map(|(pagina, (few, many))| Confronto {
            pagina: pagina.nome,
            chiamate: many.calls,
            query: many.queries,
            unita_con_pochi: few.units,
            unita_con_molti: many.units,
            p50_ms: many.millis,
        })
        .collect())
}

/// Every page of the tablet that reads.
fn pages(datore: PersonaId, cognome: &str, cf: &str, rapporto: &str, quesito: Option<QuesitoId>) -> Result<Vec<Pagina>, Error> {
    let search = |nome, testo: Option<&str>| {
        let corpo = serde_json::to_string(&FiltroDatori { testo: testo.map(str::to_owned), ..FiltroDatori::default() })?;
        Ok::<_, Error>(Pagina { nome, metodo: "POST", indirizzo: location::<ListDatori>(&Nulla {}, &Nulla {}), corpo })
    };
    let get = |nome, indirizzo| Pagina { nome, metodo: "GET", indirizzo, corpo: String::new() };
    let vista = |nome, vista| {
        let query = FiltroQuesitiDelegati { vista, ..FiltroQuesitiDelegati::default() };
        get(nome, location::<ListQuesitiDelegati>(&Nulla {}, &query))
    };
    Ok(vec![
        search("datori", None)?,
        search("datori per nome", Some(cognome))?,
        search("datori per codice fiscale", Some(cf))?,
        search("datori per codice rapporto", Some(rapporto))?,
        get("deleghe", location::<ListDeleghe>(&Nulla {}, &FiltroDeleghe::default())),
        vista("tocca a te", VistaDelegati::ToccaATe),
        vista("da leggere", VistaDelegati::DaLeggere),
        vista("aperte", VistaDelegati::Aperte),
        vista("in carico", VistaDelegati::InCarico),
        vista("chiuse", VistaDelegati::Chiuse),
        get("di un datore", location::<ListQuesiti>(&Nulla {}, &FiltroQuesiti { datore: Some(datore), ..FiltroQuesiti::default() })),
        get("dettaglio", location::<GetQuesito>(&QuesitoPath { id: quesito.ok_or("no quesito")? }, &Nulla {})),
    ])
}

struct Costo {
    calls: u64,
    queries: u64,
    units: f64,
    millis: f64,
}

async fn ask(cloud: &Cloud, client: &Client, pagine: &[Pagina]) -> Result<Vec<Costo>, Error> {
    let mut all = Vec::new();
    for pagina in pagine {
        let mut took = Vec::new();
        for _ in 0..TIMES {
            cloud.meter().reset();
            let begun = Instant::now();
            let answer = client.send(pagina.metodo, &pagina.indirizzo, Bytes::from(pagina.corpo.clone()), None).await?;
            if answer.status != 200 {
                return Err(format!("{}: {} {}", pagina.nome, answer.status, String::from_utf8_lossy(&answer.body)).into());
            }
            took.push(begun.elapsed());
        }
        took.sort_unstable();
        let costo = cloud.meter().snapshot();
        all.push(Costo {
            calls: costo.total_calls(),
            queries: costo.of(Target::DynamoDb, "Query").calls,
            units: costo.read_units(),
            millis: took.get(TIMES / 2).copied().unwrap_or_default().as_secs_f64() * 1000.0,
        });
    }
    Ok(all)
}

/// Rows that are copied: those of one employer with their delega, and those of some of their quesiti. Copies differ in identifiers only.
struct Copie {
    datore: PersonaId,
    delega: DelegaId,
    modelli: Vec<QuesitoId>,
    del_datore: Vec<Value>,
    /// By quesito.
    dei_quesiti: Vec<Vec<Value>>,
    datori: u32,
    quesiti: u32,
}

/// Rows written at a time.
const CHUNK: usize = 2_000;

impl Copie {
    fn of(cloud: &Cloud, modelli: Vec<QuesitoId>) -> Result<Self, Error> {
        let rows = cloud.rows()?;
        let pk = |row: &Value| row["pk"]["S"].as_str().unwrap_or_default().to_owned();
        let of = |id: &QuesitoId| rows.iter().filter(|row| pk(row) == format!("Q#{id}")).cloned().collect::<Vec<_>>();
        let dei_quesiti: Vec<Vec<Value>> = modelli.iter().map(of).collect();
        let header = dei_quesiti.iter().flatten().find(|row| row["sk"]["S"] == "Q").ok_or("no header")?;
        let datore = PersonaId::from_bytes(bytes(&header["d"])?);
        let names_datore = |row: &&Value| row.to_string().contains(&datore.to_string());
        // Neither their quesiti, nor what a call of theirs left: sessions, keys, notices.
        let lasting = |row: &&Value| {
            let sk = row["sk"]["S"].as_str().unwrap_or_default();
            !sk.starts_with("S#") && !["Q#", "I#", "OUT#", "N#"].iter().any(|prefix| pk(row).starts_with(prefix))
        };
        let del_datore: Vec<Value> = rows.iter().filter(lasting).filter(names_datore).cloned().collect();
        let delega = del_datore.iter().find(|row| row["sk"]["S"] == "ATTIVA").ok_or("no active delega")?;
        let delega = DelegaId::from_bytes(bytes(&delega["dg"])?);
        Ok(Self { datore, delega, modelli, del_datore, dei_quesiti, datori: 1, quesiti: 0 })
    }

    /// Adds copies until there are so many.
    fn fill(&mut self, cloud: &Cloud, (datori, quesiti): (u32, u32)) -> Result<(), Error> {
        let mut rows = Vec::new();
        for number in self.datori..datori {
            let changes = self.changes_of_datore(number);
            for row in &self.del_datore {
                rows.push(copy(row, &changes)?);
            }
            write(cloud, &mut rows, CHUNK)?;
        }
        self.datori = self.datori.max(datori);
        for number in self.quesiti..quesiti {
            let mut changes = self.changes_of_datore(number % self.datori);
            let which = usize::try_from(number)? % self.modelli.len();
            let id = QuesitoId::from_bytes((u128::from(number) | 1 << 100).to_be_bytes());
            if let (Some(modello), Some(template)) = (self.modelli.get(which), self.dei_quesiti.get(which)) {
                changes.push((modello.to_string(), id.to_string()));
                changes.push((BASE64.encode(modello.as_bytes()), BASE64.encode(id.as_bytes())));
                for row in template {
                    rows.push(copy(row, &changes)?);
                }
            }
            write(cloud, &mut rows, CHUNK)?;
        }
        self.quesiti = self.quesiti.max(quesiti);
        write(cloud, &mut rows, 1)
    }

    /// The first employer is the one that is copied.
    fn changes_of_datore(&self, number: u32) -> Vec<(String, String)> {
        if number == 0 {
            return Vec::new();
        }
        let bytes = (u128::from(number) | 1 << 101).to_be_bytes();
        let (persona, delega) = (PersonaId::from_bytes(bytes), DelegaId::from_bytes(bytes));
        vec![
            (self.datore.to_string(), persona.to_string()),
            (BASE64.encode(self.datore.as_bytes()), BASE64.encode(persona.as_bytes())),
            (self.delega.to_string(), delega.to_string()),
            (BASE64.encode(self.delega.as_bytes()), BASE64.encode(delega.as_bytes())),
        ]
    }
}

fn bytes(value: &Value) -> Result<[u8; 16], Error> {
    let text = value["B"].as_str().ok_or("no bytes")?;
    Ok(BASE64.decode(text.as_bytes())?.try_into().map_err(|_| "not 16 bytes")?)
}

fn copy(row: &Value, changes: &[(String, String)]) -> Result<Value, Error> {
    let text = changes.iter().fold(row.to_string(), |text, (old, new)| text.replace(old, new));
    Ok(serde_json::from_str(&text)?)
}

/// Writes the rows once there are enough of them.
fn write(cloud: &Cloud, rows: &mut Vec<Value>, enough: usize) -> Result<(), Error> {
    if rows.len() >= enough {
        cloud.put_rows(rows)?;
        rows.clear();
    }
    Ok(())
}
