//! Whom the clients trust over TLS, and with whose cryptography (docs/adr/0030).

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

/// The five roots of Amazon Trust Services, which vouch for every endpoint of AWS (<https://www.amazontrust.com/repository/>). The
/// machine's own bundle has a hundred and forty more: reading it costs a cold start 1.5 ms.
const AMAZON: &str = include_str!("../radici/amazon.pem");

/// How a connection over TLS is made. `more` are PEM certificates of other authorities; what can't be read of them vouches for nobody.
///
/// # Errors
/// When the cryptography has nothing for the versions that are wanted: never in this release.
pub(crate) fn tls(more: Option<&str>) -> Result<ClientConfig, rustls::Error> {
    let mut roots = RootCertStore::empty();
    for pem in [AMAZON].into_iter().chain(more) {
        roots.add_parsable_certificates(CertificateDer::pem_slice_iter(pem.as_bytes()).flatten());
    }
    // ring, not aws-lc: its first handshake costs a cold start 36 ms less.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use data_encoding::{BASE64, HEXLOWER};
    use sha2::{Digest, Sha256};

    use super::*;

    /// As <https://www.amazontrust.com/repository/> publishes them: the SHA-256 of each certificate.
    const PUBLISHED: [&str; 5] = [
        "8ecde6884f3d87b1125ba31ac3fcb13d7016de7f57cc904fe1cb97c6ae98196e",
        "1ba5b2aa8c65401a82960118f80bec4f62304d83cec4713a19c39c011ea46db4",
        "18ce6cfe7bf14e60b2e347b8dfe868cb31d02ebb3ada271569f50343b46db3a4",
        "e35d28419ed02025cfa69038cd623962458da5c695fbdea3c22b0bfb25897092",
        "568d6905a2c88708a4b3025190edcfedb1974a606a13c6e5290fcb2ae63edab5",
    ];

    #[test]
    fn the_roots_are_those_that_amazon_publishes() {
        let certificates = AMAZON.split("-----BEGIN CERTIFICATE-----").skip(1).map(|rest| {
            let text: String = rest.split("-----END").next().unwrap().split_whitespace().collect();
            HEXLOWER.encode(&Sha256::digest(BASE64.decode(text.as_bytes()).unwrap()))
        });
        assert_eq!(certificates.collect::<Vec<_>>(), PUBLISHED);
    }
}
