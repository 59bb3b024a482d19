//! CloudWatch's embedded metric format: a metric is a line in the log, and whatever else the line holds is there to be searched.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::logging;

/// The namespace that the alarms of `infra/template.yaml` look at.
pub const NAMESPACE: &str = "CassettoDomestico";

/// Units of CloudWatch.
#[derive(Debug, Clone, Copy)]
pub enum Unit {
    Count,
    Seconds,
    Milliseconds,
}

/// A name, a unit and a value.
pub type Misura<'a> = (&'a str, Unit, f64);

/// One line: dimensions and metrics by them, and fields beside them.
#[derive(Debug, Clone)]
pub struct Riga {
    now: Timestamp,
    fields: Map<String, Value>,
    directives: Vec<Value>,
}

impl Riga {
    /// Of a function. Its name is the first dimension.
    #[must_use]
    pub fn new(now: Timestamp, function: &str) -> Self {
        Self { now, fields: Map::from_iter([("funzione".to_owned(), function.into())]), directives: Vec::new() }
    }

    /// Something to search for or to measure by: no name or number of a person.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(name.to_owned(), value.into());
        self
    }

    /// Metrics, a series for each of these sets of dimensions; a set has few values.
    #[must_use]
    pub fn measure(mut self, dimensions: &[&[&str]], values: &[Misura<'_>]) -> Self {
        let metrics: Vec<Value> = values.iter().map(|(name, unit, _)| json!({ "Name": name, "Unit": format!("{unit:?}") })).collect();
        self.directives.push(json!({ "Namespace": NAMESPACE, "Dimensions": dimensions, "Metrics": metrics }));
        for (name, _, value) in values {
            self.fields.insert((*name).to_owned(), json!(value));
        }
        self
    }

    /// The line.
    #[must_use]
    pub fn text(mut self) -> String {
        let about = json!({ "Timestamp": self.now.as_millisecond(), "CloudWatchMetrics": self.directives });
        self.fields.insert("_aws".to_owned(), about);
        Value::Object(self.fields).to_string()
    }

    /// Writes it where CloudWatch reads it.
    pub fn emit(self) {
        logging::line(&self.text());
    }
}

/// Metrics of a function.
pub fn emit(now: Timestamp, function: &str, values: &[Misura<'_>]) {
    Riga::new(now, function).measure(&[&["funzione"]], values).emit();
}

/// As [`emit`], by a dimension within the function too.
pub fn emit_within(now: Timestamp, function: &str, (name, value): (&str, &str), values: &[Misura<'_>]) {
    Riga::new(now, function).with(name, value).measure(&[&["funzione"], &["funzione", name]], values).emit();
}

/// A function began to run where none ran: what its first caller waits for.
pub fn cold_start(now: Timestamp, function: &str) {
    emit(now, function, &[("Avvii", Unit::Count, 1.0)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_cloudwatch_extracts() {
        let line = Riga::new(Timestamp::UNIX_EPOCH, "notify").measure(&[&["funzione"]], &[("EtaOutbox", Unit::Seconds, 3.0)]);
        let line: Value = serde_json::from_str(&line.text()).unwrap();
        assert_eq!(line["EtaOutbox"], 3.0);
        assert_eq!(line["_aws"]["CloudWatchMetrics"][0]["Metrics"][0], json!({ "Name": "EtaOutbox", "Unit": "Seconds" }));
        assert_eq!(line["_aws"]["CloudWatchMetrics"][0]["Dimensions"], json!([["funzione"]]));
        assert_eq!(line["funzione"], "notify");
    }

    #[test]
    fn each_set_of_dimensions_is_a_series_and_fields_are_none() {
        let line = Riga::new(Timestamp::UNIX_EPOCH, "notify").with("sede", "7000").with("correlazione", "x");
        let line = line.measure(&[&["funzione"], &["funzione", "sede"]], &[("Scadute", Unit::Count, 2.0)]);
        let line: Value = serde_json::from_str(&line.measure(&[&["funzione"]], &[("Altro", Unit::Count, 1.0)]).text()).unwrap();
        let directives = line["_aws"]["CloudWatchMetrics"].as_array().unwrap();
        assert_eq!(directives[0]["Dimensions"], json!([["funzione"], ["funzione", "sede"]]));
        assert_eq!(directives[1]["Dimensions"], json!([["funzione"]]));
        assert_eq!((&line["sede"], &line["correlazione"], &line["Altro"]), (&json!("7000"), &json!("x"), &json!(1.0)));
    }
}
