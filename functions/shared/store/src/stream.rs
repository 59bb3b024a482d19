//! The table's stream, which only wakes who works the outbox.

use cassetto_domain::id::AvvisoId;
use serde_json::Value;

use crate::attributi::{PK, SK};
use crate::keys;

/// The notice that a record of the stream (as Lambda gets it) tells of, when it is the insertion of one.
#[must_use]
pub fn avviso_in_record(record: &Value) -> Option<AvvisoId> {
    if record.get("eventName")?.as_str()? != "INSERT" {
        return None;
    }
    let keys = record.get("dynamodb")?.get("Keys")?;
    let part = |name: &str| keys.get(name)?.get("S")?.as_str();
    keys::parse_avviso(part(PK)?, part(SK)?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_insertions_in_the_outbox_count() {
        let record =
            |event: &str, pk: &str, sk: &str| json!({"eventName": event, "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": sk}}}});
        let id = AvvisoId::from_bytes([7; 16]);
        let text = id.to_string();
        assert_eq!(avviso_in_record(&record("INSERT", "OUT#3", &text)), Some(id));
        for other in [
            record("REMOVE", "OUT#3", &text),
            record("INSERT", "Q#x", &text),
            record("INSERT", "OUT#3", "x"),
            json!({"eventName": "INSERT"}),
            json!([]),
        ] {
            assert_eq!(avviso_in_record(&other), None, "{other}");
        }
    }
}
