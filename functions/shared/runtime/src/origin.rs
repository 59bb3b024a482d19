//! Refuses what another site makes a browser send (OWASP, cross-site request forgery): the second lock beside `SameSite=Strict`.

use http::HeaderMap;
use http::header::ORIGIN;

/// Whether a request that changes something may come from where its headers say. A client that is no browser sends neither header.
pub(crate) fn is_allowed(headers: &HeaderMap, origin: &str) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    headers.get(ORIGIN).is_none_or(|value| value == origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_site_is_refused() {
        let cases = [
            (None, None, true),
            (Some("same-origin"), None, true),
            (Some("cross-site"), None, false),
            (Some("same-site"), None, false),
            (None, Some("https://cassetto.example"), true),
            (None, Some("https://altro.example"), false),
            (None, Some("null"), false),
        ];
        for (site, origin, expected) in cases {
            let mut headers = HeaderMap::new();
            if let Some(site) = site {
                headers.insert("sec-fetch-site", site.parse().unwrap());
            }
            if let Some(origin) = origin {
                headers.insert(ORIGIN, origin.parse().unwrap());
            }
            assert_eq!(is_allowed(&headers, "https://cassetto.example"), expected, "{site:?} {origin:?}");
        }
    }
}
