//! How an office finds an employer, and what it has of theirs.

use aws_sdk_dynamodb::types::AttributeValue;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::id::PersonaId;
use cassetto_domain::sede::CodiceSede;

use crate::attributi::{G1PK, G1SK};
use crate::connessione::Store;
use crate::cursore;
use crate::error::{StoreError, dynamodb};
use crate::item::Item;
use crate::keys::{self, AFTER};
use crate::quesito::Quesito;
use crate::scorri::{Indice, Pagina, Scorri, Verso};

/// The most people that one codice rapporto is looked up for: an employer and who took their place.
const TITOLARI: i32 = 10;

impl Store {
    /// Whose rapporto it is. One Query, 0.5 read units.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn titolari_del_rapporto(&self, codice: &CodiceRapporto) -> Result<Vec<PersonaId>, StoreError> {
        let output = self
            .db()
            .query()
            .table_name(self.table())
            .index_name(Indice::G1.name())
            .key_condition_expression(format!("{G1PK} = :pk"))
            .expression_attribute_values(":pk", AttributeValue::S(keys::rapporto_per_codice(codice)))
            .limit(TITOLARI)
            .send()
            .await
            .map_err(dynamodb)?;
        let items = output.items.unwrap_or_default().into_iter().map(Item);
        items.map(|item| item.text(G1SK)?.parse().map_err(|_| StoreError::Illeggibile(G1SK))).collect()
    }

    /// One page of an employer's quesiti that a sede has now, newest first. At most 10 Queries of 100 rows, after which the page may be
    /// short, even empty, and its cursor goes on.
    ///
    /// # Errors
    /// [`StoreError::CursorNonValido`].
    pub async fn list_quesiti_in_sede(
        &self,
        datore: PersonaId,
        sede: CodiceSede,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<Pagina<Quesito>, StoreError> {
        let mut scorri = Scorri {
            indice: Indice::G1,
            partizione: keys::quesiti_del_datore(datore),
            dal: "0".to_owned(),
            al: AFTER.to_string(),
            verso: Verso::Decrescente,
            limit,
            filtered: true,
        };
        if let Some(cursor) = cursor {
            scorri.after(&cursore::quesito(cursor)?);
        }
        let read = |item: &_| Quesito::from_item(item).map(|quesito| Some(quesito).filter(|quesito| quesito.sede == sede));
        self.scorri(scorri, read, |sk| Some(cursore::write(sk))).await
    }
}
