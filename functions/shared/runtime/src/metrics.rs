//! CloudWatch's embedded metric format: a metric is a line in the log.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The namespace that the alarms of `infra/template.yaml` look at.
pub const NAMESPACE: &str = "CassettoDomestico";

/// Units of CloudWatch.
#[derive(Debug, Clone, Copy)]
pub enum Unit {
    Count,
    Seconds,
    Milliseconds,
}

/// One line of metrics with one dimension, `funzione`.
#[must_use]
pub fn line(now: Timestamp, function: &str, values: &[(&str, Unit, f64)]) -> String {
    let metrics: Vec<Value> = values.iter().map(|(name, unit, _)| json!({ "Name": name, "Unit": format!("{unit:?}") })).collect();
    let mut object = Map::new();
    object.insert(
        "_aws".to_owned(),
        json!({
            "Timestamp": now.as_millisecond(),
            "CloudWatchMetrics": [{ "Namespace": NAMESPACE, "Dimensions": [["funzione"]], "Metrics": metrics }],
        }),
    );
    object.insert("funzione".to_owned(), function.into());
    for (name, _, value) in values {
        object.insert((*name).to_owned(), json!(value));
    }
    Value::Object(object).to_string()
}

/// Writes the line where CloudWatch reads it.
pub fn emit(now: Timestamp, function: &str, values: &[(&str, Unit, f64)]) {
    println!("{}", line(now, function, values));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_cloudwatch_extracts() {
        let line: Value = serde_json::from_str(&line(Timestamp::UNIX_EPOCH, "notify", &[("EtaOutbox", Unit::Seconds, 3.0)])).unwrap();
        assert_eq!(line["EtaOutbox"], 3.0);
        assert_eq!(line["_aws"]["CloudWatchMetrics"][0]["Metrics"][0], json!({ "Name": "EtaOutbox", "Unit": "Seconds" }));
        assert_eq!(line["funzione"], "notify");
    }
}
