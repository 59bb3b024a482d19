//! API Gateway's HTTP API event, payload format 2.0, and its answer.

use std::collections::BTreeMap;

use axum::body::{Body, Bytes};
use data_encoding::BASE64;
use http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The route of what asks for none.
pub const UNROUTED: &str = "$default";

/// The event of a request to a route.
pub fn event(parts: &http::request::Parts, body: &Bytes, route_key: &str, path: &[(&str, String)], now: Timestamp, id: &str) -> Value {
    let raw_query = parts.uri.query().unwrap_or_default();
    let mut event = json!({
        "version": "2.0",
        "routeKey": route_key,
        "rawPath": parts.uri.path(),
        "rawQueryString": raw_query,
        "headers": headers(&parts.headers),
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "local",
            "domainName": text(&parts.headers, "host"),
            "domainPrefix": "local",
            "http": {
                "method": parts.method.as_str(),
                "path": parts.uri.path(),
                "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1",
                "userAgent": text(&parts.headers, "user-agent"),
            },
            "requestId": id,
            "routeKey": route_key,
            "stage": "$default",
            "time": now.strftime("%d/%b/%Y:%H:%M:%S %z").to_string(),
            "timeEpoch": now.as_millisecond(),
        },
        "isBase64Encoded": false,
    });
    let cookies: Vec<&str> = parts
        .headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .map(str::trim)
        .filter(|cookie| !cookie.is_empty())
        .collect();
    if !cookies.is_empty() {
        event["cookies"] = json!(cookies);
    }
    if !raw_query.is_empty() {
        event["queryStringParameters"] = query(raw_query);
    }
    if !path.is_empty() {
        event["pathParameters"] = path.iter().map(|(name, value)| ((*name).to_owned(), Value::from(decode(value)))).collect();
    }
    if !body.is_empty() {
        match std::str::from_utf8(body) {
            Ok(text) if is_text(&parts.headers) => event["body"] = text.into(),
            _ => {
                event["body"] = BASE64.encode(body).into();
                event["isBase64Encoded"] = true.into();
            }
        }
    }
    event
}

/// The HTTP response of a function's answer; none when the answer is not of that format.
pub fn response(answer: &Value) -> Option<Response<Body>> {
    let status = answer.get("statusCode")?.as_u64().and_then(|status| u16::try_from(status).ok())?;
    let body = answer.get("body").and_then(Value::as_str).unwrap_or_default();
    let body = match answer.get("isBase64Encoded").and_then(Value::as_bool) {
        Some(true) => BASE64.decode(body.as_bytes()).ok()?,
        _ => body.as_bytes().to_vec(),
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).ok()?;
    let headers = response.headers_mut();
    let single =
        answer.get("headers").and_then(Value::as_object).into_iter().flatten().filter_map(|(name, value)| Some((name, value.as_str()?)));
    for (name, value) in single {
        headers.insert(HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_str(value).ok()?);
    }
    for cookie in answer.get("cookies").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        headers.append(SET_COOKIE, HeaderValue::from_str(cookie).ok()?);
    }
    Some(response)
}

fn headers(headers: &HeaderMap) -> Map<String, Value> {
    let mut joined: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in headers.iter().filter(|(name, _)| *name != COOKIE) {
        let value = String::from_utf8_lossy(value.as_bytes());
        joined
            .entry(name.as_str())
            .and_modify(|all| {
                all.push(',');
                all.push_str(&value);
            })
            .or_insert_with(|| value.into_owned());
    }
    joined.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
}

fn query(raw: &str) -> Value {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(raw).unwrap_or_default();
    let mut joined: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in pairs {
        joined
            .entry(name)
            .and_modify(|all| {
                all.push(',');
                all.push_str(&value);
            })
            .or_insert(value);
    }
    json!(joined)
}

fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn text(headers: &HeaderMap, name: &str) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// What API Gateway hands over as it is; anything else goes as base64.
fn is_text(headers: &HeaderMap) -> bool {
    let media = text(headers, CONTENT_TYPE.as_str());
    media.is_empty()
        || media.starts_with("text/")
        || ["json", "xml", "javascript", "x-www-form-urlencoded"].iter().any(|part| media.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(request: http::request::Builder) -> http::request::Parts {
        request.body(()).expect("a request").into_parts().0
    }

    #[test]
    fn an_event_is_what_api_gateway_sends() {
        let request = http::Request::post("/api/sessione?x=1&x=2&y=%C3%A8")
            .header("Host", "127.0.0.1:8080")
            .header("Content-Type", "application/json")
            .header("Accept", "a")
            .header("Accept", "b")
            .header("Cookie", "a=1; b=2");
        let now = "2026-03-12T19:03:58.5Z".parse().expect("an instant");
        let event = event(&parts(request), &Bytes::from_static(b"{}"), "POST /api/sessione", &[("id", "a%20b".to_owned())], now, "r1");
        assert_eq!(event["version"], "2.0");
        assert_eq!(event["routeKey"], "POST /api/sessione");
        assert_eq!(event["rawQueryString"], "x=1&x=2&y=%C3%A8");
        assert_eq!(event["queryStringParameters"], json!({"x": "1,2", "y": "è"}));
        assert_eq!(event["pathParameters"], json!({"id": "a b"}));
        assert_eq!(event["cookies"], json!(["a=1", "b=2"]));
        assert_eq!(event["headers"], json!({"accept": "a,b", "content-type": "application/json", "host": "127.0.0.1:8080"}));
        assert_eq!(event["requestContext"]["time"], "12/Mar/2026:19:03:58 +0000");
        assert_eq!(event["requestContext"]["timeEpoch"], 1_773_342_238_500_i64);
        assert_eq!((&event["body"], &event["isBase64Encoded"]), (&json!("{}"), &json!(false)));
    }

    #[test]
    fn a_body_that_is_not_text_goes_as_base64() {
        let request = http::Request::post("/api/sessione").header("Content-Type", "application/octet-stream");
        let event = event(&parts(request), &Bytes::from_static(&[0xff, 0]), "POST /api/sessione", &[], Timestamp::UNIX_EPOCH, "r1");
        assert_eq!((&event["body"], &event["isBase64Encoded"]), (&json!("/wA="), &json!(true)));
        assert!(event.get("cookies").is_none() && event.get("pathParameters").is_none() && event.get("queryStringParameters").is_none());
    }

    #[test]
    fn an_answer_keeps_status_headers_cookies_and_bytes() {
        let answer = json!({
            "statusCode": 201,
            "headers": {"content-type": "application/pdf"},
            "multiValueHeaders": {},
            "cookies": ["a=1", "b=2"],
            "body": "/wA=",
            "isBase64Encoded": true,
        });
        let response = response(&answer).expect("an answer");
        assert_eq!(response.status(), 201);
        assert_eq!(response.headers()["content-type"], "application/pdf");
        assert_eq!(response.headers().get_all("set-cookie").iter().count(), 2);
        assert!(super::response(&json!({"errorMessage": "boom"})).is_none());
    }
}
