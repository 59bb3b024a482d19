//! `docs/OPERATIONS.md` against the template and the code: whoever reads it in an outage finds the resources, outputs and log lines that it
//! names. That every alarm has its page is in `template.rs`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cassetto_local::template::read as template;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn manual() -> String {
    std::fs::read_to_string(root().join("docs/OPERATIONS.md")).expect("docs/OPERATIONS.md")
}

fn section(title: &str) -> String {
    let manual = manual();
    let section = manual.split("\n## ").find(|section| section.starts_with(title));
    section.unwrap_or_else(|| panic!("no section {title}")).to_owned()
}

/// What stands in backquotes, outside of blocks of commands.
fn quoted(text: &str) -> Vec<String> {
    text.split("```").step_by(2).flat_map(|prose| prose.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[test]
fn what_runs_names_all_that_holds_data_or_runs() {
    const KINDS: [&str; 5] = ["AWS::Serverless::Function", "AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SNS::Topic", "AWS::SQS::Queue"];
    let template = template();
    let resources = template["Resources"].as_object().expect("resources");
    let told: BTreeSet<String> = quoted(&section("What runs")).into_iter().collect();
    for (name, resource) in resources {
        let named = KINDS.iter().any(|kind| resource["Type"] == *kind);
        assert!(!named || told.contains(name), "*What runs* lacks {name}");
    }
    let gone: Vec<_> = told.iter().filter(|name| name.starts_with(char::is_uppercase) && !resources.contains_key(*name)).collect();
    assert!(gone.is_empty(), "*What runs* names {gone:?}");
}

#[test]
fn the_variables_of_each_function_are_those_of_the_template() {
    let template = template();
    let names = |given: &serde_json::Value| {
        let variables = given["Environment"]["Variables"].as_object();
        variables.into_iter().flat_map(|variables| variables.keys().cloned()).collect::<BTreeSet<String>>()
    };
    let mut given = vec![("all".to_owned(), names(&template["Globals"]["Function"]))];
    for (name, resource) in template["Resources"].as_object().expect("resources") {
        let names = names(&resource["Properties"]);
        if resource["Type"] == "AWS::Serverless::Function" && !names.is_empty() {
            given.push((name.to_lowercase(), names));
        }
    }
    assert!(given.len() > 3 && given[0].1.contains("TABLE"), "{given:?}");
    let manual = manual();
    let page = manual.split("\n### Variables of the functions\n").nth(1).and_then(|rest| rest.split("\nThe template").next());
    // "Of `deliver`: `A`, `B`." as the function and its variables.
    let mut told = Vec::new();
    for sentence in page.expect("the variables").split('.').filter(|sentence| sentence.contains(':')) {
        let (of, names) = sentence.split_once(':').expect("a colon");
        let function = quoted(of).pop().unwrap_or_else(|| "all".to_owned());
        told.push((function, quoted(names).into_iter().collect::<BTreeSet<String>>()));
    }
    given.sort();
    told.sort();
    assert_eq!(told, given);
}

/// `BucketPwa` is `BUCKET_PWA`.
fn variable(output: &str) -> String {
    let mut variable = String::new();
    for (at, letter) in output.char_indices() {
        if at > 0 && letter.is_uppercase() {
            variable.push('_');
        }
        variable.extend(letter.to_uppercase());
    }
    variable
}

#[test]
fn each_variable_of_a_command_is_an_output() {
    // The instant and the day of a restore, which whoever restores chooses.
    const CHOSEN: [&str; 2] = ["T", "DATA"];
    let template = template();
    let outputs: BTreeSet<String> = template["Outputs"].as_object().expect("outputs").keys().map(|name| variable(name)).collect();
    let manual = manual();
    let mut used = BTreeSet::new();
    for (at, _) in manual.match_indices('$') {
        let name = manual[at + 1..].split(|letter: char| !letter.is_ascii_uppercase() && letter != '_').next().unwrap_or_default();
        if !name.is_empty() && !CHOSEN.contains(&name) {
            used.insert(name.to_owned());
        }
    }
    assert!(used.len() > 5, "{used:?}");
    assert_eq!(used.difference(&outputs).collect::<Vec<_>>(), Vec::<&String>::new());
}

fn sources(folder: &Path, text: &mut String) {
    for path in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&std::fs::read_to_string(path).expect("a source"));
        }
    }
}

#[test]
fn the_log_lines_to_look_for_are_those_that_functions_write() {
    let mut code = String::new();
    sources(&root().join("functions"), &mut code);
    let words = |text: &String| text.contains(' ') && text.chars().all(|letter| letter.is_ascii_lowercase() || letter == ' ');
    let lines: Vec<String> = quoted(&section("Alarms")).into_iter().filter(|text| words(text) && !text.starts_with("cargo ")).collect();
    assert!(lines.len() >= 4, "{lines:?}");
    for line in lines {
        assert!(code.contains(&format!("\"{line}\"")), "no function writes `{line}`");
    }
}

#[test]
fn the_canarys_page_names_each_of_its_steps() {
    let code = std::fs::read_to_string(root().join("functions/sonda/src/passi.rs")).expect("a source");
    let alarms = section("Alarms");
    let page = alarms.split("\n### ").find(|page| page.starts_with("JourneyFails\n")).expect("a page");
    let steps =
        ["step(\"", "passo: \""].into_iter().flat_map(|before| code.split(before).skip(1).filter_map(|rest| rest.split('"').next()));
    let steps: BTreeSet<&str> = steps.filter(|step| !step.is_empty()).collect();
    assert!(steps.contains("tempo") && steps.contains("stato"), "{steps:?}");
    let told = quoted(page);
    assert_eq!(steps.into_iter().filter(|step| !told.iter().any(|word| word == step)).collect::<Vec<_>>(), Vec::<&str>::new());
}
