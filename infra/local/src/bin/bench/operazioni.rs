//! What people do, one operation after the other; the quesiti that are sent are those that are then listed, taken, downloaded.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{Chiusura, CloseQuesito, PresaInCarico, TakeQuesito};
use cassetto_api::modello::EsitoVoce;
use cassetto_api::quesiti::{AllegatoInviato, CreateQuesito, Lettura, MarkRead, NuovoQuesito, QuesitoPath};
use cassetto_domain::categoria;
use cassetto_domain::id::QuesitoId;
use cassetto_local::{Cloud, demo};
use hyper::body::Bytes;
use tokio::runtime::Handle;

use crate::Error;
use crate::carico::{Carico, Misura, repeat};
use crate::client::Client;

const ATTACHMENT: usize = 100 * 1000;

/// The demo employer's client, the demo operator's, and the employer's first rapporto.
pub async fn people(cloud: &Cloud) -> Result<(Client, Client, String), Error> {
    let (persone, client) = (demo::persone(), Client::new(cloud.origin()));
    let (datore, operatore) = (persone.datori.first().ok_or("no employer")?, persone.operatori.first().ok_or("no operator")?);
    let rapporto = datore.rapporti.first().ok_or("no rapporto")?.codice.to_string();
    let citizen = client.sign_in(datore.codice_fiscale.as_str(), &datore.pin).await?;
    let office = client.sign_in(operatore.codice_fiscale.as_str(), &operatore.pin).await?;
    Ok((citizen, office, rapporto))
}

/// A quesito like many.
pub fn nuovo(rapporto: &str, allegati: Vec<AllegatoInviato>) -> NuovoQuesito {
    let categorie = categoria::corrente();
    NuovoQuesito {
        rapporto: rapporto.to_owned(),
        categoria: categorie.voci.first().map(|categoria| categoria.codice.to_owned()).unwrap_or_default(),
        versione_categorie: categorie.versione,
        oggetto: "Avviso di pagamento del terzo trimestre".to_owned(),
        testo: "Ho ricevuto un avviso per il terzo trimestre e vorrei sapere se il pagamento risulta. ".repeat(5),
        allegati,
        ..NuovoQuesito::default()
    }
}

/// Who asks, about what.
#[derive(Clone)]
pub struct Scena {
    citizen: Client,
    office: Client,
    rapporto: String,
    /// Where the functions run.
    funzioni: Handle,
}

impl Scena {
    pub async fn new(cloud: &Cloud, funzioni: &Handle) -> Result<Self, Error> {
        let (citizen, office, rapporto) = people(cloud).await?;
        Ok(Self { citizen, office, rapporto, funzioni: funzioni.clone() })
    }
}

/// What there is a budget for: send, list, detail, search, the office's queue. `serie` tells the keys of one run from another's; gives
/// what was sent too.
pub async fn budgeted(cloud: &Cloud, scena: &Scena, carico: Carico, serie: &str) -> Result<(Vec<Misura>, Vec<QuesitoId>), Error> {
    let Scena { citizen, office, rapporto, funzioni } = scena;
    let sent = Arc::new(Mutex::new(Vec::new()));
    let (client, document, ids, codice, serie) = (citizen.clone(), document(), sent.clone(), rapporto.clone(), serie.to_owned());
    let send = move |number| {
        let (client, document, sent, rapporto) = (client.clone(), document.clone(), ids.clone(), codice.clone());
        let key = format!("bench-{serie}-{number:08}");
        async move {
            let allegato = client.upload("schermata.png", "image/png", document).await?;
            let id = client.call::<CreateQuesito>(&Nulla {}, &Nulla {}, &nuovo(&rapporto, vec![allegato]), Some(&key)).await?.id;
            sent.lock().unwrap_or_else(PoisonError::into_inner).push(id);
            Ok(())
        }
    };
    let (store, funzioni) = (cloud.kit().store.clone(), funzioni.clone());
    let read = move |_| {
        let (store, funzioni) = (store.clone(), funzioni.clone());
        async move { Ok(funzioni.spawn(async move { store.status().await }).await??) }
    };
    let mut all = vec![repeat(cloud, LETTURA, carico, read).await?, repeat(cloud, INVIO, carico, send).await?];
    let sent: Vec<QuesitoId> = sent.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let first = *sent.first().ok_or("nothing was sent")?;
    all.push(repeat(cloud, "elenco di 50", carico, get(citizen, "/api/quesiti?limit=50")).await?);
    all.push(repeat(cloud, "dettaglio", carico, get(citizen, &format!("/api/quesiti/{first}"))).await?);
    all.push(repeat(cloud, "ricerca", carico, get(citizen, "/api/quesiti?oggetto=trimestre")).await?);
    all.push(repeat(cloud, "coda di 20", carico, get(office, "/api/fascicolo/quesiti")).await?);
    Ok((all, sent))
}

/// One small row by its key, with nobody who asked for it: no gateway, no event, no handler. What the SDK's call takes, so what no
/// operation can do with less for each of its calls.
pub const LETTURA: &str = "una riga";

/// A quesito with a document: its preparation and its upload too.
pub const INVIO: &str = "invio con 100 KB";

fn get(client: &Client, location: &str) -> impl Fn(usize) -> Get + Send + Sync + 'static {
    let (client, location) = (client.clone(), location.to_owned());
    move |_| {
        let (client, location) = (client.clone(), location.clone());
        Box::pin(async move {
            match client.send("GET", &location, Bytes::new(), None).await? {
                answer if answer.status == 200 => Ok(()),
                answer => Err(format!("{location}: {}", answer.status).into()),
            }
        })
    }
}

type Get = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// Everything that people do.
pub async fn measure(cloud: &Cloud, scena: &Scena, carico: Carico) -> Result<Vec<Misura>, Error> {
    let Scena { citizen, office, .. } = scena.clone();
    let mut all = vec![repeat(cloud, "stato", carico, get(&citizen, "/api/status")).await?];

    let persone = demo::persone();
    let client = citizen.clone();
    // One after the other, more than there are clients: somebody's attempts at once are made to wait.
    let sign_in = move |number: usize| {
        let client = client.clone();
        async move {
            let datore = persone.deleganti.get(number % persone.deleganti.len()).ok_or("no employer")?;
            client.sign_in(datore.codice_fiscale.as_str(), &persone.pin_dei_deleganti).await.map(drop)
        }
    };
    all.push(repeat(cloud, "accesso", carico, sign_in).await?);

    let (budgeted, sent) = budgeted(cloud, scena, carico, &format!("tutto-{}", carico.clienti)).await?;
    let first = *sent.first().ok_or("nothing was sent")?;
    all.extend(budgeted);
    all.push(repeat(cloud, "home", carico, get(&citizen, "/api/home")).await?);
    all.push(repeat(cloud, "elenco di 20", carico, get(&citizen, "/api/quesiti")).await?);
    all.push(repeat(cloud, "ricevuta", carico, get(&citizen, &format!("/api/quesiti/{first}/ricevuta"))).await?);
    all.push(repeat(cloud, "archivio", carico, get(&citizen, &format!("/api/quesiti/{first}/archivio"))).await?);

    let (carico, ids) = (Carico { volte: sent.len(), ..carico }, Arc::new(sent));
    let (client, taken) = (office.clone(), ids.clone());
    let take = move |number: usize| {
        let (client, id) = (client.clone(), taken.get(number).copied());
        async move {
            let path = QuesitoPath { id: id.ok_or("no more quesiti")? };
            client.ask::<TakeQuesito>(&path, &Nulla {}, &PresaInCarico { versione: 1, commento: None }, None).await.map(drop)
        }
    };
    let take = repeat(cloud, "presa in carico", carico, take).await?;
    // Only what was taken can be closed, only what was closed has something new to read.
    let carico = Carico { volte: take.volte, ..carico };
    all.push(take);
    let closed = ids.clone();
    let close = move |number: usize| {
        let (client, id) = (office.clone(), closed.get(number).copied());
        async move {
            let path = QuesitoPath { id: id.ok_or("no more quesiti")? };
            let body = Chiusura { versione: 2, esito: EsitoVoce::Accolta, commento: "Il pagamento risulta.".to_owned() };
            client.ask::<CloseQuesito>(&path, &Nulla {}, &body, None).await.map(drop)
        }
    };
    let close = repeat(cloud, "chiusura", carico, close).await?;
    let carico = Carico { volte: close.volte, ..carico };
    all.push(close);
    let read = move |number: usize| {
        let (client, id) = (citizen.clone(), ids.get(number).copied());
        async move {
            let path = QuesitoPath { id: id.ok_or("no more quesiti")? };
            client.ask::<MarkRead>(&path, &Nulla {}, &Lettura { versione: 3 }, None).await.map(drop)
        }
    };
    all.push(repeat(cloud, "lettura", carico, read).await?);
    Ok(all)
}

/// A PNG of [`ATTACHMENT`] bytes: the demo's, with noise in a chunk that no reader knows.
fn document() -> Bytes {
    const IMAGE: &[u8] = include_bytes!("../../demo/schermata.png");
    /// The last chunk, and what surrounds the body of any.
    const END: usize = 12;
    let (image, end) = IMAGE.split_at(IMAGE.len() - END);
    let body = ATTACHMENT.saturating_sub(IMAGE.len() + END);
    let mut state = 1_u32;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    });
    let chunk: Vec<u8> = b"prVt".iter().copied().chain(noise.take(body)).collect();
    let length = u32::try_from(body).unwrap_or_default().to_be_bytes();
    Bytes::from([image, &length, &chunk, &crc32(&chunk).to_be_bytes(), end].concat())
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 }))
}
