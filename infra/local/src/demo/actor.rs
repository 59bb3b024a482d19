//! Somebody who calls the functions, through the same events as a browser.

use axum::body::{Body, Bytes};
use cassetto_api::allegati::{CreateUpload, NuovoAllegato};
use cassetto_api::endpoint::Nulla;
use cassetto_api::endpoint::{Content, Endpoint, location};
use cassetto_api::quesiti::AllegatoInviato;
use cassetto_api::routes::{Found, find};
use cassetto_api::sessione::COOKIE;
use cassetto_domain::allegato::TipoFile;
use cassetto_store::{NuovaSessione, Persona, Token};
use data_encoding::HEXLOWER;
use http::Request;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::gateway::event;
use crate::objects::Caller;
use crate::{Cloud, Error};

/// A signed-in person.
pub struct Actor<'a> {
    cloud: &'a Cloud,
    token: Token,
}

impl<'a> Actor<'a> {
    /// Opens a session, without the PIN's slow hash.
    pub async fn sign_in(cloud: &'a Cloud, persona: &Persona) -> Result<Self, Error> {
        let sessione = NuovaSessione { persona: persona.id, ruolo: persona.ruolo, nome: persona.nome_e_cognome(), sede: persona.sede };
        let token = cloud.kit().store.create_session(&sessione, cloud.kit().clock.now()).await.map_err(Error::demo)?;
        Ok(Self { cloud, token })
    }

    /// Leaves no session behind.
    pub async fn sign_out(self) -> Result<(), Error> {
        self.cloud.kit().store.delete_session(self.token.persona(), &self.token.impronta()).await.map_err(Error::demo)
    }

    /// Calls an endpoint, as the PWA does.
    pub async fn call<E: Endpoint>(&self, path: &E::Path, query: &E::Query, body: &E::Body) -> Result<E::Response, Error> {
        let meta = E::META;
        let mut request = Request::builder()
            .method(meta.method.as_str())
            .uri(location::<E>(path, query))
            .header("host", self.cloud.origin().trim_start_matches("http://"))
            .header("origin", self.cloud.origin())
            .header("cookie", format!("{COOKIE}={}", self.token.to_cookie()))
            .header("content-type", "application/json");
        if meta.idempotent {
            request = request.header("idempotency-key", crate::random_id());
        }
        let (parts, ()) = request.body(()).map_err(Error::demo)?.into_parts();
        let body = serde_json::to_vec(body).map_err(Error::demo)?;
        let Found::Route { function, meta, parts: path } = find(parts.method.as_str(), parts.uri.path()) else {
            return Err(Error::Demo(format!("no route for {}", meta.name)));
        };
        let now = self.cloud.kit().clock.now();
        let event = event::event(&parts, &Bytes::from(body), &meta.route_key(), &path, now, &crate::random_id());
        let answer = self.cloud.functions().http(function, event).await.map_err(Error::Demo)?;
        let text = answer["body"].as_str().unwrap_or_default();
        if answer["statusCode"] != meta.success {
            return Err(Error::Demo(format!("{}: {} {text}", meta.name, answer["statusCode"])));
        }
        let value = if meta.content == Content::Nothing {
            Value::Object(serde_json::Map::new())
        } else {
            serde_json::from_str(text).map_err(Error::demo)?
        };
        serde_json::from_value(value).map_err(Error::demo)
    }

    /// Uploads a document, as a browser does.
    pub async fn upload(&self, nome: &str, content: &'static [u8]) -> Result<AllegatoInviato, Error> {
        let tipo = TipoFile::from_nome(nome).map(TipoFile::mime).unwrap_or_default().to_owned();
        let sha256 = HEXLOWER.encode(&Sha256::digest(content));
        let dimensione = content.len() as u64;
        let nuovo =
            NuovoAllegato { nome: nome.to_owned(), tipo: tipo.clone(), dimensione, sha256: sha256.clone(), ..NuovoAllegato::default() };
        let prepared = self.call::<CreateUpload>(&Nulla {}, &Nulla {}, &nuovo).await?;
        let mut request = Request::put(prepared.url.trim_start_matches(self.cloud.origin())).header("content-length", content.len());
        for (name, value) in &prepared.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(content)).map_err(Error::demo)?;
        let answer = self.cloud.objects().call(request, Caller::Browser).await.map_err(Error::demo)?;
        if !answer.status().is_success() {
            let status = answer.status();
            let body = axum::body::to_bytes(answer.into_body(), 1 << 16).await.map_err(Error::demo)?;
            return Err(Error::Demo(format!("upload of {nome}: {status} {}", String::from_utf8_lossy(&body))));
        }
        Ok(AllegatoInviato { id: prepared.id, nome: nome.to_owned(), tipo, dimensione, sha256 })
    }
}
