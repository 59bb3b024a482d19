//! A restore, rehearsed: the table and both buckets as they are at one instant, under new names, and functions that are pointed there.

use std::sync::Arc;

use cassetto_runtime::Kit;
use cassetto_store::{Store, StoreConfig};
use dynoxide::ImportOptions;
use serde_json::{Value, json};

use crate::objects::{RESTORED_BUCKET, RESTORED_REGISTRI};
use crate::table::TABLE;
use crate::{Cloud, Error, Functions};

/// The table's new name.
const RESTORED_TABLE: &str = "cassetto-ripristinata";

/// What was restored, beside what it was restored from.
pub struct Ripristino {
    /// Address of the functions on the new names, without a final slash.
    pub origin: String,
    /// The store on the new names.
    pub store: Store,
    pub functions: Arc<Functions>,
    pub righe: usize,
    pub oggetti: usize,
}

impl Cloud {
    /// Copies everything as it is now to new names, and points functions at them. What is written afterwards is not in it.
    ///
    /// In the cloud the table is `restore-table-to-point-in-time`; the buckets keep versions.
    ///
    /// # Errors
    /// When a service fails.
    pub async fn ripristina(&self) -> Result<Ripristino, Error> {
        let config = StoreConfig {
            table: RESTORED_TABLE.to_owned(),
            bucket: RESTORED_BUCKET.to_owned(),
            registri: RESTORED_REGISTRI.to_owned(),
            ..self.store.clone()
        };
        let store = Store::connect(config);
        store.create_table().await.map_err(Error::internal)?;
        self.objects.make_restored()?;
        let righe = self.copy_rows()?;
        let mut oggetti = 0;
        for deposito in cassetto_store::ispezione::Deposito::ALL {
            oggetti += self.kit().store.copia_oggetti(deposito, &store).await.map_err(Error::internal)?;
        }
        let kit = Kit { store: store.clone(), ..self.kit().clone() };
        let functions = Arc::new(Functions::new(&kit, &self.smtp)?);
        let origin = self.serve_functions(functions.clone()).await?;
        Ok(Ripristino { origin, store, functions, righe, oggetti })
    }

    /// All rows as they are, past the functions and the stream.
    fn copy_rows(&self) -> Result<usize, Error> {
        let (mut copied, mut start) = (0, Value::Null);
        loop {
            let mut request = json!({"TableName": TABLE});
            if !start.is_null() {
                request["ExclusiveStartKey"] = start;
            }
            let request = serde_json::from_value(request).map_err(Error::internal)?;
            let page = self.database.scan(request).map_err(Error::database)?;
            let page = serde_json::to_value(page).map_err(Error::internal)?;
            let items: Vec<_> = page["Items"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|row| serde_json::from_value(row.clone()))
                .collect::<Result<_, _>>()
                .map_err(Error::internal)?;
            copied += items.len();
            self.database.import_items(RESTORED_TABLE, items, ImportOptions::default()).map_err(Error::database)?;
            start = page["LastEvaluatedKey"].clone();
            if start.is_null() {
                return Ok(copied);
            }
        }
    }
}
