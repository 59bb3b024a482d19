//! What people do, one operation after the other; the quesiti that are sent are those that are then listed, taken, downloaded.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{PresaInCarico, TakeQuesito};
use cassetto_api::quesiti::{AllegatoInviato, CreateQuesito, NuovoQuesito, QuesitoPath};
use cassetto_domain::categoria;
use cassetto_domain::id::QuesitoId;
use cassetto_local::{Cloud, demo};
use hyper::body::Bytes;

use crate::Error;
use crate::carico::{Misura, repeat};
use crate::client::Client;

const ATTACHMENT: usize = 100 * 1000;

/// How many times at most, where only time is the bound.
const ANY: usize = usize::MAX;

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
        categoria: categorie.voci.first().map(|categoria| categoria.codice.clone()).unwrap_or_default(),
        versione_categorie: categorie.versione,
        oggetto: "Avviso di pagamento del terzo trimestre".to_owned(),
        testo: "Ho ricevuto un avviso per il terzo trimestre e vorrei sapere se il pagamento risulta. ".repeat(5),
        allegati,
        ..NuovoQuesito::default()
    }
}

pub async fn measure(cloud: &Cloud, time: Duration, clients: usize) -> Result<Vec<Misura>, Error> {
    let load = (time, clients);
    let (citizen, office, rapporto) = people(cloud).await?;
    let mut all = Vec::new();

    let get = |client: &Client, location: &str| {
        let (client, location) = (client.clone(), location.to_owned());
        move |_| {
            let (client, location) = (client.clone(), location.clone());
            async move {
                match client.send("GET", &location, Bytes::new(), None).await? {
                    answer if answer.status == 200 => Ok(()),
                    answer => Err(format!("{location}: {}", answer.status).into()),
                }
            }
        }
    };
    all.push(repeat(cloud, "stato", load, ANY, get(&citizen, "/api/status")).await?);

    let persone = demo::persone();
    let datore = persone.datori.first().ok_or("no employer")?;
    let client = citizen.clone();
    let sign_in = move |_| {
        let client = client.clone();
        async move { client.sign_in(datore.codice_fiscale.as_str(), &datore.pin).await.map(drop) }
    };
    all.push(repeat(cloud, "accesso", load, ANY, sign_in).await?);

    let sent = Arc::new(Mutex::new(Vec::new()));
    let (client, document, ids, codice) = (citizen.clone(), document(), sent.clone(), rapporto.clone());
    let send = move |number| {
        let (client, document, sent, rapporto) = (client.clone(), document.clone(), ids.clone(), codice.clone());
        async move {
            let allegato = client.upload("schermata.png", "image/png", document).await?;
            let key = format!("bench-invio-{number:08}");
            let id = client.call::<CreateQuesito>(&Nulla {}, &Nulla {}, &nuovo(&rapporto, vec![allegato]), Some(&key)).await?.id;
            sent.lock().unwrap_or_else(PoisonError::into_inner).push(id);
            Ok(())
        }
    };
    all.push(repeat(cloud, "caricamento e invio", load, ANY, send).await?);
    let sent: Vec<QuesitoId> = sent.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let first = *sent.first().ok_or("nothing was sent")?;

    all.push(repeat(cloud, "home", load, ANY, get(&citizen, "/api/home")).await?);
    all.push(repeat(cloud, "elenco di 20", load, ANY, get(&citizen, "/api/quesiti")).await?);
    all.push(repeat(cloud, "elenco di 50", load, ANY, get(&citizen, "/api/quesiti?limit=50")).await?);
    all.push(repeat(cloud, "dettaglio", load, ANY, get(&citizen, &format!("/api/quesiti/{first}"))).await?);
    all.push(repeat(cloud, "ricerca", load, ANY, get(&citizen, "/api/quesiti?oggetto=trimestre")).await?);
    all.push(repeat(cloud, "coda di 20", load, ANY, get(&office, "/api/fascicolo/quesiti")).await?);
    all.push(repeat(cloud, "ricevuta", load, ANY, get(&citizen, &format!("/api/quesiti/{first}/ricevuta"))).await?);
    all.push(repeat(cloud, "archivio", load, ANY, get(&citizen, &format!("/api/quesiti/{first}/archivio"))).await?);

    let (times, ids) = (sent.len(), Arc::new(sent));
    let take = move |number: usize| {
        let (client, id) = (office.clone(), ids.get(number).copied());
        async move {
            let path = QuesitoPath { id: id.ok_or("no more quesiti")? };
            client.ask::<TakeQuesito>(&path, &Nulla {}, &PresaInCarico { versione: 1, commento: None }, None).await.map(drop)
        }
    };
    all.push(repeat(cloud, "presa in carico", load, times, take).await?);
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
