//! Fills the table: quesiti of other employers in the same sede, copies of one that the functions wrote. A copy differs in identifiers,
//! number, instants; its rows are those that a send leaves, all of them, so that indexes and register grow as they would.

use cassetto_api::endpoint::Nulla;
use cassetto_api::quesiti::CreateQuesito;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_local::{Cloud, demo};
use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::Error;
use crate::client::Client;
use crate::operazioni::nuovo;

/// Quesiti of one employer.
const EACH: u32 = 20;

/// Rows written in one transaction.
const CHUNK: usize = 4_000;

const KEY: &str = "bench-seme-modello";

/// A row as text, cut where copies differ.
struct Modello(Vec<Pezzo>);

enum Pezzo {
    Testo(String),
    Posto(Posto),
}

/// What differs.
#[derive(Debug, Clone, Copy)]
enum Posto {
    Quesito,
    QuesitoBase64,
    Datore,
    DatoreBase64,
    Istante,
    Protocollo,
    Numero,
    Chiave,
}

const POSTI: [Posto; 8] = [
    Posto::Quesito,
    Posto::QuesitoBase64,
    Posto::Datore,
    Posto::DatoreBase64,
    Posto::Istante,
    Posto::Protocollo,
    Posto::Numero,
    Posto::Chiave,
];

/// The rows of one quesito, and how far the copies are.
pub struct Seme {
    modelli: Vec<Modello>,
    contatore: Value,
    /// Before the number.
    protocollo: String,
    istante: i64,
    /// The last number of the register.
    numero: u32,
    quesiti: u32,
}

impl Seme {
    /// Sends the one that is copied.
    pub async fn new(cloud: &Cloud) -> Result<Self, Error> {
        let persone = demo::persone();
        let datore = persone.datori.get(1).ok_or("no employer")?;
        let rapporto = datore.rapporti.first().ok_or("no rapporto")?.codice.to_string();
        let client = Client::new(cloud.origin()).sign_in(datore.codice_fiscale.as_str(), &datore.pin).await?;
        let id = client.call::<CreateQuesito>(&Nulla {}, &Nulla {}, &nuovo(&rapporto, Vec::new()), Some(KEY)).await?.id;
        cloud.settle().await?;

        let rows = cloud.rows()?;
        let blob = BASE64.encode(id.as_bytes());
        let own = |row: &&Value| {
            let text = row.to_string();
            text.contains(&id.to_string()) || text.contains(&blob)
        };
        let rows_of_it: Vec<&Value> = rows.iter().filter(own).collect();
        let header = rows_of_it.iter().find(|row| row["sk"]["S"] == "Q").ok_or("no header")?;
        let datore = header["d"]["B"].as_str().ok_or("no employer of it")?;
        let datore_id = PersonaId::from_bytes(BASE64.decode(datore.as_bytes())?.try_into().map_err(|_| "not an identifier")?);
        let protocollo = header["p"]["S"].as_str().ok_or("no protocol")?;
        let (prefix, numero) = protocollo.rsplit_once('/').ok_or("no number")?;
        let istante = header["g1sk"]["S"].as_str().and_then(|sk| sk.split('#').next()).ok_or("no instant")?;
        let registration = rows_of_it.iter().find(|row| row["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("REG#")));
        let registration = registration.ok_or("no registration")?;
        let contatore = rows.iter().find(|row| row["pk"] == registration["pk"] && row["sk"]["S"] == "N").ok_or("no counter")?;
        let old = |posto| match posto {
            Posto::Quesito => id.to_string(),
            Posto::QuesitoBase64 => blob.clone(),
            Posto::Datore => datore_id.to_string(),
            Posto::DatoreBase64 => datore.to_owned(),
            Posto::Istante => istante.to_owned(),
            Posto::Protocollo => format!("\"{protocollo}\""),
            Posto::Numero => format!("\"{}\"", registration["sk"]["S"].as_str().unwrap_or_default()),
            Posto::Chiave => KEY.to_owned(),
        };
        let modelli = rows_of_it.iter().map(|row| Modello::cut(&row.to_string(), old)).collect();
        let last = contatore["n"]["N"].as_str().ok_or("no last number")?;
        if last != numero {
            return Err("somebody else is sending".into());
        }
        Ok(Self {
            modelli,
            contatore: contatore.clone(),
            protocollo: format!("{prefix}/"),
            istante: istante.parse()?,
            numero: last.parse()?,
            quesiti: 0,
        })
    }

    /// Rows of each quesito.
    pub fn righe(&self) -> usize {
        self.modelli.len()
    }

    /// Adds copies until there are so many; nobody may send meanwhile. The counter must be where it was left: see [`Seme::resume`].
    pub fn fill(&mut self, cloud: &Cloud, quesiti: u32) -> Result<(), Error> {
        let mut rows = Vec::with_capacity(CHUNK);
        for number in self.quesiti..quesiti {
            self.numero += 1;
            let id = QuesitoId::from_bytes((u128::from(number) | 1 << 100).to_be_bytes());
            let datore = PersonaId::from_bytes((u128::from(number / EACH) | 1 << 101).to_be_bytes());
            let (quesito, blob) = (id.to_string(), BASE64.encode(id.as_bytes()));
            let (persona, persona_blob) = (datore.to_string(), BASE64.encode(datore.as_bytes()));
            let istante = format!("{:013}", self.istante - i64::from(number) * 7_000);
            let protocollo = format!("\"{}{}\"", self.protocollo, self.numero);
            let (registrazione, chiave) = (format!("\"{:07}\"", self.numero), format!("bench-seme-{number:09}"));
            let new = |posto| match posto {
                Posto::Quesito => &quesito,
                Posto::QuesitoBase64 => &blob,
                Posto::Datore => &persona,
                Posto::DatoreBase64 => &persona_blob,
                Posto::Istante => &istante,
                Posto::Protocollo => &protocollo,
                Posto::Numero => &registrazione,
                Posto::Chiave => &chiave,
            };
            rows.extend(self.modelli.iter().map(|modello| modello.fill(new)));
            if rows.len() >= CHUNK {
                cloud.import_rows(&rows)?;
                rows.clear();
            }
        }
        cloud.import_rows(&rows)?;
        self.quesiti = self.quesiti.max(quesiti);
        self.contatore["n"] = json!({ "N": self.numero.to_string() });
        cloud.put_rows(std::slice::from_ref(&self.contatore))?;
        Ok(())
    }

    /// Goes on after what the functions sent in the meantime.
    pub async fn resume(&mut self, cloud: &Cloud) -> Result<(), Error> {
        let (sede, anno) =
            self.contatore["pk"]["S"].as_str().and_then(|pk| pk.strip_prefix("REG#")?.split_once('#')).ok_or("not a counter")?;
        let sede = cassetto_domain::sede::CodiceSede::parse(sede).map_err(|_| "no sede")?;
        self.numero = cloud.kit().store.ultimo_numero(sede, anno.parse()?).await?;
        Ok(())
    }
}

impl Modello {
    fn cut(row: &str, old: impl Fn(Posto) -> String) -> Self {
        let mut pieces = vec![Pezzo::Testo(row.to_owned())];
        for posto in POSTI {
            let old = old(posto);
            let mut cut = Vec::new();
            for piece in pieces {
                let Pezzo::Testo(text) = piece else {
                    cut.push(piece);
                    continue;
                };
                for (index, part) in text.split(&old).enumerate() {
                    if index > 0 {
                        cut.push(Pezzo::Posto(posto));
                    }
                    cut.push(Pezzo::Testo(part.to_owned()));
                }
            }
            pieces = cut;
        }
        Self(pieces)
    }

    fn fill<'a>(&self, new: impl Fn(Posto) -> &'a String) -> String {
        let mut row = String::with_capacity(2_048);
        for piece in &self.0 {
            row.push_str(match piece {
                Pezzo::Testo(text) => text,
                Pezzo::Posto(posto) => new(*posto),
            });
        }
        row
    }
}
