//! DynamoDB's endpoint behind TLS, as in the cloud: a certificate of our own making, from an authority made for this run.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, PKCS_ECDSA_P256_SHA256};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::Error;

/// Where it is and whom one has to trust.
pub struct Tls {
    pub endpoint: String,
    /// The authority alone.
    pub authority: PathBuf,
    /// The machine's own authorities with ours at their end: what a client reads that knows no better.
    pub bundle: PathBuf,
    handshakes: Arc<AtomicU64>,
}

impl Tls {
    /// Handshakes so far.
    pub fn handshakes(&self) -> u64 {
        self.handshakes.load(Ordering::Relaxed)
    }
}

/// Where Debian and Amazon Linux keep the machine's authorities.
const BUNDLES: [&str; 2] = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"];

/// Puts TLS in front of `upstream`, an address with `http://`; certificates go into `folder`.
///
/// # Errors
/// When there is no free port or no certificate can be made.
pub async fn serve(upstream: &str, folder: &Path) -> Result<Tls, Error> {
    let upstream: SocketAddr = upstream.trim_start_matches("http://").parse()?;
    let mut authority = CertificateParams::new(Vec::new())?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.distinguished_name.push(DnType::CommonName, "Autorita per una misura");
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?)?;
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let certificate = CertificateParams::new(vec!["localhost".to_owned()])?.signed_by(&key, &authority)?;

    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::Pkcs8(key.serialize_der().into()))?;
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let endpoint = format!("https://localhost:{}", listener.local_addr()?.port());
    let handshakes = Arc::new(AtomicU64::new(0));
    let count = handshakes.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, count) = (acceptor.clone(), count.clone());
            tokio::spawn(async move {
                let _ = stream.set_nodelay(true);
                let Ok(mut client) = acceptor.accept(stream).await else { return };
                count.fetch_add(1, Ordering::Relaxed);
                if let Ok(mut server) = TcpStream::connect(upstream).await {
                    let _ = server.set_nodelay(true);
                    // Ends with whoever hangs up first.
                    let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
                }
            });
        }
    });

    let (file, bundle) = (folder.join("autorita.pem"), folder.join("tutte.pem"));
    let machine = BUNDLES.iter().find_map(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
    std::fs::write(&bundle, machine + &authority.pem())?;
    std::fs::write(&file, authority.pem())?;
    Ok(Tls { endpoint, authority: file, bundle, handshakes })
}
