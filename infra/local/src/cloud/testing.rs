//! What tests do with a cloud: let it work one step at a time, look into the table, fill it.

use dynoxide::ImportOptions;
use serde_json::{Value, json};

use crate::table::TABLE;
use crate::{Cloud, Error};

impl Cloud {
    /// Runs the sweeper once and waits for the deliveries that it caused.
    ///
    /// # Errors
    /// What `notify` failed with.
    pub async fn sweep(&self) -> Result<(), Error> {
        self.functions.sweep().await.map_err(Error::Internal)?;
        self.settle().await
    }

    /// Produces the daily registers that are missing, as after midnight.
    ///
    /// # Errors
    /// What `registro` failed with.
    pub async fn registri(&self) -> Result<(), Error> {
        self.functions.registri().await.map(drop).map_err(Error::Internal)
    }

    /// The objects, of any bucket and version, that hold these bytes.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn objects_with(&self, bytes: &[u8]) -> Result<Vec<String>, Error> {
        Ok(self.objects.holding(bytes)?)
    }

    /// Waits until the stream has been fed and nothing is being delivered: what the last calls caused has happened.
    ///
    /// # Errors
    /// When the stream can't be read.
    pub async fn settle(&self) -> Result<(), Error> {
        loop {
            let fed = self.feed.lock().await.drain().await?;
            self.sns.idle().await;
            if fed == 0 {
                return Ok(());
            }
        }
    }

    /// Runs the table's time to live and the bucket's lifecycle once, by the cloud's clock; with `data` the table's runs by the
    /// system's. Returns how many rows and objects went.
    ///
    /// # Errors
    /// When the database or the folder fails.
    pub fn expire(&self) -> Result<(usize, usize), Error> {
        let rows = self.database.sweep_ttl().map_err(Error::database)?;
        Ok((rows, self.objects.expire(self.context.clock.now())?))
    }

    /// Every row of the table but what the service notes of itself, ordered by key, as DynamoDB's JSON: what tests compare to see that
    /// nothing changed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn rows(&self) -> Result<Vec<Value>, Error> {
        let mut rows = Vec::new();
        let mut start = Value::Null;
        loop {
            let mut request = json!({"TableName": TABLE});
            if !start.is_null() {
                request["ExclusiveStartKey"] = start;
            }
            let request = serde_json::from_value(request).map_err(Error::internal)?;
            let page = serde_json::to_value(self.database.scan(request).map_err(Error::database)?).map_err(Error::internal)?;
            rows.extend(page["Items"].as_array().into_iter().flatten().cloned());
            start = page["LastEvaluatedKey"].clone();
            if start.is_null() {
                break;
            }
        }
        rows.retain(|row| row["pk"]["S"] != "STATUS");
        rows.sort_by_key(|row| (row["pk"]["S"].to_string(), row["sk"]["S"].to_string()));
        Ok(rows)
    }

    /// Writes rows of DynamoDB's JSON as they are, past the functions and the stream: what a test needs thousands of, or no function
    /// would write.
    ///
    /// # Errors
    /// When they are not rows of the table.
    pub fn put_rows(&self, rows: &[Value]) -> Result<(), Error> {
        let items = rows.iter().map(|row| serde_json::from_value(row.clone()).map_err(Error::internal));
        let items = items.collect::<Result<_, _>>()?;
        self.database.import_items(TABLE, items, ImportOptions::default()).map_err(Error::database)?;
        Ok(())
    }

    /// Removes a row, past the functions and the stream; keys as their text.
    ///
    /// # Errors
    /// When the database refuses it.
    pub fn delete_row(&self, pk: &Value, sk: &Value) -> Result<(), Error> {
        let request = json!({"TableName": TABLE, "Key": {"pk": {"S": pk}, "sk": {"S": sk}}});
        let request = serde_json::from_value(request).map_err(Error::internal)?;
        self.database.delete_item(request).map_err(Error::database)?;
        Ok(())
    }

    /// Writes a great many rows, each the text of DynamoDB's JSON, as [`put_rows`](Self::put_rows) does: some ten thousand a second.
    ///
    /// # Errors
    /// When they are not rows of the table.
    pub fn import_rows(&self, rows: &[String]) -> Result<(), Error> {
        let items = rows.iter().map(|row| serde_json::from_str(row).map_err(Error::internal)).collect::<Result<_, _>>()?;
        self.database.enable_bulk_loading().map_err(Error::database)?;
        let imported = self.database.import_items(TABLE, items, ImportOptions::default());
        self.database.disable_bulk_loading().map_err(Error::database)?;
        imported.map(drop).map_err(Error::database)
    }

    /// The table as DynamoDB describes it: what a test compares with the one that is deployed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn describe_table(&self) -> Result<Value, Error> {
        let request = serde_json::from_value(json!({"TableName": TABLE})).map_err(Error::internal)?;
        let answer = serde_json::to_value(self.database.describe_table(request).map_err(Error::database)?).map_err(Error::internal)?;
        Ok(answer["Table"].clone())
    }

    /// The keys of all objects in the bucket, in order.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn object_keys(&self) -> Result<Vec<String>, Error> {
        Ok(self.objects.keys()?)
    }
}
