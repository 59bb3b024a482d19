//! The steps, each on what the one before left.

use cassetto_api::allegati::{CreateUpload, NuovoAllegato, UploadPreparato};
use cassetto_api::bozze::{BozzaContenuto, BozzaPath, DeleteBozza, ListBozze, NuovaBozza, SaveBozza};
use cassetto_api::endpoint::{Endpoint, Nulla, location};
use cassetto_api::home::{GetHome, PerConto};
use cassetto_api::quesiti::{FiltroQuesiti, ListQuesiti};
use cassetto_api::sessione::{Credenziali, SignIn, SignOut};
use cassetto_api::stato_servizio::GetStatus;
use cassetto_domain::id::BozzaId;
use cassetto_domain::sha256::Sha256;
use cassetto_store::{Correlazione, casuale};
use serde::de::DeserializeOwned;
use sha2::Digest;

use crate::Tecnico;
use crate::browser::{Answer, Browser};

/// Where the journey stopped, and why: a status or a few fixed words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{passo}: {motivo}")]
pub struct Interrotto {
    pub passo: &'static str,
    pub motivo: String,
}

impl Interrotto {
    pub(crate) const TIMEOUT: Self = Self { passo: "tempo", motivo: String::new() };
}

/// The smallest thing that passes for a document before anybody opens it.
const DOCUMENT: &[u8] = b"%PDF-1.4\n% sonda\n%%EOF\n";

/// What marks whatever is left of a journey.
const NAME: &str = "sonda.pdf";

/// Goes all the way; says how many steps it took.
pub async fn journey(browser: &Browser, tecnico: Option<&Tecnico>, correlazione: Correlazione) -> Result<usize, Interrotto> {
    let mut via = Via { browser, cookie: None, traceparent: correlazione.traceparent(), passo: "", passi: 0 };
    via.step("stato").call::<GetStatus>(&Nulla {}, &Nulla {}, &Nulla {}).await?;
    via.step("pagina");
    let page = via.send("GET", "/", None).await?;
    if !page.is_page() {
        return Err(via.stop(format!("status {}", page.status)));
    }
    if let Some(tecnico) = tecnico {
        signed_in(&mut via, tecnico).await?;
    }
    Ok(via.passi)
}

async fn signed_in(via: &mut Via<'_>, tecnico: &Tecnico) -> Result<(), Interrotto> {
    let credenziali = Credenziali { codice_fiscale: tecnico.codice_fiscale.clone(), pin: tecnico.pin.clone() };
    via.step("accesso");
    let answer = via.ask::<SignIn>(&Nulla {}, &Nulla {}, &credenziali).await?;
    via.cookie = answer.cookie();
    let walked = walk(via).await;
    // Whatever happened: no session stays open.
    let stopped = via.passo;
    let out = via.step("uscita").ask::<SignOut>(&Nulla {}, &Nulla {}, &Nulla {}).await;
    walked.map_err(|error| Interrotto { passo: stopped, ..error })?;
    out.map(drop)
}

async fn walk(via: &mut Via<'_>) -> Result<(), Interrotto> {
    via.step("lettura");
    via.call::<GetHome>(&Nulla {}, &PerConto::default(), &Nulla {}).await?;
    via.call::<ListQuesiti>(&Nulla {}, &FiltroQuesiti::default(), &Nulla {}).await?;

    via.step("documento");
    let nuovo = NuovoAllegato {
        nome: NAME.to_owned(),
        tipo: "application/pdf".to_owned(),
        dimensione: DOCUMENT.len() as u64,
        sha256: Sha256(sha2::Sha256::digest(DOCUMENT).into()).to_string(),
        ..NuovoAllegato::default()
    };
    let prepared: UploadPreparato = via.call::<CreateUpload>(&Nulla {}, &Nulla {}, &nuovo).await?;
    via.put(&prepared).await?;

    via.step("bozza");
    let id = casuale::id(BozzaId::from_bytes).map_err(|_| via.stop("no randomness"))?;
    let contenuto = BozzaContenuto { oggetto: "Sonda".to_owned(), ..BozzaContenuto::default() };
    via.call::<SaveBozza>(&BozzaPath { id }, &Nulla {}, &NuovaBozza { versione: 0, contenuto }).await?;
    let bozze = via.call::<ListBozze>(&Nulla {}, &Nulla {}, &Nulla {}).await;
    via.ask::<DeleteBozza>(&BozzaPath { id }, &Nulla {}, &Nulla {}).await?;
    if bozze?.voci.iter().all(|bozza| bozza.id != id) {
        return Err(via.stop("the draft is not there"));
    }
    Ok(())
}

/// One way through the site.
struct Via<'a> {
    browser: &'a Browser,
    cookie: Option<String>,
    traceparent: String,
    passo: &'static str,
    passi: usize,
}

impl Via<'_> {
    fn step(&mut self, passo: &'static str) -> &Self {
        self.passo = passo;
        self.passi += 1;
        self
    }

    fn stop(&self, motivo: impl Into<String>) -> Interrotto {
        Interrotto { passo: self.passo, motivo: motivo.into() }
    }

    async fn send(&self, method: &str, location: &str, body: Option<String>) -> Result<Answer, Interrotto> {
        let mut headers = vec![("traceparent", self.traceparent.as_str())];
        headers.extend(self.cookie.as_deref().map(|cookie| ("cookie", cookie)));
        headers.extend(body.as_ref().map(|_| ("content-type", "application/json")));
        let sent = self.browser.send(method, location, &headers, body.unwrap_or_default()).await;
        sent.map_err(|silence| self.stop(silence.to_string()))
    }

    async fn ask<E: Endpoint>(&self, path: &E::Path, query: &E::Query, body: &E::Body) -> Result<Answer, Interrotto> {
        let method = E::META.method.as_str();
        let body = (method != "GET").then(|| serde_json::to_string(body).unwrap_or_default());
        let answer = self.send(method, &location::<E>(path, query), body).await?;
        if answer.status == E::META.success { Ok(answer) } else { Err(self.stop(format!("status {}", answer.status))) }
    }

    async fn call<E: Endpoint>(&self, path: &E::Path, query: &E::Query, body: &E::Body) -> Result<E::Response, Interrotto>
    where
        E::Response: DeserializeOwned,
    {
        let answer = self.ask::<E>(path, query, body).await?;
        serde_json::from_slice(&answer.body).map_err(|_| self.stop("another form than the contract's"))
    }

    /// Sends the document where it was told, with the headers it was told.
    async fn put(&self, prepared: &UploadPreparato) -> Result<(), Interrotto> {
        let headers = prepared.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-length"));
        let headers: Vec<(&str, &str)> = headers.map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let sent = self.browser.send("PUT", &prepared.url, &headers, DOCUMENT).await;
        match sent {
            Ok(answer) if answer.status == 200 => Ok(()),
            Ok(answer) => Err(self.stop(format!("status {} of the object store", answer.status))),
            Err(silence) => Err(self.stop(silence.to_string())),
        }
    }
}
