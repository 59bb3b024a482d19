//! The template as SAM local is to read it: this machine's processor, its binaries, and the embedded services in place of AWS's.

use serde_json::Value;

use crate::Error;

/// The line of the template after which the variables of every function stand.
const VARIABLES: &str = "      Variables:";

/// `infra/template.yaml` with the variables in `ambiente` for every function.
///
/// # Errors
/// When the template no longer has what is to be replaced.
pub fn local(template: &str, ambiente: &Value) -> Result<String, Error> {
    let architecture = if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" };
    let template = replace(template, "Architectures: [arm64]", &format!("Architectures: [{architecture}]"))?;
    let template = replace(&template, "../target/lambda/", "functions/")?;
    let values: Vec<(&str, &str)> =
        ambiente.as_object().into_iter().flatten().filter_map(|(k, v)| Some((k.as_str(), v.as_str()?))).collect();
    // SAM gives these itself, from its own environment.
    let given = |name: &str| matches!(name, "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" | "AWS_REGION");
    let mut lines = Vec::new();
    let (mut globals, mut given_all) = (false, false);
    for line in template.lines() {
        globals = if line.starts_with("Globals:") { true } else { globals && (line.is_empty() || line.starts_with([' ', '#'])) };
        let name = line.trim_start().split(':').next().unwrap_or_default();
        if globals && values.iter().any(|(value, _)| *value == name) {
            continue;
        }
        lines.push(line.to_owned());
        if globals && line == VARIABLES {
            given_all = true;
            lines.extend(values.iter().filter(|(name, _)| !given(name)).map(|(name, value)| format!("        {name}: {value:?}")));
        }
    }
    if given_all { Ok(lines.join("\n") + "\n") } else { Err("infra/template.yaml has no variables for every function".into()) }
}

fn replace(template: &str, from: &str, to: &str) -> Result<String, Error> {
    if template.contains(from) { Ok(template.replace(from, to)) } else { Err(format!("infra/template.yaml has no {from:?}").into()) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_functions_find_the_embedded_services() {
        let template = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../template.yaml")).unwrap();
        let ambiente = json!({"TABLE": "cassetto", "ORIGIN": "http://127.0.0.1:8080", "AWS_ENDPOINT_URL_S3": "http://10.213.0.1:1", "AWS_REGION": "x"});
        let local = local(&template, &ambiente).unwrap();
        for line in ["TABLE: \"cassetto\"", "ORIGIN: \"http://127.0.0.1:8080\"", "AWS_ENDPOINT_URL_S3: \"http://10.213.0.1:1\""] {
            assert!(local.contains(&format!("        {line}\n")), "{line}");
        }
        assert!(!local.contains("TABLE: !Ref Table") && !local.contains("AWS_REGION: ") && !local.contains("target/lambda"));
        assert!(local.contains("CodeUri: functions/cassetto-login/") && local.contains("BUCKET: !Ref DocumentsBucket"));
    }

    #[test]
    fn a_template_of_another_form_is_told() {
        assert!(super::local("Resources:\n", &json!({})).is_err());
    }
}
