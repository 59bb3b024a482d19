//! S3: documents on their way in (`pending/`, dropped after 30 days), those kept (`allegati/`), zips (`archivi/`, dropped after a day),
//! and short links to all of them.

use std::collections::BTreeMap;
use std::fmt;
use std::time::SystemTime;

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use aws_sdk_s3::primitives::ByteStream;
use cassetto_domain::allegato::{Allegato, TipoFile};
use cassetto_domain::id::{AllegatoId, PersonaId};
use cassetto_domain::profilo::Conservazione;
use cassetto_domain::sha256::Sha256;
use data_encoding::BASE32_NOPAD;
use jiff::{SignedDuration, Timestamp};

use crate::casuale;
use crate::compressione::{self, GZIP};
use crate::connessione::Store;
use crate::disposizione::attachment;
use crate::error::{StoreError, s3, unbuilt};

/// How long an upload may begin after it was prepared.
const UPLOAD: SignedDuration = SignedDuration::from_mins(15);
/// How long a link to a document works.
const DOWNLOAD: SignedDuration = SignedDuration::from_mins(5);

/// Where and how a document is uploaded.
#[derive(Clone, PartialEq, Eq)]
pub struct PresignedUpload {
    pub url: String,
    /// The signed headers that a browser doesn't set by itself.
    pub headers: BTreeMap<String, String>,
    pub scade: Timestamp,
}

/// An address that works for a few minutes, for whoever holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    pub url: String,
    pub scade: Timestamp,
}

/// An uploaded document that no message has yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Pendente {
    /// Never more than asked for and one.
    pub bytes: Vec<u8>,
    pub content_type: Option<String>,
    /// Which upload it is: [`Store::keep`] keeps no other.
    pub etag: Option<String>,
}

impl fmt::Debug for PresignedUpload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PresignedUpload(until {})", self.scade)
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link(until {})", self.scade)
    }
}

impl fmt::Debug for Pendente {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pendente({} bytes)", self.bytes.len())
    }
}

pub(crate) fn pending(persona: PersonaId, id: AllegatoId) -> String {
    format!("pending/{persona}/{id}")
}

pub(crate) fn kept(id: AllegatoId) -> String {
    format!("allegati/{id}")
}

/// What the zips of an employer's correspondence begin with.
pub(crate) fn archivi(datore: PersonaId) -> String {
    format!("archivi/{datore}/")
}

impl Store {
    /// A `PUT` that takes exactly this length, type and SHA-256. Nothing is called.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn presign_upload(
        &self,
        persona: PersonaId,
        id: AllegatoId,
        tipo: TipoFile,
        dimensione: u64,
        sha256: &Sha256,
        now: Timestamp,
    ) -> Result<PresignedUpload, StoreError> {
        let request = self
            .s3()
            .put_object()
            .bucket(&self.inner.bucket)
            .key(pending(persona, id))
            .content_type(tipo.mime())
            .content_length(i64::try_from(dimensione).unwrap_or(i64::MAX))
            .checksum_sha256(sha256.to_base64())
            .presigned(presigning(UPLOAD, now)?)
            .await
            .map_err(s3)?;
        let headers = request.headers().filter(|(name, _)| !matches!(*name, "host" | "content-length"));
        Ok(PresignedUpload {
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            url: self.public(&request),
            scade: now + UPLOAD,
        })
    }

    /// What was uploaded, read up to `max` bytes and one: more than `max` means that it is longer. `None` when there is nothing.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn read_pending(&self, persona: PersonaId, id: AllegatoId, max: u64) -> Result<Option<Pendente>, StoreError> {
        let object = self.s3().get_object().bucket(&self.inner.bucket).key(pending(persona, id));
        let mut output = match object.send().await {
            Ok(output) => output,
            Err(error) if error.as_service_error().is_some_and(|error| error.is_no_such_key()) => return Ok(None),
            Err(error) => return Err(s3(error)),
        };
        let limit = usize::try_from(max).unwrap_or(usize::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        while bytes.len() < limit {
            let Some(chunk) = output.body.next().await else { break };
            let chunk = chunk.map_err(unbuilt)?;
            bytes.extend_from_slice(&chunk[..chunk.len().min(limit - bytes.len())]);
        }
        Ok(Some(Pendente { bytes, content_type: output.content_type, etag: output.e_tag }))
    }

    /// Keeps an upload that was read and found good, which may be asked for again: a copy inside S3; or, compressed, what was read.
    ///
    /// # Errors
    /// [`StoreError::Assente`] when it is gone or another one came in its place.
    pub async fn keep(
        &self,
        persona: PersonaId,
        allegato: &Allegato,
        pendente: &Pendente,
        conservazione: Conservazione,
    ) -> Result<(), StoreError> {
        if conservazione == Conservazione::Compressa {
            return self.keep_compressed(allegato, pendente).await;
        }
        let copy = self
            .s3()
            .copy_object()
            .copy_source(format!("{}/{}", self.inner.bucket, pending(persona, allegato.caricato)))
            .set_copy_source_if_match(pendente.etag.clone())
            .bucket(&self.inner.bucket)
            .key(kept(allegato.id));
        match copy.send().await {
            Ok(_) => Ok(()),
            Err(error) if matches!(error.code(), Some("NoSuchKey" | "PreconditionFailed")) => Err(StoreError::Assente),
            Err(error) => Err(s3(error)),
        }
    }

    /// A browser that fetches it undoes the compression by itself.
    async fn keep_compressed(&self, allegato: &Allegato, pendente: &Pendente) -> Result<(), StoreError> {
        let put = self.s3().put_object().bucket(&self.inner.bucket).key(kept(allegato.id)).content_type(allegato.tipo.mime());
        let body = compressione::compress(&pendente.bytes)?;
        put.content_encoding(GZIP).body(ByteStream::from(body)).send().await.map_err(s3)?;
        Ok(())
    }

    /// A kept document, whole, as it was sent.
    ///
    /// # Errors
    /// [`StoreError::Assente`].
    pub async fn read_allegato(&self, id: AllegatoId) -> Result<Vec<u8>, StoreError> {
        let object = self.s3().get_object().bucket(&self.inner.bucket).key(kept(id));
        let output = match object.send().await {
            Ok(output) => output,
            Err(error) if error.as_service_error().is_some_and(|error| error.is_no_such_key()) => return Err(StoreError::Assente),
            Err(error) => return Err(s3(error)),
        };
        let compressed = output.content_encoding.as_deref() == Some(GZIP);
        // Not `to_vec`, which goes byte by byte.
        let bytes: Vec<u8> = output.body.collect().await.map_err(unbuilt)?.into_bytes().into();
        if compressed { compressione::expand(&bytes) } else { Ok(bytes) }
    }

    /// Writes a kept document straight away: demonstration data.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_allegato(&self, id: AllegatoId, tipo: TipoFile, bytes: Vec<u8>) -> Result<(), StoreError> {
        self.put_object(&kept(id), tipo.mime(), bytes).await
    }

    /// A link that saves a kept document as `nome`. Nothing is called.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn presign_download(&self, id: AllegatoId, nome: &str, tipo: TipoFile, now: Timestamp) -> Result<Link, StoreError> {
        self.presign_get(&kept(id), nome, tipo.mime(), now).await
    }

    /// Puts a zip of somebody's correspondence where it is dropped after a day, under a key that can't be guessed, and links to it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_archivio(&self, datore: PersonaId, bytes: Vec<u8>, nome: &str, now: Timestamp) -> Result<Link, StoreError> {
        self.put_scarico(&archivi(datore), "zip", "application/zip", bytes, nome, now).await
    }

    /// Puts a copy of a daily register where it is dropped after a day, under a key that can't be guessed, and links to it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn put_copia_registro(&self, bytes: Vec<u8>, nome: &str, now: Timestamp) -> Result<Link, StoreError> {
        self.put_scarico("archivi/registri/", "json", "application/json", bytes, nome, now).await
    }

    async fn put_scarico(
        &self,
        cartella: &str,
        estensione: &str,
        mime: &str,
        bytes: Vec<u8>,
        nome: &str,
        now: Timestamp,
    ) -> Result<Link, StoreError> {
        let random = BASE32_NOPAD.encode(&casuale::bytes::<20>()?).to_ascii_lowercase();
        let key = format!("{cartella}{random}.{estensione}");
        self.put_object(&key, mime, bytes).await?;
        self.presign_get(&key, nome, mime, now).await
    }

    async fn put_object(&self, key: &str, content_type: &str, bytes: Vec<u8>) -> Result<(), StoreError> {
        let put = self.s3().put_object().bucket(&self.inner.bucket).key(key).content_type(content_type);
        put.body(ByteStream::from(bytes)).send().await.map_err(s3)?;
        Ok(())
    }

    async fn presign_get(&self, key: &str, nome: &str, content_type: &str, now: Timestamp) -> Result<Link, StoreError> {
        let request = self
            .s3()
            .get_object()
            .bucket(&self.inner.bucket)
            .key(key)
            .response_content_disposition(attachment(nome))
            .response_content_type(content_type)
            .presigned(presigning(DOWNLOAD, now)?)
            .await
            .map_err(s3)?;
        Ok(Link { url: self.public(&request), scade: now + DOWNLOAD })
    }

    /// The address with the public origin in place of the bucket's; the signature stays the bucket's.
    fn public(&self, request: &PresignedRequest) -> String {
        let uri = request.uri();
        let path = uri.find("://").and_then(|scheme| uri[scheme + 3..].find('/').map(|slash| &uri[scheme + 3 + slash..]));
        match (&self.inner.s3_public_origin, path) {
            (Some(origin), Some(path)) => format!("{origin}{path}"),
            _ => uri.to_owned(),
        }
    }
}

fn presigning(lasts: SignedDuration, now: Timestamp) -> Result<PresigningConfig, StoreError> {
    PresigningConfig::builder().start_time(SystemTime::from(now)).expires_in(lasts.unsigned_abs()).build().map_err(unbuilt)
}
