//! `rigioca` with a stand-in for the AWS CLI: a queue of files, and a function that refuses what says so.
#![cfg(test)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// Gives the files of `coda/` as messages once each, keeps payloads, removes what is deleted.
const AWS: &str = r#"#!/bin/sh
cd "$(dirname "$0")" || exit 9
case "$1 $2" in
"sqs receive-message")
  separator=''
  printf '{"Messages":['
  for file in coda/*; do
    [ -e "$file" ] || continue
    name=$(basename "$file")
    [ -e "viste/$name" ] && continue
    touch "viste/$name"
    printf '%s{"MessageId":"%s","ReceiptHandle":"%s","Body":%s}' "$separator" "$name" "$name" "$(cat "$file")"
    separator=','
  done
  printf ']}' ;;
"lambda invoke")
  payload="${6#fileb://}"
  cat "$payload" >> ricevuti
  echo >> ricevuti
  if grep -q rifiuta "$payload"; then echo '{"StatusCode":200,"FunctionError":"Unhandled"}'; else echo '{"StatusCode":200}'; fi ;;
"sqs delete-message") rm "coda/$6" ;;
*) exit 8 ;;
esac
"#;

fn queue(folder: &Path, messages: &[(&str, &str)]) {
    for name in ["coda", "viste"] {
        fs::create_dir(folder.join(name)).expect("a folder");
    }
    for (name, body) in messages {
        fs::write(folder.join("coda").join(name), serde_json::to_string(body).expect("JSON")).expect("a message");
    }
    let program = folder.join("aws");
    fs::write(&program, AWS).expect("a program");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("executable");
}

fn run(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rigioca"));
    command.args(["--coda", "https://coda.example", "--funzione", "deliver", "--aws"]).arg(folder.join("aws")).args(more);
    let output = command.output().expect("its output");
    (output.status.code(), String::from_utf8(output.stdout).expect("text"))
}

#[test]
fn what_the_function_takes_leaves_the_queue_and_the_rest_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let event = |word: &str| format!(r#"{{"requestPayload":{{"Records":[{{"Sns":{{"Message":"{word}"}}}}]}}}}"#);
    let (good, bad) = (event("buono"), event("rifiuta"));
    queue(folder.path(), &[("a", &good), ("b", &bad), ("c", "non JSON"), ("d", r#"{"DDBStreamBatchInfo":{}}"#)]);
    let (code, output) = run(folder.path(), &["--prova"]);
    assert_eq!(code, Some(1), "{output}");
    assert!(!folder.path().join("ricevuti").exists(), "a trial invokes nothing");
    for seen in fs::read_dir(folder.path().join("viste")).expect("a folder") {
        fs::remove_file(seen.expect("an entry").path()).expect("visible again");
    }
    let (code, output) = run(folder.path(), &[]);
    assert_eq!(code, Some(1), "{output}");
    assert!(output.contains("4 letti, 2 ripresi, 2 restano"), "{output}");
    let mut left: Vec<_> =
        fs::read_dir(folder.path().join("coda")).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    left.sort();
    assert_eq!(left, ["b", "c"]);
    assert_eq!(fs::read_to_string(folder.path().join("ricevuti")).expect("payloads").lines().count(), 3);
}

#[test]
fn an_empty_queue_is_fine() {
    let folder = tempfile::tempdir().expect("a folder");
    queue(folder.path(), &[]);
    let (code, output) = run(folder.path(), &[]);
    assert_eq!((code, output.trim()), (Some(0), "0 letti, 0 ripresi, 0 restano"));
}
