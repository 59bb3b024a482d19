//! `infra/template.yaml`: what is deployed, and so what the embedded cloud allows.

use serde_json::{Value, json};
use serde_yaml_ng::Value as Yaml;

const TEXT: &str = include_str!("../../template.yaml");

/// The template as JSON; `!Ref x` becomes `{"Ref": "x"}`, `!Sub x` `{"Fn::Sub": "x"}`. `Null` when it is no YAML.
#[must_use]
pub fn read() -> Value {
    match serde_yaml_ng::from_str(TEXT) {
        Ok(yaml) => to_json(yaml),
        Err(error) => {
            tracing::error!(%error, "the template");
            Value::Null
        }
    }
}

fn to_json(yaml: Yaml) -> Value {
    match yaml {
        Yaml::Tagged(tagged) => {
            let tag = tagged.tag.to_string();
            let name = tag.trim_start_matches('!');
            let name = if matches!(name, "Ref" | "Condition") { name.to_owned() } else { format!("Fn::{name}") };
            json!({ name: to_json(tagged.value) })
        }
        Yaml::Sequence(items) => items.into_iter().map(to_json).collect(),
        Yaml::Mapping(fields) => {
            let fields = fields.into_iter().map(|(name, value)| match to_json(name) {
                Value::String(name) => (name, to_json(value)),
                name => (name.to_string(), to_json(value)),
            });
            Value::Object(fields.collect())
        }
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => value.into(),
        Yaml::Number(number) => serde_json::to_value(number).unwrap_or_default(),
        Yaml::String(text) => text.into(),
    }
}
