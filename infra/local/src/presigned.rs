//! Presigned addresses under a clock that is not the machine's.
//!
//! s3s checks signatures, and expiry by the machine's clock. When the cloud's clock tells another time (a test's, or the past that
//! the demo people lived in), the address is checked here, signature and expiry, and handed on as if it had been signed now.

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use http::request::Parts;
use http::uri::PathAndQuery;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::{REGION, SECRET_KEY};

/// Why an address is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Malformed,
    Expired,
    SignatureDoesNotMatch,
}

/// Clocks that differ less count as the same one.
const SAME: SignedDuration = SignedDuration::from_secs(60);

/// How far ahead of the server an address may be signed.
const SKEW: SignedDuration = SignedDuration::from_mins(15);

/// Checks a presigned request by `cloud`'s time and signs it again for `machine`'s; any other request stays as it is.
pub fn rebase(parts: &mut Parts, cloud: Timestamp, machine: Timestamp) -> Result<(), Refusal> {
    if cloud.duration_since(machine).abs() < SAME {
        return Ok(());
    }
    let query = parts.uri.query().unwrap_or_default();
    let mut pairs: Vec<(String, String)> = query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let find = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
    let Some(signature) = find("X-Amz-Signature") else { return Ok(()) };
    let date = find("X-Amz-Date").ok_or(Refusal::Malformed)?;
    let expires: i64 = find("X-Amz-Expires").and_then(|text| text.parse().ok()).ok_or(Refusal::Malformed)?;
    let signed = signed_at(&date).ok_or(Refusal::Malformed)?;
    let age = cloud.duration_since(signed);
    if age < -SKEW || age > SignedDuration::from_secs(expires) {
        return Err(Refusal::Expired);
    }
    pairs.retain(|(name, _)| name != "X-Amz-Signature");
    if sign(parts, &pairs, &date).ok_or(Refusal::Malformed)? != signature {
        return Err(Refusal::SignatureDoesNotMatch);
    }
    let now = machine.strftime("%Y%m%dT%H%M%SZ").to_string();
    for (name, value) in &mut pairs {
        match name.as_str() {
            "X-Amz-Date" => value.clone_from(&now),
            "X-Amz-Credential" => *value = value.replacen(&date[..8], &now[..8], 1),
            _ => {}
        }
    }
    let signature = sign(parts, &pairs, &now).ok_or(Refusal::Malformed)?;
    pairs.push(("X-Amz-Signature".to_owned(), signature));
    let path: PathAndQuery = format!("{}?{}", parts.uri.path(), join(&pairs)).parse().map_err(|_| Refusal::Malformed)?;
    let mut uri = parts.uri.clone().into_parts();
    uri.path_and_query = Some(path);
    parts.uri = http::Uri::from_parts(uri).map_err(|_| Refusal::Malformed)?;
    Ok(())
}

/// The signature that the request should carry (AWS Signature Version 4, query parameters); names and values are encoded already.
fn sign(parts: &Parts, pairs: &[(String, String)], date: &str) -> Option<String> {
    let names = &pairs.iter().find(|(name, _)| name == "X-Amz-SignedHeaders")?.1.replace("%3B", ";");
    let mut headers = String::new();
    for name in names.split(';') {
        let value = parts.headers.get(name)?.to_str().ok()?.trim();
        headers += &format!("{name}:{value}\n");
    }
    let mut sorted = pairs.to_vec();
    sorted.sort();
    let request = format!("{}\n{}\n{}\n{headers}\n{names}\nUNSIGNED-PAYLOAD", parts.method, parts.uri.path(), join(&sorted));
    let day = date.get(..8)?;
    let scope = format!("{day}/{REGION}/s3/aws4_request");
    let text = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", HEXLOWER.encode(&Sha256::digest(request.as_bytes())));
    let mut key = format!("AWS4{SECRET_KEY}").into_bytes();
    for part in [day, REGION, "s3", "aws4_request", &text] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
        mac.update(part.as_bytes());
        key = mac.finalize().into_bytes().to_vec();
    }
    Some(HEXLOWER.encode(&key))
}

fn join(pairs: &[(String, String)]) -> String {
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

fn signed_at(date: &str) -> Option<Timestamp> {
    let civil = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", date).ok()?;
    civil.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}
