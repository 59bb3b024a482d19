//! A client that takes any answer, and the people of these tests.

use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use cassetto_domain::contatto::Contatti;
use cassetto_domain::id::PersonaId;
use cassetto_domain::preferenze::Preferenze;
use cassetto_domain::ruolo::Ruolo;
use cassetto_local::{Cloud, Options};
use cassetto_runtime::Clock;
use cassetto_store::{NuovaSessione, Persona, Rapporto};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use jiff::{SignedDuration, Timestamp};

/// Status, headers and body of an answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("text")).unwrap_or_default()
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }
}

pub async fn send(method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut request = Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Full::new(Bytes::copy_from_slice(body))).expect("a request");
    let client: Client<_, Full<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
    let (parts, body) = client.request(request).await.expect("an answer").into_parts();
    let body = body.collect().await.expect("a whole body").to_bytes();
    Answer { status: parts.status, headers: parts.headers, body }
}

pub async fn get(url: &str) -> Answer {
    send("GET", url, &[], b"").await
}

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub struct TestClock(Arc<Mutex<Timestamp>>);

impl TestClock {
    pub fn at(instant: &str) -> Self {
        Self(Arc::new(Mutex::new(instant.parse().expect("an instant"))))
    }

    pub fn advance(&self, by: SignedDuration) {
        *self.0.lock().expect("not poisoned") += by;
    }

    pub fn clock(&self) -> Clock {
        let instant = self.0.clone();
        Clock::from_fn(move || *instant.lock().expect("not poisoned"))
    }
}

/// A cloud where nothing happens by itself.
pub async fn still() -> Cloud {
    Cloud::start(Options { background: false, ..Options::default() }).await.expect("a cloud")
}

pub async fn still_at(clock: &TestClock) -> Cloud {
    let options = Options { background: false, clock: clock.clock(), ..Options::default() };
    Cloud::start(options).await.expect("a cloud")
}

/// An employer with one rapporto, and the cookie of a session.
pub async fn employer(cloud: &Cloud) -> (Persona, String) {
    let persona = Persona {
        id: PersonaId::from_bytes([1; 16]),
        nome: "Anna".to_owned(),
        cognome: "Esempio".to_owned(),
        codice_fiscale: "SMPNNA68D52H501Q".to_owned().try_into().expect("a code"),
        ruolo: Ruolo::Datore,
        sede: None,
        cap: Some("00185".to_owned().try_into().expect("a CAP")),
        contatti: Contatti {
            cellulare: Some("+393000000001".to_owned().try_into().expect("a number")),
            email: Some("anna@esempio.example".to_owned().try_into().expect("an address")),
            ..Contatti::default()
        },
        preferenze: Preferenze::default(),
        posizioni: Vec::new(),
        tipo_delega: None,
    };
    let rapporto = Rapporto {
        codice: "1000000011".to_owned().try_into().expect("a code"),
        lavoratore: "Irina Modello".to_owned(),
        mansione: cassetto_domain::rapporto::Mansione::Badante,
        stato: cassetto_domain::rapporto::StatoRapporto::Attivo,
        contratto: cassetto_domain::rapporto::TipoContratto::Tin,
        inizio: jiff::civil::date(2021, 3, 1),
        fine: None,
        ore: 40,
    };
    let kit = cloud.kit();
    kit.store.put_persona(&persona).await.expect("written");
    kit.store.put_rapporto(persona.id, &rapporto).await.expect("written");
    let sessione = NuovaSessione { persona: persona.id, ruolo: Ruolo::Datore, nome: persona.nome_e_cognome(), sede: None };
    let token = kit.store.create_session(&sessione, kit.clock.now()).await.expect("a session");
    let cookie = format!("{}={}", cassetto_api::sessione::COOKIE, token.to_cookie());
    (persona, cookie)
}

/// Sends a quesito through the gateway.
pub async fn send_quesito(cloud: &Cloud, cookie: &str, key: &str) -> Answer {
    let body = serde_json::json!({
        "rapporto": "1000000011",
        "categoria": "mav",
        "versione_categorie": cassetto_domain::categoria::corrente().versione,
        "oggetto": "MAV non arrivato",
        "testo": "Non ho ricevuto il MAV.",
    });
    let headers = [("cookie", cookie), ("content-type", "application/json"), ("origin", cloud.origin()), ("idempotency-key", key)];
    send("POST", &format!("{}/api/quesiti", cloud.origin()), &headers, body.to_string().as_bytes()).await
}
