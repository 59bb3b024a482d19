//! The reads that functions make all the time, straight from the database's file: one item, and the items of a partition between two sort
//! keys, of the table or of an index. The database itself would prepare each statement anew, and take every row apart and put it
//! together again, to give the same answer. What is asked in any other way is the database's to answer.

mod domanda;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use dynoxide::types;
use rusqlite::{CachedStatement, Connection, OpenFlags, params};
use serde_json::{Value, json};

use domanda::{GetItem, Query, Range, prefix, stored};

use super::peso;

/// Connections to the file that nobody reads with at the moment.
pub struct Lettura {
    file: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

/// As much of a partition as one answer holds, bytes.
const MOST: usize = 1 << 20;

impl Lettura {
    pub fn new(file: &Path) -> Self {
        Self { file: file.to_owned(), idle: Mutex::default() }
    }

    /// The answer to a read and its read units; none when it is not one of these.
    pub fn answer(&self, operation: &str, body: &[u8]) -> Option<(String, f64)> {
        match operation {
            "GetItem" => serde_json::from_slice(body).ok().and_then(|asked| self.with(|connection| get_item(connection, &asked))),
            "Query" => serde_json::from_slice(body).ok().and_then(|asked| self.with(|connection| query(connection, &asked))),
            _ => None,
        }
    }

    fn with<T>(&self, read: impl FnOnce(&Connection) -> Option<T>) -> Option<T> {
        let idle = self.lock().pop();
        let connection = idle.or_else(|| self.connect())?;
        let answer = read(&connection);
        self.lock().push(connection);
        answer
    }

    fn connect(&self) -> Option<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Connection::open_with_flags(&self.file, flags).ok()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn quoted(table: &str) -> String {
    format!("\"{}\"", table.replace('"', "\"\""))
}

fn get_item(connection: &Connection, asked: &GetItem) -> Option<(String, f64)> {
    let sql = format!("SELECT item_json, item_size FROM {} WHERE pk = ?1 AND sk = ?2", quoted(&asked.table_name));
    let mut statement = connection.prepare_cached(&sql).ok()?;
    let mut rows = statement.query(params![stored(&asked.key.pk)?, stored(&asked.key.sk)?]).ok()?;
    let (mut answer, mut size) = ("{".to_owned(), 0);
    if let Some(row) = rows.next().ok()? {
        answer += "\"Item\":";
        answer += row.get_ref(0).ok()?.as_str().ok()?;
        size = row.get(1).ok()?;
    }
    let units = types::read_capacity_units_with_consistency(size, asked.consistent_read);
    let capacity = types::consumed_capacity(&asked.table_name, units, &asked.return_consumed_capacity);
    Some((finish(answer, capacity)?, units))
}

fn query(connection: &Connection, asked: &Query) -> Option<(String, f64)> {
    let Range { partition, between } = Range::of(asked)?;
    let (first, last) = between.unwrap_or_else(|| ("S:".to_owned(), format!("S:{}", char::MAX)));
    let mut statement = statement(connection, asked)?;
    let limit = asked.limit.map_or(-1, i64::from);
    let mut rows = statement.query(params![partition, first, last, limit]).ok()?;
    let mut answer = "{\"Items\":[".to_owned();
    let (mut count, mut size, mut more) = (0, 0, false);
    let mut last_json = String::new();
    while let Some(row) = rows.next().ok()? {
        let json = row.get_ref(0).ok()?.as_str().ok()?;
        let of_it: usize = match asked.index_name {
            None => row.get(1).ok()?,
            Some(_) => peso::of(json)?,
        };
        if size + of_it > MOST && count > 0 {
            more = true;
            break;
        }
        size += of_it;
        if count > 0 {
            answer.push(',');
        }
        answer += json;
        count += 1;
        json.clone_into(&mut last_json);
    }
    answer += &format!("],\"Count\":{count},\"ScannedCount\":{count}");
    more |= asked.limit.is_some_and(|limit| count >= limit);
    if more && count > 0 {
        answer += ",\"LastEvaluatedKey\":";
        answer += &last_key(&last_json, asked.index_name.as_deref())?;
    }
    let units = types::read_capacity_units_with_consistency(size, asked.consistent_read);
    let mode = &asked.return_consumed_capacity;
    let capacity = match &asked.index_name {
        None => types::consumed_capacity(&asked.table_name, units, mode),
        Some(index) => types::consumed_capacity_with_indexes(&asked.table_name, 0.0, &HashMap::from([(index.clone(), units)]), mode),
    };
    Some((finish(answer, capacity)?, units))
}

fn statement<'a>(connection: &'a Connection, asked: &Query) -> Option<CachedStatement<'a>> {
    let direction = if asked.scan_index_forward { "ASC" } else { "DESC" };
    let sql = match &asked.index_name {
        None => format!(
            "SELECT item_json, item_size FROM {} WHERE pk = ?1 AND sk BETWEEN ?2 AND ?3 ORDER BY sk {direction} LIMIT ?4",
            quoted(&asked.table_name)
        ),
        Some(index) => format!(
            "SELECT item_json FROM {} WHERE gsi_pk = ?1 AND gsi_sk BETWEEN ?2 AND ?3
             ORDER BY gsi_sk {direction}, table_pk {direction}, table_sk {direction} LIMIT ?4",
            quoted(&format!("{}::gsi::{index}", asked.table_name))
        ),
    };
    connection.prepare_cached(&sql).ok()
}

/// Where the next page would begin.
fn last_key(json: &str, index: Option<&str>) -> Option<String> {
    let item: Value = serde_json::from_str(json).ok()?;
    let mut key = json!({ "pk": item["pk"], "sk": item["sk"] });
    if let Some(prefix) = prefix(index).filter(|prefix| !prefix.is_empty()) {
        for name in ["pk", "sk"].map(|name| format!("{prefix}{name}")) {
            key[&name] = item[&name].clone();
        }
    }
    Some(key.to_string())
}

fn finish(mut answer: String, capacity: Option<types::ConsumedCapacity>) -> Option<String> {
    if let Some(capacity) = capacity {
        if answer.len() > 1 {
            answer.push(',');
        }
        answer += "\"ConsumedCapacity\":";
        answer += &serde_json::to_string(&capacity).ok()?;
    }
    answer.push('}');
    Some(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table with an index, and twelve items with values of all kinds, of which every other one is in the index.
    fn database(folder: &tempfile::TempDir) -> (dynoxide::Database, Lettura) {
        let file = folder.path().join("tabella.sqlite");
        let database = dynoxide::Database::new(&file.to_string_lossy()).expect("a database");
        let names = ["pk", "sk", "g1pk", "g1sk"];
        let table = json!({
            "TableName": "tavola",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": names.map(|name| json!({ "AttributeName": name, "AttributeType": "S" })),
            "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }, { "AttributeName": "sk", "KeyType": "RANGE" }],
            "GlobalSecondaryIndexes": [{
                "IndexName": "gsi1",
                "KeySchema": [{ "AttributeName": "g1pk", "KeyType": "HASH" }, { "AttributeName": "g1sk", "KeyType": "RANGE" }],
                "Projection": { "ProjectionType": "INCLUDE", "NonKeyAttributes": ["n", "l"] },
            }],
        });
        database.create_table(serde_json::from_value(table).expect("a request")).expect("a table");
        for number in 0..12 {
            let mut item = json!({
                "pk": { "S": "P#è" }, "sk": { "S": format!("S#{number:02}") }, "n": { "N": "-12.50" }, "b": { "B": "AAEC" },
                "x": { "S": "testo ".repeat(200) }, "yes": { "BOOL": true }, "nil": { "NULL": true },
                "l": { "L": [{ "M": { "a": { "S": "\"à\"" } } }, { "N": "7" }] },
            });
            if number % 2 == 0 {
                item["g1pk"] = json!({ "S": "G" });
                item["g1sk"] = json!({ "S": format!("{:02}", number / 4) });
            }
            let put = json!({ "TableName": "tavola", "Item": item });
            database.put_item(serde_json::from_value(put).expect("a request")).expect("an item");
        }
        (database, Lettura::new(&file))
    }

    fn query(extra: &Value) -> Value {
        let mut query = json!({ "TableName": "tavola", "ReturnConsumedCapacity": "TOTAL" });
        for (name, value) in extra.as_object().expect("an object") {
            query[name] = value.clone();
        }
        query
    }

    #[test]
    fn an_answer_is_the_one_that_the_database_gives() {
        let folder = tempfile::tempdir().expect("a folder");
        let (database, lettura) = database(&folder);
        let whole = json!({ ":p": { "S": "P#è" } });
        let index = json!({ ":p": { "S": "G" } });
        let between =
            |partition: &str, first: &str, last: &str| json!({ ":p": { "S": partition }, ":a": { "S": first }, ":b": { "S": last } });
        let range = "pk = :p AND sk BETWEEN :a AND :b";
        let of_index = "g1pk = :p AND g1sk BETWEEN :a AND :b";
        for extra in [
            json!({ "KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": whole }),
            json!({ "KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": whole, "ConsistentRead": true, "Limit": 12 }),
            json!({ "KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": { ":p": { "S": "nobody" } }, "Limit": 3 }),
            json!({ "KeyConditionExpression": range, "ExpressionAttributeValues": between("P#è", "S#03", "S#07") }),
            json!({ "KeyConditionExpression": range, "ExpressionAttributeValues": between("P#è", "S#03", "S#07"), "Limit": 3, "ScanIndexForward": false }),
            json!({ "IndexName": "gsi1", "KeyConditionExpression": "g1pk = :p", "ExpressionAttributeValues": index }),
            json!({ "IndexName": "gsi1", "KeyConditionExpression": of_index, "ExpressionAttributeValues": between("G", "00", "01"), "Limit": 3 }),
            json!({ "IndexName": "gsi1", "KeyConditionExpression": of_index, "ExpressionAttributeValues": between("G", "0", "~"), "ScanIndexForward": false }),
        ] {
            let question = query(&extra);
            let (ours, units) = lettura.answer("Query", question.to_string().as_bytes()).unwrap_or_else(|| panic!("not ours: {extra}"));
            let theirs = database.query(serde_json::from_value(question).expect("a request")).expect("an answer");
            let ours: Value = serde_json::from_str(&ours).expect("JSON");
            assert_eq!(ours["ConsumedCapacity"]["CapacityUnits"], json!(units), "{extra}");
            assert_eq!(ours, serde_json::to_value(theirs).expect("JSON"), "{extra}");
        }
        for (sk, consistent) in [("S#05", true), ("S#05", false), ("nothing", true)] {
            let question = query(&json!({ "Key": { "pk": { "S": "P#è" }, "sk": { "S": sk } }, "ConsistentRead": consistent }));
            let (ours, units) = lettura.answer("GetItem", question.to_string().as_bytes()).expect("ours");
            let theirs = database.get_item(serde_json::from_value(question).expect("a request")).expect("an answer");
            let ours: Value = serde_json::from_str(&ours).expect("JSON");
            assert_eq!(ours["ConsumedCapacity"]["CapacityUnits"], json!(units), "{sk}");
            assert_eq!(ours, serde_json::to_value(theirs).expect("JSON"), "{sk}");
        }
    }

    #[test]
    fn what_is_asked_in_another_way_is_the_databases() {
        let folder = tempfile::tempdir().expect("a folder");
        let (_database, lettura) = database(&folder);
        let pk = json!({ ":p": { "S": "P#è" } });
        for extra in [
            json!({ "KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": pk, "FilterExpression": "n > :n" }),
            json!({ "KeyConditionExpression": "sk = :p", "ExpressionAttributeValues": pk }),
            json!({ "KeyConditionExpression": "pk = :q", "ExpressionAttributeValues": pk }),
            json!({ "KeyConditionExpression": "pk = :p AND sk > :p", "ExpressionAttributeValues": pk }),
            json!({ "KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": { ":p": { "S": "" } } }),
            json!({ "KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": pk, "Limit": 0 }),
            json!({ "KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": pk, "ExclusiveStartKey": {} }),
            json!({ "IndexName": "gsi1", "KeyConditionExpression": "g1pk = :p", "ExpressionAttributeValues": pk, "ConsistentRead": true }),
            json!({ "IndexName": "gsi9", "KeyConditionExpression": "g9pk = :p", "ExpressionAttributeValues": pk }),
            json!({ "TableName": "other", "KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": pk }),
        ] {
            assert_eq!(lettura.answer("Query", query(&extra).to_string().as_bytes()), None, "{extra}");
        }
        assert_eq!(lettura.answer("Scan", b"{}"), None);
    }
}
