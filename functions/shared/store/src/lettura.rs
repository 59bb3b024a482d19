//! What the employer has read.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;
use cassetto_domain::id::{PersonaId, QuesitoId};

use crate::connessione::Store;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, blob, number};
use crate::keys;
use crate::quesito::Quesito;

impl Store {
    /// The employer has seen everything up to `versione`; having seen more already is fine. 2 write units.
    ///
    /// # Errors
    /// [`StoreError::Assente`] when it is not that employer's; [`StoreError::Conflitto`] when there is no such version yet.
    pub async fn mark_read(&self, id: QuesitoId, datore: PersonaId, versione: u32) -> Result<(), StoreError> {
        let result = self
            .db()
            .update_item()
            .table_name(self.table())
            .set_key(Some(keys::testata(id).into_map()))
            .update_expression("SET le = :seen")
            .condition_expression("d = :datore AND le < :seen AND v >= :seen")
            .expression_attribute_values(":datore", blob(*datore.as_bytes()))
            .expression_attribute_values(":seen", number(versione))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        let error = match result {
            Ok(_) => return Ok(()),
            Err(error) => error,
        };
        let Some(UpdateItemError::ConditionalCheckFailedException(failed)) = error.as_service_error() else {
            return Err(dynamodb(error));
        };
        let item = failed.item().filter(|item| !item.is_empty()).cloned().map(Item).ok_or(StoreError::Assente)?;
        let quesito = Quesito::from_item(&item)?;
        if quesito.datore != datore {
            return Err(StoreError::Assente);
        }
        if quesito.letto >= versione { Ok(()) } else { Err(StoreError::Conflitto) }
    }
}
