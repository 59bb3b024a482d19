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

/// One line of metrics by `funzione`, and by another dimension within it if there is one.
#[must_use]
pub fn line(now: Timestamp, function: &str, within: Option<(&str, &str)>, values: &[(&str, Unit, f64)]) -> String {
    let metrics: Vec<Value> = values.iter().map(|(name, unit, _)| json!({ "Name": name, "Unit": format!("{unit:?}") })).collect();
    let mut dimensions = vec![vec!["funzione"]];
    dimensions.extend(within.map(|(name, _)| vec!["funzione", name]));
    let mut object = Map::new();
    object.insert(
        "_aws".to_owned(),
        json!({
            "Timestamp": now.as_millisecond(),
            "CloudWatchMetrics": [{ "Namespace": NAMESPACE, "Dimensions": dimensions, "Metrics": metrics }],
        }),
    );
    object.insert("funzione".to_owned(), function.into());
    if let Some((name, value)) = within {
        object.insert(name.to_owned(), value.into());
    }
    for (name, _, value) in values {
        object.insert((*name).to_owned(), json!(value));
    }
    Value::Object(object).to_string()
}

/// Writes the line where CloudWatch reads it.
pub fn emit(now: Timestamp, function: &str, values: &[(&str, Unit, f64)]) {
    println!("{}", line(now, function, None, values));
}

/// As [`emit`], by a dimension within the function too: no name or number of a person, and few values.
pub fn emit_within(now: Timestamp, function: &str, within: (&str, &str), values: &[(&str, Unit, f64)]) {
    println!("{}", line(now, function, Some(within), values));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_cloudwatch_extracts() {
        let line: Value = serde_json::from_str(&line(Timestamp::UNIX_EPOCH, "notify", None, &[("EtaOutbox", Unit::Seconds, 3.0)])).unwrap();
        assert_eq!(line["EtaOutbox"], 3.0);
        assert_eq!(line["_aws"]["CloudWatchMetrics"][0]["Metrics"][0], json!({ "Name": "EtaOutbox", "Unit": "Seconds" }));
        assert_eq!(line["funzione"], "notify");
    }

    #[test]
    fn a_dimension_within_the_function_is_another_series() {
        let values = [("Scadute", Unit::Count, 2.0)];
        let line: Value = serde_json::from_str(&super::line(Timestamp::UNIX_EPOCH, "notify", Some(("sede", "7000")), &values)).unwrap();
        assert_eq!(line["_aws"]["CloudWatchMetrics"][0]["Dimensions"], json!([["funzione"], ["funzione", "sede"]]));
        assert_eq!(line["sede"], "7000");
    }
}
