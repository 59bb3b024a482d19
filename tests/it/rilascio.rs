//! How the template is rolled out: by versions behind an alias, back again on an alarm, with what is stored kept; and that each
//! environment of `samconfig.toml` gives what the template asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_yaml_ng::Value as Yaml;

fn file(name: &str) -> String {
    std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(name)).expect(name)
}

fn template() -> Yaml {
    serde_yaml_ng::from_str(&file("infra/template.yaml")).expect("YAML")
}

fn resources(template: &Yaml) -> BTreeMap<String, Yaml> {
    let resources = template["Resources"].as_mapping().expect("resources");
    resources.iter().map(|(name, resource)| (name.as_str().expect("a name").to_owned(), resource.clone())).collect()
}

fn of_type(template: &Yaml, kind: &str) -> BTreeMap<String, Yaml> {
    resources(template).into_iter().filter(|(_, resource)| resource["Type"] == kind).collect()
}

#[test]
fn every_function_is_rolled_out_by_parts() {
    let template = template();
    let globals = &template["Globals"]["Function"];
    assert_eq!(globals["AutoPublishAlias"], "attiva");
    for (name, function) in of_type(&template, "AWS::Serverless::Function") {
        let properties = &function["Properties"];
        assert_eq!(properties["AutoPublishAliasAllProperties"], true, "{name}: a changed setting alone would not be rolled out");
        assert!(properties["DeploymentPreference"].is_null(), "{name} is rolled out as the others");
    }
}

/// The resources that this part of the template names, by any function but `!Sub`.
fn named(yaml: &Yaml) -> Vec<String> {
    match yaml {
        Yaml::Tagged(tagged) if tagged.tag == "Ref" || tagged.tag == "GetAtt" => {
            tagged.value.as_str().map(str::to_owned).into_iter().collect()
        }
        Yaml::Tagged(tagged) => named(&tagged.value),
        Yaml::Sequence(items) => items.iter().flat_map(named).collect(),
        Yaml::Mapping(fields) => fields.values().flat_map(named).collect(),
        _ => Vec::new(),
    }
}

/// Called without its alias a function is its latest version: no part of a roll-out, and without the queue of what it gave up, which is
/// the alias's.
#[test]
fn whoever_calls_a_function_goes_by_its_alias() {
    let template = template();
    let functions = of_type(&template, "AWS::Serverless::Function");
    let mut by_alias = BTreeSet::new();
    let mut callers = resources(&template);
    // An alarm looks at every version: those that a roll-out brings too.
    callers.retain(|_, resource| resource["Type"] != "AWS::CloudWatch::Alarm");
    callers.insert("Outputs".to_owned(), template["Outputs"].clone());
    for (caller, resource) in &callers {
        for name in named(resource) {
            let (function, rest) = name.split_once('.').unwrap_or((&name, ""));
            if functions.contains_key(function) {
                assert_eq!(rest, "Alias", "{caller} goes to {name}");
                by_alias.insert(caller.as_str());
            }
        }
    }
    let reports = ["SmsReportsSubscription", "SmsFailuresSubscription", "SmsReportsPermission"];
    assert!(reports.iter().all(|caller| by_alias.contains(caller)), "{by_alias:?}");
}

#[test]
fn an_alarm_takes_a_deployment_back() {
    let template = template();
    let preference = &template["Globals"]["Function"]["DeploymentPreference"];
    let alarms: BTreeSet<String> = named(&preference["Alarms"]).into_iter().collect();
    assert!(alarms.len() <= 10, "CodeDeploy looks at ten at most");
    let known = of_type(&template, "AWS::CloudWatch::Alarm");
    let mut watched = BTreeSet::new();
    for name in &alarms {
        let alarm = &known[name];
        let text = serde_yaml_ng::to_string(alarm).expect("YAML");
        assert!(!text.contains("Ref Api"), "{name} waits for the API, which waits for the alias that waits for the alarm");
        assert_eq!(alarm["Properties"]["MetricName"], "Errors", "{name}");
        watched.extend(named(&alarm["Properties"]["Dimensions"]));
    }
    let mut functions: BTreeSet<String> = of_type(&template, "AWS::Serverless::Function").into_keys().collect();
    // The eleventh. It serves nobody, and that it gives no value is an alarm.
    assert!(functions.remove("Sonda") && known["JourneyFails"]["Properties"]["TreatMissingData"] == "breaching");
    assert_eq!(watched, functions, "each function that is rolled out has its alarm among those that take it back");
    assert_eq!(template["Parameters"]["Rilascio"]["Default"], "Canary10Percent5Minutes");
}

#[test]
fn what_is_stored_outlives_the_stack() {
    let template = template();
    for kind in ["AWS::DynamoDB::Table", "AWS::S3::Bucket"] {
        for (name, resource) in of_type(&template, kind) {
            assert_eq!(resource["DeletionPolicy"], "Retain", "{name}");
            assert_eq!(resource["UpdateReplacePolicy"], "Retain", "{name}");
        }
    }
    assert_eq!(resources(&template)["Table"]["Properties"]["DeletionProtectionEnabled"], true);
}

/// The parameters that each environment gives, by the names of `samconfig.toml`.
fn given() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut environments: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut environment = None;
    for line in file("samconfig.toml").lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            environment = section.strip_suffix(".deploy.parameters").map(str::to_owned);
        }
        let value = line.strip_prefix('"').and_then(|line| line.strip_suffix("\",")).and_then(|line| line.split_once('='));
        if let (Some(environment), Some((name, value))) = (&environment, value) {
            environments.entry(environment.clone()).or_default().insert(name.to_owned(), value.to_owned());
        }
    }
    environments
}

#[test]
fn each_environment_gives_what_the_template_asks_for() {
    let template = template();
    let parameters = template["Parameters"].as_mapping().expect("parameters");
    let given = given();
    assert_eq!(given.keys().map(String::as_str).collect::<Vec<_>>(), ["collaudo", "dev", "prod"]);
    for (environment, given) in &given {
        assert_eq!(given["Ambiente"], *environment);
        for (name, parameter) in parameters {
            let name = name.as_str().expect("a name");
            assert!(!parameter["Description"].is_null(), "{name} says what it is");
            assert!(!parameter["Default"].is_null() || given.contains_key(name), "{environment} lacks {name}");
            let allowed = parameter["AllowedValues"].as_sequence();
            if let (Some(allowed), Some(value)) = (allowed, given.get(name)) {
                let allowed =
                    allowed.iter().map(|value| serde_yaml_ng::to_string(value).expect("YAML").trim().trim_matches('\'').to_owned());
                assert!(allowed.collect::<BTreeSet<_>>().contains(value), "{environment}: {name} can't be {value}");
            }
        }
        let known = |name: &String| parameters.contains_key(name.as_str());
        assert!(given.keys().all(known), "{environment} gives what there is not");
    }
    // The template's own rule.
    let prod = &given["prod"];
    assert!(prod.contains_key("DominioPubblico") && prod.contains_key("CertificatoArn") && prod["ModoRegistri"] == "COMPLIANCE");
}
