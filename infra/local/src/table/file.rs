//! What the database does not do for its own file: its stream's records have no index, and stay for ever.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::Error;

/// The database looks for the last record of its stream at each write, and for the newer ones at each reading, through all that there
/// are: without this every write costs more than the one before it.
const INDEX: &str = "CREATE INDEX IF NOT EXISTS cassetto_stream_by_sequence
    ON _stream_records (table_name, CAST(sequence_number AS INTEGER));";

/// The last one stays: what comes next is numbered after it.
const TRIM: &str = "DELETE FROM _stream_records WHERE created_at < ?1 AND id < (SELECT MAX(id) FROM _stream_records)";

/// DynamoDB keeps them so long.
const KEPT: Duration = Duration::from_hours(24);

/// Once the database has made its tables.
///
/// # Errors
/// When the file can't be written.
pub fn index_stream(file: &Path) -> Result<(), Error> {
    Connection::open(file).and_then(|connection| connection.execute_batch(INDEX)).map_err(Error::database)
}

/// Drops the records of the stream that DynamoDB would not keep any more, by the machine's clock, which dated them. Returns how many.
///
/// # Errors
/// When the file can't be written.
pub fn trim_stream(file: &Path, now: Timestamp) -> Result<usize, Error> {
    let oldest = now.as_second() - KEPT.as_secs().cast_signed();
    Connection::open(file).and_then(|connection| connection.execute(TRIM, [oldest])).map_err(Error::database)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    /// A file of the database's with records of these ages, in hours.
    fn with_records(folder: &tempfile::TempDir, ages: &[i64]) -> std::path::PathBuf {
        let file = folder.path().join("tabella.sqlite");
        drop(dynoxide::Database::new(&file.to_string_lossy()).expect("a database"));
        index_stream(&file).expect("an index");
        let connection = Connection::open(&file).expect("a connection");
        for (number, age) in ages.iter().enumerate() {
            let insert = "INSERT INTO _stream_records (table_name, event_name, keys_json, sequence_number, shard_id, created_at)
                VALUES ('t', 'INSERT', '{}', ?1, 's', ?2)";
            connection.execute(insert, (number.to_string(), NOW.as_second() - age * 3600)).expect("a record");
        }
        file
    }

    #[test]
    fn the_last_record_is_found_without_looking_at_all_of_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = with_records(&folder, &[]);
        index_stream(&file).expect("as often as the file is opened");
        // As the database asks, in its `next_stream_sequence_number` and `get_stream_records`.
        let questions = [
            "SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = 't'",
            "SELECT keys_json FROM _stream_records WHERE table_name = 't' AND shard_id = 's'
                AND CAST(sequence_number AS INTEGER) > 1 ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT 1",
        ];
        let connection = Connection::open(&file).expect("a connection");
        for question in questions {
            let plan: String =
                connection.query_row(&format!("EXPLAIN QUERY PLAN {question}"), [], |row| row.get("detail")).expect("a plan");
            assert!(plan.contains("INDEX cassetto_stream_by_sequence (table_name=?"), "{plan}");
        }
    }

    #[test]
    fn a_day_of_the_stream_is_kept_and_the_last_record_always() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = with_records(&folder, &[49, 25, 23, 1]);
        assert_eq!(trim_stream(&file, NOW).expect("trimmed"), 2);
        assert_eq!(trim_stream(&file, NOW).expect("trimmed"), 0);
        let alone = tempfile::tempdir().expect("a folder");
        assert_eq!(trim_stream(&with_records(&alone, &[99]), NOW).expect("trimmed"), 0);
    }
}
