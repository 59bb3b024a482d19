//! What comes over HTTP, by the table's stream and from carriers. A request is read as its route's types or refused; what is read is
//! written as it would be sent, and read again as the same.
//!
//! The input is a request as text: `GET /api/quesiti?limit=5`, lines of headers, an empty line, the body. A first line that is no
//! route makes the rest an event.

use cassetto_api::endpoint::{Endpoint, location, parse_path, parse_query};
use cassetto_api::routes::{Described, Found, Function, Visitor, find, visit_all};
use cassetto_store::ispezione::cursore;
use cassetto_store::{Correlazione, Token, avviso_in_record, lavoro_in_record};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::bounded;

/// The longest body that is taken, bytes, as in the functions' runtime.
const BODY: usize = 128 * 1024;

/// How much larger a JSON value is than the shortest text of it, `[[],[],…]`, with its copies.
const JSON: usize = 128;

/// How much larger text is than what gzip makes of it, at most.
const GZIP: usize = 1100;

pub fn prova(bytes: &[u8]) {
    let bytes = &bytes[..bytes.len().min(BODY)];
    let (head, body) = match bytes.windows(2).position(|pair| pair == b"\n\n") {
        Some(end) => (&bytes[..end], &bytes[end + 2..]),
        None => (bytes, &b""[..]),
    };
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let first = lines.next().unwrap_or_default();
    for line in lines {
        header(line);
    }
    match request(first) {
        Some((method, path, query)) => bounded(JSON * bytes.len() + 64 * 1024, || routed(method, path, query, body)),
        None => event(body),
    }
}

fn request(line: &str) -> Option<(&str, &str, &str)> {
    let (method, target) = line.split_once(' ')?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Some((method, path, query))
}

fn header(line: &str) {
    let Some((name, value)) = line.split_once(": ") else { return };
    match name {
        "cookie" => {
            if let Some(token) = Token::parse(value) {
                assert_eq!(token.to_cookie(), value, "a session is written in one way");
            }
        }
        "traceparent" => {
            if let Some(correlazione) = Correlazione::from_traceparent(value) {
                assert_eq!(Correlazione::from_traceparent(&correlazione.traceparent()), Some(correlazione));
            }
        }
        _ => {}
    }
}

fn routed(method: &str, path: &str, query: &str, body: &[u8]) {
    let Found::Route { meta, parts, .. } = find(method, path) else { return };
    let parts = parts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    visit_all(&mut Rotta { name: meta.name, parts, query, body });
}

struct Rotta<'a> {
    name: &'static str,
    parts: Vec<(String, String)>,
    query: &'a str,
    body: &'a [u8],
}

impl Visitor for Rotta<'_> {
    fn visit<E: Endpoint>(&mut self, _: Function)
    where
        E::Path: Described,
        E::Query: Described,
        E::Body: Described,
        E::Response: Described,
    {
        if E::META.name != self.name {
            return;
        }
        let path = parse_path::<E::Path>(self.parts.iter().cloned());
        let query = parse_query::<E::Query>(self.query);
        if let (Ok(path), Ok(query)) = (path, query) {
            asked_again::<E>(&path, &query);
        }
        if let Ok(body) = serde_json::from_slice::<E::Body>(self.body) {
            same(&body, &serde_json::to_string(&body).expect("JSON"));
        }
        for (name, value) in serde_json::from_slice::<Value>(self.body).ok().iter().flat_map(Value::as_object).flatten() {
            if name == "cursor" {
                cursor(value.as_str().unwrap_or_default());
            }
        }
        for pair in self.query.split('&').filter_map(|pair| pair.strip_prefix("cursor=")) {
            cursor(pair);
        }
    }
}

/// The address that the client would make of it leads to the same route, with the same in it.
fn asked_again<E: Endpoint>(path: &E::Path, query: &E::Query) {
    let location = location::<E>(path, query);
    let (place, text) = location.split_once('?').unwrap_or((&location, ""));
    let Found::Route { meta, parts, .. } = find(E::META.method.as_str(), place) else { panic!("an address that leads nowhere: {place}") };
    assert_eq!(meta.name, E::META.name);
    let again = parse_path::<E::Path>(parts.into_iter().map(|(name, value)| (name.to_owned(), value))).expect("a path");
    assert_eq!(value(&again), value(path));
    let again = parse_query::<E::Query>(text).expect("a query");
    assert_eq!(value(&again), value(query));
}

fn value<T: Serialize>(of: &T) -> Value {
    serde_json::to_value(of).expect("JSON")
}

fn same<T: Serialize + DeserializeOwned>(body: &T, text: &str) {
    let again: T = serde_json::from_str(text).expect("what was written is read");
    assert_eq!(value(&again), value(body));
}

/// A list goes on only from what a list gave.
fn cursor(text: &str) {
    if let Some(written) = cursore(text) {
        assert_eq!(written, text, "a cursor is written in one way");
    }
}

fn event(body: &[u8]) {
    let Ok(event) = serde_json::from_slice::<Value>(body) else { return };
    let now = Timestamp::from_second(1_795_000_000).expect("an instant");
    if let Some(avviso) = avviso_in_record(&event) {
        assert_eq!(event["dynamodb"]["Keys"]["sk"]["S"], avviso.to_string().as_str());
    }
    let _ = lavoro_in_record(&event, now);
    receipt(&event, now);
    // Lines of a log come compressed, from within.
    let lines = bounded(JSON * GZIP * body.len() + 256 * 1024, || cassetto_esiti::reports(&event));
    for line in lines.into_iter().flatten().flatten() {
        receipt(&line, now);
    }
}

/// What a carrier says names a message, or is refused.
fn receipt(event: &Value, now: Timestamp) {
    for detto in [cassetto_esiti::read(event, now), cassetto_esiti::read_log(event, now).map(Some)].into_iter().flatten().flatten() {
        assert!(!detto.messaggi.is_empty(), "a receipt of nothing");
    }
}
