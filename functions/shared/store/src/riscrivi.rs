//! Some attributes of a row written again, where what they follow from is still what it was.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;

use crate::attributi::PK;
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb};
use crate::item::Item;
use crate::keys::Key;

impl Store {
    /// Of `scrive` what is not in `dopo` as in `visto`, on condition that the row is there and `segue` in it as in `visto`.
    /// `false` when it isn't, and nothing is written. No call when nothing differs.
    pub(crate) async fn riscrivi(
        &self,
        chiave: Key,
        (visto, dopo): (&Item, &Item),
        scrive: &[&str],
        segue: &[&str],
    ) -> Result<bool, StoreError> {
        let mut update = self.db().update_item().table_name(self.table()).set_key(Some(chiave.into_map()));
        let (mut set, mut remove) = (Vec::new(), Vec::new());
        for (n, name) in scrive.iter().enumerate().filter(|(_, name)| visto.0.get(**name) != dopo.0.get(**name)) {
            update = update.expression_attribute_names(format!("#n{n}"), *name);
            match dopo.0.get(*name) {
                Some(value) => {
                    update = update.expression_attribute_values(format!(":n{n}"), value.clone());
                    set.push(format!("#n{n} = :n{n}"));
                }
                None => remove.push(format!("#n{n}")),
            }
        }
        if set.is_empty() && remove.is_empty() {
            return Ok(true);
        }
        // A row that went is not made again by an update.
        let mut condition = format!("attribute_exists({PK})");
        for (n, name) in segue.iter().enumerate() {
            update = update.expression_attribute_names(format!("#s{n}"), *name);
            condition += &match visto.0.get(*name) {
                Some(value) => {
                    update = update.expression_attribute_values(format!(":s{n}"), value.clone());
                    format!(" AND #s{n} = :s{n}")
                }
                None => format!(" AND attribute_not_exists(#s{n})"),
            };
        }
        let clause = |word: &str, parts: &[String]| if parts.is_empty() { String::new() } else { format!("{word} {} ", parts.join(", ")) };
        let expression = clause("SET", &set) + &clause("REMOVE", &remove);
        match update.condition_expression(condition).update_expression(expression.trim()).send().await {
            Ok(_) => Ok(true),
            Err(error) if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) => Ok(false),
            Err(error) => Err(dynamodb(error)),
        }
    }
}
