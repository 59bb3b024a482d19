//! Least privilege. The embedded cloud refuses what a function's role doesn't allow, in every test; `cargo xtask test` then looks for
//! what a role allows and no test used. Here is that the refusal bites, and what the roles may hold at all.

use cassetto_api::allegati::{CreateUpload, NuovoAllegato};
use cassetto_api::endpoint::Nulla;
use cassetto_domain::sha256::Sha256;
use cassetto_local::iam::Denied;
use cassetto_local::template;
use cassetto_tests::System;
use serde_json::{Value, json};
use sha2::Digest;

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_the_role_does_not_allow_is_refused() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    assert_eq!(anna.client.raw("GET", "/api/home", None, None).await.status(), 200);
    system.cloud.iam().revoke("QuesitoList", "dynamodb:Query");
    assert_eq!(anna.client.raw("GET", "/api/home", None, None).await.status(), 500);
    let denied = system.cloud.iam().denied();
    assert!(!denied.is_empty());
    assert!(denied.iter().all(|Denied { function, action, .. }| function == "QuesitoList" && action == "dynamodb:Query"), "{denied:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_presigned_link_is_worth_what_its_signer_may() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let pdf = cassetto_allegati::campioni::pdf("a");
    let declared = NuovoAllegato {
        nome: "a.pdf".to_owned(),
        tipo: "application/pdf".to_owned(),
        dimensione: pdf.len() as u64,
        sha256: Sha256(sha2::Sha256::digest(&pdf).into()).to_string(),
        ..NuovoAllegato::default()
    };
    let prepared = anna.client.call::<CreateUpload>(&Nulla {}, &Nulla {}, &declared).await.expect("an address");
    system.cloud.iam().revoke("QuesitoSubmit", "s3:PutObject");
    assert_eq!(anna.client.put(&prepared, pdf).await, 403);
    let denied = system.cloud.iam().denied();
    assert!(denied.iter().any(|denied| denied.resource.contains("/pending/")), "{denied:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_may_not_be_sent_waits_and_an_event_given_up_needs_its_queue() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    system.cloud.iam().revoke("Deliver", "dynamodb:GetItem");
    system.cloud.iam().revoke("Deliver", "sqs:SendMessage");
    anna.ask().await;
    system.cloud.settle().await.expect("settled");
    assert!(system.cloud.dead_letters().list().is_empty());
    assert!(system.cloud.iam().denied().iter().any(|denied| denied.action == "sqs:SendMessage"));
}

#[tokio::test(flavor = "multi_thread")]
async fn records_that_notify_cant_serve_end_in_its_queue_with_its_role() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    system.cloud.iam().revoke("Notify", "dynamodb:GetItem");
    anna.ask().await;
    system.cloud.settle().await.expect("settled");
    let letters = system.cloud.dead_letters().list();
    assert!(letters.iter().any(|letter| letter.function == "notify"), "{letters:?}");
}

/// The statements of each function's role.
fn roles() -> Vec<(String, Vec<Value>)> {
    let template = template::read();
    let resources = template["Resources"].as_object().expect("resources");
    let roles = resources.iter().filter(|(_, resource)| resource["Type"] == "AWS::IAM::Role");
    roles
        .filter_map(|(name, role)| {
            let function = name.strip_suffix("Role")?.to_owned();
            template["Resources"].get(&function).filter(|resource| resource["Type"] == "AWS::Serverless::Function")?;
            let policies = role["Properties"]["Policies"].as_array()?.iter();
            let statements = policies.flat_map(|policy| policy["PolicyDocument"]["Statement"].as_array().cloned().unwrap_or_default());
            Some((function, statements.collect()))
        })
        .collect()
}

#[test]
fn a_function_writes_its_own_log_and_no_role_has_every_action_or_everything() {
    let roles = roles();
    assert!(roles.len() >= 11);
    for (function, statements) in roles {
        let logs = json!({ "Fn::GetAtt": format!("{function}Log.Arn") });
        let own = statements.iter().filter(|statement| statement["Action"] == json!(["logs:CreateLogStream", "logs:PutLogEvents"]));
        assert_eq!(own.map(|statement| &statement["Resource"]).collect::<Vec<_>>(), [&logs], "{function}");
        for statement in &statements {
            assert_eq!(statement["Effect"], "Allow", "{function}");
            assert!(!statement["Action"].to_string().contains('*'), "{function}: {statement}");
            // X-Ray has no resource of its own.
            let traces = statement["Action"] == json!(["xray:PutTraceSegments", "xray:PutTelemetryRecords"]);
            assert!(traces || statement["Resource"] != "*", "{function}: {statement}");
        }
    }
}
