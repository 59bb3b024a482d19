//! The objects of both buckets.

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::ByteStream;
use cassetto_domain::id::AllegatoId;
use jiff::Timestamp;

use super::righe;
use crate::compressione::GZIP;
use crate::connessione::Store;
use crate::documenti::kept;
use crate::error::{StoreError, s3, unbuilt};

/// Which bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deposito {
    /// The documents that are kept.
    Allegati,
    /// The daily registers.
    Registri,
}

impl Deposito {
    pub const ALL: [Self; 2] = [Self::Allegati, Self::Registri];
}

/// An object that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oggetto {
    pub nome: String,
    /// The document that it is, when its name is one's.
    pub allegato: Option<AllegatoId>,
    /// In bytes, as it is stored.
    pub dimensione: u64,
    pub scritto: Option<Timestamp>,
}

/// Some objects by name.
pub struct PaginaOggetti {
    pub oggetti: Vec<Oggetto>,
    /// Absent on the last page.
    pub dopo: Option<String>,
}

impl Store {
    /// One page of a bucket's objects, at most a thousand.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn elenca_oggetti(&self, deposito: Deposito, dopo: Option<String>) -> Result<PaginaOggetti, StoreError> {
        let (bucket, prefix) = match deposito {
            Deposito::Allegati => (&self.inner.bucket, Some("allegati/".to_owned())),
            Deposito::Registri => (&self.inner.registri, None),
        };
        let list = self.s3().list_objects_v2().bucket(bucket).set_prefix(prefix).set_continuation_token(dopo);
        let page = list.send().await.map_err(s3)?;
        let oggetto = |object: &aws_sdk_s3::types::Object| {
            let nome = object.key.clone().unwrap_or_default();
            Oggetto {
                allegato: righe::allegato(&nome),
                nome,
                dimensione: object.size.and_then(|size| size.try_into().ok()).unwrap_or_default(),
                scritto: object.last_modified.and_then(|instant| Timestamp::from_second(instant.secs()).ok()),
            }
        };
        Ok(PaginaOggetti { oggetti: page.contents().iter().map(oggetto).collect(), dopo: page.next_continuation_token })
    }

    /// Copies all objects of a bucket to that of another store, as they are; how many.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn copia_oggetti(&self, deposito: Deposito, altro: &Self) -> Result<usize, StoreError> {
        let bucket = |store: &Self| match deposito {
            Deposito::Allegati => store.inner.bucket.clone(),
            Deposito::Registri => store.inner.registri.clone(),
        };
        let (mut copied, mut next) = (0, None);
        loop {
            let page = self.elenca_oggetti(deposito, next).await?;
            for oggetto in &page.oggetti {
                let found = self.s3().get_object().bucket(bucket(self)).key(&oggetto.nome).send().await.map_err(s3)?;
                let (tipo, codifica) = (found.content_type, found.content_encoding);
                let bytes = found.body.collect().await.map_err(unbuilt)?.into_bytes();
                let put = altro.s3().put_object().bucket(bucket(altro)).key(&oggetto.nome);
                let put = put.set_content_type(tipo).set_content_encoding(codifica).body(ByteStream::from(bytes));
                put.send().await.map_err(s3)?;
                copied += 1;
            }
            next = page.dopo;
            if next.is_none() {
                return Ok(copied);
            }
        }
    }

    /// How long a kept document is, in bytes; `Some(None)` when it is compressed and its length tells nothing. `None` when it is not
    /// there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn misura_allegato(&self, id: AllegatoId) -> Result<Option<Option<u64>>, StoreError> {
        let head = self.s3().head_object().bucket(&self.inner.bucket).key(kept(id));
        match head.send().await {
            Ok(output) if output.content_encoding.as_deref() == Some(GZIP) => Ok(Some(None)),
            Ok(output) => Ok(Some(Some(output.content_length.and_then(|size| size.try_into().ok()).unwrap_or_default()))),
            Err(error) if error.as_service_error().is_some_and(|error| error.is_not_found()) => Ok(None),
            Err(error) if matches!(error.code(), Some("NoSuchKey" | "NotFound")) => Ok(None),
            Err(error) => Err(s3(error)),
        }
    }
}
