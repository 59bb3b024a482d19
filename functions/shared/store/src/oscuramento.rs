//! Redacting a text or a document: the content goes for good, a tombstone with who, when, why and the SHA-256 stays.
//!
//! The tombstone comes first, then the bytes go. From the tombstone on nobody reads them; a crash in between leaves bytes that nobody
//! reaches, and the same request again finds the tombstone and removes them.

use cassetto_domain::id::{AllegatoId, PersonaId};
use cassetto_domain::sha256::Sha256;

use crate::annullamento::seen;
use crate::connessione::Store;
use crate::documenti::{archivi, kept, pending};
use crate::error::{StoreError, s3};
use crate::item::{blob, string};
use crate::keys;
use crate::quesito::Quesito;
use crate::thread::{AllegatoVoce, Annotazione};
use crate::transazione::{Transazione, update};

impl Store {
    /// Puts the tombstone of a text in its place.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when the quesito has another version by now, or the text is redacted already.
    pub async fn redact_testo(&self, quesito: &Quesito, voce: u32, sha256: Sha256, nota: &Annotazione) -> Result<(), StoreError> {
        let row = update(self, keys::voce(quesito.id, voce), |update| {
            update
                .update_expression("SET os = :nota, h = :sha256 REMOVE t")
                .condition_expression("attribute_exists(t)")
                .expression_attribute_values(":nota", nota.to_value())
                .expression_attribute_values(":sha256", blob(sha256.0))
        })?;
        self.finish(vec![seen(self, quesito)?, row]).await
    }

    /// Puts the tombstone of the document at `indice` of an entry in its place; its name goes too, for it may say as much.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when the quesito has another version by now, or the document is redacted already.
    pub async fn redact_allegato(
        &self,
        quesito: &Quesito,
        voce: u32,
        indice: usize,
        documento: &AllegatoVoce,
        nota: &Annotazione,
    ) -> Result<(), StoreError> {
        let allegato = &documento.allegato;
        let row = update(self, keys::voce(quesito.id, voce), |update| {
            update
                .update_expression(format!("SET al[{indice}].os = :nota, al[{indice}].n = :nome"))
                .condition_expression(format!("al[{indice}].i = :id AND attribute_not_exists(al[{indice}].os)"))
                .expression_attribute_values(":nota", nota.to_value())
                .expression_attribute_values(":nome", string(format!("documento-oscurato.{}", allegato.tipo.estensione())))
                .expression_attribute_values(":id", blob(*allegato.id.as_bytes()))
        })?;
        self.finish(vec![seen(self, quesito)?, row]).await
    }

    async fn finish(&self, rows: Vec<aws_sdk_dynamodb::types::TransactWriteItem>) -> Result<(), StoreError> {
        match self.transact_patiently(rows).await? {
            Transazione::Fatta => Ok(()),
            Transazione::Annullata(_) => Err(StoreError::Conflitto),
        }
    }

    /// Removes every version of a redacted document and of the upload that it came by, of whichever of `autori`. Doing it again does no harm.
    ///
    /// # Errors
    /// [`StoreError::Esterno`]: asking again goes on.
    pub async fn purge_allegato(&self, id: AllegatoId, caricato: AllegatoId, autori: &[PersonaId]) -> Result<(), StoreError> {
        self.purge(&kept(id)).await?;
        for autore in autori {
            self.purge(&pending(*autore, caricato)).await?;
        }
        Ok(())
    }

    /// Removes every version of the zips that were made of an employer's correspondence.
    ///
    /// # Errors
    /// [`StoreError::Esterno`]: asking again goes on.
    pub async fn purge_archivi(&self, datore: PersonaId) -> Result<(), StoreError> {
        self.purge(&archivi(datore)).await
    }

    /// Removes all versions and markers of what begins with `prefix`: identifiers are of one length, none begins with another.
    async fn purge(&self, prefix: &str) -> Result<(), StoreError> {
        let client = self.s3();
        let (mut key_marker, mut version_marker) = (None, None);
        loop {
            let page = client
                .list_object_versions()
                .bucket(&self.inner.bucket)
                .prefix(prefix)
                .set_key_marker(key_marker)
                .set_version_id_marker(version_marker)
                .send()
                .await
                .map_err(s3)?;
            let versions = page.versions().iter().map(|version| (version.key(), version.version_id()));
            let markers = page.delete_markers().iter().map(|marker| (marker.key(), marker.version_id()));
            for (key, version) in versions.chain(markers) {
                let Some(key) = key else { continue };
                let delete = client.delete_object().bucket(&self.inner.bucket).key(key).set_version_id(version.map(str::to_owned));
                delete.send().await.map_err(s3)?;
            }
            if page.is_truncated() != Some(true) {
                return Ok(());
            }
            (key_marker, version_marker) = (page.next_key_marker, page.next_version_id_marker);
        }
    }
}
