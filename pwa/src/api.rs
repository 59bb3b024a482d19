//! The API's client: one function for every endpoint type. It writes no path, no status and no text.

mod errore;

use std::cell::Cell;

use cassetto_api::endpoint::{Content, Endpoint, Method, Nulla, location};
use cassetto_api::home::GetHome;
use cassetto_api::problema::{Problema, Tipo};
use cassetto_leggere::Leggibile;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Blob, File, FilePropertyBag, RequestInit, Response};

pub use errore::Errore;

use crate::letto::Lettore;
use crate::lettura::{Arrivo, Risposta, Valore};
use crate::rete::Rete;
use crate::session::Accesso;
use crate::vista::prelude::*;
use crate::{browser, orologio, presto, session};

/// Reads give up after this.
const READ_MILLIS: u64 = 30_000;
/// Writes are given longer: giving up leaves a doubt.
const WRITE_MILLIS: u64 = 60_000;

/// After so long what was kept is shown meanwhile.
const SLOW_MILLIS: u64 = 4_000;

thread_local! {
    /// Whether nothing has been read yet.
    static VISITA: Cell<bool> = const { Cell::new(true) };
}

/// Talks to the API; an answer without session makes the whole app ask to sign in.
#[derive(Clone, Copy)]
pub struct Client {
    accesso: RwSignal<Accesso>,
    rete: Rete,
    /// Whether it keeps an ended session to itself.
    quieto: bool,
}

/// A list of which only the length matters.
#[derive(Leggibile)]
pub struct Conto {
    pub voci: Vec<serde_json::Value>,
}

/// What a call may carry besides path, query and body.
#[derive(Default)]
pub struct Extra {
    /// `Idempotency-Key`.
    pub chiave: Option<String>,
    pub abort: Option<AbortController>,
}

impl Client {
    pub fn new(accesso: RwSignal<Accesso>, rete: Rete) -> Self {
        Self { accesso, rete, quieto: false }
    }

    /// For what happens by itself: an ended session shows when the person does something.
    pub fn quiet(self) -> Self {
        Self { quieto: true, ..self }
    }

    /// Reads something.
    pub fn get<E: Endpoint<Body = Nulla>>(self, path: &E::Path, query: &E::Query, abort: AbortController) -> Risposta
    where
        E::Response: Send + Sync + 'static,
    {
        self.read(E::META.method, location::<E>(path, query), None, abort, value::<E::Response>)
    }

    /// Reads how many there are, without what they are.
    pub fn conta<E: Endpoint<Body = Nulla>>(self, path: &E::Path, query: &E::Query, abort: AbortController) -> Risposta {
        self.read(E::META.method, location::<E>(path, query), None, abort, value::<Conto>)
    }

    /// Reads something by a question that has no place in an address.
    pub fn search<E: Endpoint<Path = Nulla, Query = Nulla>>(self, body: &E::Body, abort: AbortController) -> Risposta
    where
        E::Response: Send + Sync + 'static,
    {
        let url = location::<E>(&Nulla {}, &Nulla {});
        self.read(E::META.method, url, serde_json::to_string(body).ok(), abort, value::<E::Response>)
    }

    /// What a person reads by its address is kept on the device; without network, or while it takes long, the kept answer is given.
    fn read(
        self,
        method: Method,
        url: String,
        body: Option<String>,
        abort: AbortController,
        parse: fn(&str) -> Option<Valore>,
    ) -> Risposta {
        let lettore = self.lettore().filter(|_| method == Method::Get);
        let domanda = url.clone();
        let fresh = Box::pin(async move {
            let extra = Extra { abort: Some(abort), chiave: None };
            let answer = self.watch(self.send(method, &url, body, extra).await);
            // Whoever asked may have signed out by now.
            let Some(lettore) = lettore.filter(|lettore| self.lettore() == Some(*lettore)) else {
                return parse(&answer?).map(Arrivo::from).ok_or(Errore::Incomprensibile);
            };
            match answer {
                Ok(text) => {
                    let arrivo = parse(&text).map(Arrivo::from).ok_or(Errore::Incomprensibile)?;
                    spawn_local(async move {
                        lettore.keep(&url, &text.as_str().into(), byte(text.len())).await;
                    });
                    Ok(arrivo)
                }
                Err(Errore::Rete) => self.kept(lettore, &url, parse).await.ok_or(Errore::Rete),
                Err(errore) => {
                    if errore.is(Tipo::NonTrovato) || errore.is(Tipo::RuoloNonAmmesso) {
                        lettore.drop(&url).await;
                    }
                    Err(errore)
                }
            }
        });
        let Some(lettore) = lettore else { return fresh };
        let slow = self.unless_slow(lettore, domanda.clone(), fresh, parse);
        if !VISITA.replace(false) || !domanda.starts_with(GetHome::META.path) {
            return slow;
        }
        // The first page of a visit is there as it was once it is known who asks, and is then brought up to date.
        Box::pin(async move {
            let mut slow = slow;
            if let Some(answer) = browser::before(&mut slow, session::asked()).await {
                return answer;
            }
            match self.kept(lettore, &domanda, parse).await {
                Some(arrivo) => Ok(Arrivo { visto: None, seguito: Some(slow), ..arrivo }),
                None => slow.await,
            }
        })
    }

    /// The answer; before it, when it takes long, what was kept.
    fn unless_slow(self, lettore: Lettore, domanda: String, fresh: Risposta, parse: fn(&str) -> Option<Valore>) -> Risposta {
        Box::pin(async move {
            let mut fresh = fresh;
            if let Some(answer) = browser::within(&mut fresh, SLOW_MILLIS).await {
                return answer;
            }
            match self.kept(lettore, &domanda, parse).await {
                Some(arrivo) => Ok(Arrivo { seguito: Some(fresh), ..arrivo }),
                None => fresh.await,
            }
        })
    }

    async fn kept(self, lettore: Lettore, domanda: &str, parse: fn(&str) -> Option<Valore>) -> Option<Arrivo> {
        let tenuta = lettore.find(domanda).await?;
        let valore = parse(&tenuta.valore.as_string()?)?;
        (self.lettore() == Some(lettore)).then_some(Arrivo { valore, visto: Some(tenuta.quando), seguito: None })
    }

    /// A file: brought by `fetch` and kept under `domanda`, or what was kept when there is no network.
    pub async fn file(self, domanda: &str, fetch: impl Future<Output = Result<Blob, Errore>>) -> Result<Blob, Errore> {
        let lettore = self.lettore();
        let answer = fetch.await;
        let Some(lettore) = lettore.filter(|lettore| self.lettore() == Some(*lettore)) else { return answer };
        match &answer {
            Ok(blob) => lettore.keep(domanda, blob, blob.size()).await,
            Err(Errore::Rete) => {
                if let Some(tenuta) = lettore.find(domanda).await {
                    return tenuta.valore.dyn_into().map_err(|_| Errore::Rete);
                }
            }
            Err(_) => {}
        }
        answer
    }

    fn lettore(self) -> Option<Lettore> {
        self.accesso.try_with_untracked(|accesso| accesso.sessione().map(Lettore::from)).flatten()
    }

    /// Asks for something to be done.
    pub async fn post<E: Endpoint<Query = Nulla>>(
        self,
        path: &E::Path,
        body: &E::Body,
        chiave: Option<String>,
    ) -> Result<E::Response, Errore> {
        self.call::<E>(path, &Nulla {}, body, Extra { chiave, abort: None }).await
    }

    pub async fn call<E: Endpoint>(self, path: &E::Path, query: &E::Query, body: &E::Body, extra: Extra) -> Result<E::Response, Errore> {
        self.watch(self.ask::<E>(path, query, body, extra).await)
    }

    /// Asks for something to be done in words that were written before: a repetition is the same to the letter, whatever the release.
    pub async fn post_text<E: Endpoint<Query = Nulla>>(self, path: &E::Path, body: String, chiave: String) -> Result<E::Response, Errore> {
        let url = location::<E>(path, &Nulla {});
        self.watch(read::<E>(self.send(E::META.method, &url, Some(body), Extra { chiave: Some(chiave), abort: None }).await))
    }

    /// As [`call`](Self::call), for what happens by itself: an ended session shows when the person does something.
    pub async fn call_in_background<E>(self, path: &E::Path, body: &E::Body) -> Result<E::Response, Errore>
    where
        E: Endpoint<Query = Nulla>,
    {
        self.ask::<E>(path, &Nulla {}, body, Extra::default()).await
    }

    /// An answer without session ends the session here too.
    fn watch<T>(self, answer: Result<T, Errore>) -> Result<T, Errore> {
        if let Err(errore) = &answer
            && !self.quieto
            && errore.is(Tipo::SessioneAssente)
        {
            self.accesso.update(|accesso| {
                let scaduta = matches!(accesso, Accesso::Entrato(_) | Accesso::Anonimo { scaduta: true });
                *accesso = Accesso::Anonimo { scaduta };
            });
        }
        answer
    }

    async fn ask<E: Endpoint>(self, path: &E::Path, query: &E::Query, body: &E::Body, extra: Extra) -> Result<E::Response, Errore> {
        let url = location::<E>(path, query);
        let body = match E::META.method {
            Method::Post => Some(serde_json::to_string(body).map_err(|_| Errore::Incomprensibile)?),
            Method::Get | Method::Delete => None,
        };
        read::<E>(self.send(E::META.method, &url, body, extra).await)
    }

    async fn send(self, method: Method, url: &str, body: Option<String>, extra: Extra) -> Result<String, Errore> {
        let controller = extra.abort.map_or_else(AbortController::new, Ok).map_err(|_| Errore::Rete)?;
        let millis = if method == Method::Get { READ_MILLIS } else { WRITE_MILLIS };
        let mut asked = Box::pin(exchange(method, url, body, extra.chiave, &controller));
        let answer = browser::within(&mut asked, millis).await.unwrap_or_else(|| {
            browser::give_up(&controller);
            None
        });
        // A page that was left has called its reading back: that tells nothing of the network.
        if answer.is_some() {
            self.rete.answered();
        } else if !browser::is_called_back(&controller) {
            self.rete.missed();
        }
        let (ok, text) = answer.ok_or(Errore::Rete)?;
        if ok {
            return Ok(text);
        }
        Err(refusal(&text))
    }
}

fn read<E: Endpoint>(answer: Result<String, Errore>) -> Result<E::Response, Errore> {
    let text = match E::META.content {
        Content::Json => answer?,
        Content::Nothing | Content::Pdf | Content::Csv => answer.map(|_| "{}".to_owned())?,
    };
    cassetto_leggere::read(&text).ok_or(Errore::Incomprensibile)
}

fn value<T: Leggibile + Send + Sync + 'static>(text: &str) -> Option<Valore> {
    Some(Valore::new(text, cassetto_leggere::read::<T>(text)?))
}

pub fn use_client() -> Client {
    expect_context()
}

/// Whether it went well, and the text of the answer; none when there was no whole answer.
async fn exchange(
    method: Method,
    url: &str,
    body: Option<String>,
    chiave: Option<String>,
    controller: &AbortController,
) -> Option<(bool, String)> {
    let headers = web_sys::Headers::new().ok()?;
    let init = RequestInit::new();
    init.set_method(method.as_str());
    init.set_signal(Some(&controller.signal()));
    if let Some(body) = body {
        headers.set("content-type", "application/json").ok()?;
        init.set_body(&body.into());
    }
    if let Some(chiave) = chiave {
        headers.set("idempotency-key", &chiave).ok()?;
    }
    // By which the service finds in its logs what this leads to.
    headers.set("traceparent", &format!("00-{}-{}-01", browser::random_key(), &browser::random_key()[..16])).ok()?;
    init.set_headers(&headers);
    let asked = if method == Method::Get { presto::take(url) } else { None };
    let answer = asked.unwrap_or_else(|| window().fetch_with_str_and_init(url, &init));
    let response: Response = JsFuture::from(answer).await.ok()?.unchecked_into();
    if let Ok(Some(date)) = response.headers().get("date") {
        orologio::learn(&date);
    }
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some((response.ok(), text))
}

/// Fetches a file by a link that the API gave, with the name that the answer gives it.
pub async fn fetch_blob(url: &str, mime: &str) -> Result<Blob, Errore> {
    let response: Response = JsFuture::from(window().fetch_with_str(url)).await.map_err(|_| Errore::Rete)?.unchecked_into();
    let buffer = JsFuture::from(response.array_buffer().map_err(|_| Errore::Rete)?).await.map_err(|_| Errore::Rete)?;
    let options = FilePropertyBag::new();
    options.set_type(mime);
    let disposition = response.headers().get("content-disposition").ok().flatten().unwrap_or_default();
    let nome = disposition.split('"').nth(1).unwrap_or_default();
    let file = File::new_with_u8_array_sequence_and_options(&js_sys::Array::of1(&buffer), nome, &options);
    let file = file.map_err(|_| Errore::Incomprensibile)?;
    if response.ok() {
        return Ok(file.into());
    }
    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
    Err(refusal(&text))
}

fn refusal(text: &str) -> Errore {
    cassetto_leggere::read::<Problema>(text).map_or(Errore::Incomprensibile, |problema| Errore::Problema(Box::new(problema)))
}

#[expect(clippy::cast_precision_loss, reason = "an answer is far shorter than 2^53")]
const fn byte(len: usize) -> f64 {
    len as f64
}
