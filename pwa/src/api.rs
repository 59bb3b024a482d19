//! The API's client: one function for every endpoint type. It writes no path, no status and no text.

mod errore;

use cassetto_api::endpoint::{Content, Endpoint, Method, Nulla, location};
use cassetto_api::problema::{Problema, Tipo};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestInit, Response};

pub use errore::Errore;

use crate::browser;
use crate::lettura::{Risposta, Valore};
use crate::session::Accesso;

/// Reads give up after this.
const READ_MILLIS: u64 = 30_000;
/// Writes are given longer: giving up leaves a doubt.
const WRITE_MILLIS: u64 = 60_000;

/// Talks to the API; an answer without session makes the whole app ask to sign in.
#[derive(Clone, Copy)]
pub struct Client {
    accesso: RwSignal<Accesso>,
}

/// What a call may carry besides path, query and body.
#[derive(Default)]
pub struct Extra {
    /// `Idempotency-Key`.
    pub chiave: Option<String>,
    pub abort: Option<AbortController>,
}

impl Client {
    pub fn new(accesso: RwSignal<Accesso>) -> Self {
        Self { accesso }
    }

    /// Reads something.
    pub fn get<E: Endpoint<Body = Nulla>>(self, path: &E::Path, query: &E::Query, abort: AbortController) -> Risposta
    where
        E::Response: Send + Sync + 'static,
    {
        self.read(E::META.method, location::<E>(path, query), None, abort, value::<E::Response>)
    }

    /// Reads something by a question that has no place in an address.
    pub fn search<E: Endpoint<Path = Nulla, Query = Nulla>>(self, body: &E::Body, abort: AbortController) -> Risposta
    where
        E::Response: Send + Sync + 'static,
    {
        let url = location::<E>(&Nulla {}, &Nulla {});
        self.read(E::META.method, url, serde_json::to_string(body).ok(), abort, value::<E::Response>)
    }

    fn read(
        self,
        method: Method,
        url: String,
        body: Option<String>,
        abort: AbortController,
        parse: fn(&str) -> Option<Valore>,
    ) -> Risposta {
        Box::pin(async move {
            let extra = Extra { abort: Some(abort), chiave: None };
            let text = self.watch(send(method, &url, body, extra).await)?;
            parse(&text).ok_or(Errore::Incomprensibile)
        })
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
        self.watch(ask::<E>(path, query, body, extra).await)
    }

    /// As [`call`](Self::call), for what happens by itself: an ended session shows when the person does something.
    pub async fn call_in_background<E>(self, path: &E::Path, body: &E::Body) -> Result<E::Response, Errore>
    where
        E: Endpoint<Query = Nulla>,
    {
        ask::<E>(path, &Nulla {}, body, Extra::default()).await
    }

    /// An answer without session ends the session here too.
    fn watch<T>(self, answer: Result<T, Errore>) -> Result<T, Errore> {
        if let Err(errore) = &answer
            && errore.is(Tipo::SessioneAssente)
        {
            self.accesso.update(|accesso| {
                let scaduta = matches!(accesso, Accesso::Entrato(_) | Accesso::Anonimo { scaduta: true });
                *accesso = Accesso::Anonimo { scaduta };
            });
        }
        answer
    }
}

async fn ask<E: Endpoint>(path: &E::Path, query: &E::Query, body: &E::Body, extra: Extra) -> Result<E::Response, Errore> {
    let url = location::<E>(path, query);
    let body = match E::META.method {
        Method::Post => Some(serde_json::to_string(body).map_err(|_| Errore::Incomprensibile)?),
        Method::Get | Method::Delete => None,
    };
    let answer = send(E::META.method, &url, body, extra).await;
    let text = match E::META.content {
        Content::Json => answer?,
        Content::Nothing | Content::Pdf | Content::Csv => answer.map(|_| "{}".to_owned())?,
    };
    serde_json::from_str(&text).map_err(|_| Errore::Incomprensibile)
}

fn value<T: serde::de::DeserializeOwned + Send + Sync + 'static>(text: &str) -> Option<Valore> {
    Some(Valore::new(text, serde_json::from_str::<T>(text).ok()?))
}

pub fn use_client() -> Client {
    expect_context()
}

async fn send(method: Method, url: &str, body: Option<String>, extra: Extra) -> Result<String, Errore> {
    let controller = extra.abort.map_or_else(AbortController::new, Ok).map_err(|_| Errore::Rete)?;
    let millis = if method == Method::Get { READ_MILLIS } else { WRITE_MILLIS };
    let timer = browser::abort_after(&controller, millis);
    let answer = exchange(method, url, body, extra.chiave, &controller).await;
    if let Some(timer) = timer {
        timer.clear();
    }
    let (ok, text) = answer.ok_or(Errore::Rete)?;
    if ok {
        return Ok(text);
    }
    Err(serde_json::from_str::<Problema>(&text).map_or(Errore::Incomprensibile, |problema| Errore::Problema(Box::new(problema))))
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
    init.set_headers(&headers);
    let response: Response = JsFuture::from(window().fetch_with_str_and_init(url, &init)).await.ok()?.unchecked_into();
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some((response.ok(), text))
}

/// Fetches a file by a link that the API gave.
pub async fn fetch_blob(url: &str, mime: &str) -> Result<web_sys::Blob, Errore> {
    let response: Response = JsFuture::from(window().fetch_with_str(url)).await.map_err(|_| Errore::Rete)?.unchecked_into();
    if !response.ok() {
        return Err(Errore::Incomprensibile);
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(|_| Errore::Rete)?).await.map_err(|_| Errore::Rete)?;
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    web_sys::Blob::new_with_u8_array_sequence_and_options(&js_sys::Array::of1(&buffer), &options).map_err(|_| Errore::Incomprensibile)
}
