//! Lines of a log as CloudWatch hands them on: JSON, compressed, in base64.

use std::io::Read;

use data_encoding::BASE64;
use flate2::read::GzDecoder;
use serde_json::Value;

use crate::form::FormError;

/// More than CloudWatch sends at once, bytes.
const MOST: u64 = 16 << 20;

/// The lines, each by itself as JSON or not; none of an event that is not of a log.
///
/// # Errors
/// When what is said to be a log's is not.
pub fn reports(event: &Value) -> Result<Vec<Result<Value, FormError>>, FormError> {
    const NO_LOG: FormError = FormError("a log, unreadable");
    let Some(data) = event["awslogs"]["data"].as_str() else { return Ok(Vec::new()) };
    let compressed = BASE64.decode(data.as_bytes()).map_err(|_| NO_LOG)?;
    let mut text = String::new();
    GzDecoder::new(compressed.as_slice()).take(MOST).read_to_string(&mut text).map_err(|_| NO_LOG)?;
    let batch: Value = serde_json::from_str(&text).map_err(|_| NO_LOG)?;
    // CloudWatch asks now and then whether anybody is there.
    if batch["messageType"] != "DATA_MESSAGE" {
        return Ok(Vec::new());
    }
    let lines = batch["logEvents"].as_array().ok_or(NO_LOG)?.iter();
    Ok(lines.map(|line| serde_json::from_str(line["message"].as_str().unwrap_or_default()).map_err(|_| NO_LOG)).collect())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use serde_json::json;

    use super::*;

    fn event(batch: &Value) -> Value {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(batch.to_string().as_bytes()).expect("compressed");
        json!({ "awslogs": { "data": BASE64.encode(&encoder.finish().expect("compressed")) } })
    }

    #[test]
    fn lines_are_unpacked_and_a_greeting_has_none() {
        let line = json!({ "status": "SUCCESS" });
        let batch = |kind: &str| json!({ "messageType": kind, "logEvents": [{ "id": "1", "timestamp": 1, "message": line.to_string() }] });
        assert_eq!(reports(&event(&batch("DATA_MESSAGE"))), Ok(vec![Ok(line.clone())]));
        assert_eq!(reports(&event(&batch("CONTROL_MESSAGE"))), Ok(Vec::new()));
        assert_eq!(reports(&json!({ "Records": [] })), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_log_is_refused() {
        assert!(reports(&json!({ "awslogs": { "data": "%" } })).is_err());
        assert!(reports(&json!({ "awslogs": { "data": "AAAA" } })).is_err());
        assert!(reports(&event(&json!({ "messageType": "DATA_MESSAGE" }))).is_err());
    }

    #[test]
    fn a_line_that_is_none_leaves_the_others() {
        let lines = json!([{ "message": "no JSON" }, { "message": "{}" }]);
        let reports = reports(&event(&json!({ "messageType": "DATA_MESSAGE", "logEvents": lines }))).expect("a log");
        assert!(reports[0].is_err());
        assert_eq!(reports[1], Ok(json!({})));
    }
}
