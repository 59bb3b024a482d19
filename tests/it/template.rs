//! `infra/template.yaml` against the code: what is deployed is what was tested here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use cassetto_api::routes::{ALL, Function};
use cassetto_local::TABLE;
use cassetto_local::headers::SECURITY;
use cassetto_tests::System;
use serde_json::{Value, json};
use serde_yaml_ng::Value as Yaml;

/// The template as JSON; `!Ref x` becomes `{"Ref": "x"}`, `!Sub x` `{"Fn::Sub": "x"}`.
fn template() -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../infra/template.yaml");
    let text = std::fs::read_to_string(path).expect("infra/template.yaml");
    to_json(serde_yaml_ng::from_str(&text).expect("YAML"))
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
        Yaml::Number(number) => serde_json::to_value(number).expect("a number"),
        Yaml::String(text) => text.into(),
    }
}

fn resources(template: &Value, kind: &str) -> BTreeMap<String, Value> {
    let resources = template["Resources"].as_object().expect("resources");
    resources
        .iter()
        .filter(|(_, resource)| resource["Type"] == kind)
        .map(|(name, resource)| (name.clone(), resource["Properties"].clone()))
        .collect()
}

fn functions(template: &Value) -> BTreeMap<String, Value> {
    resources(template, "AWS::Serverless::Function")
}

fn events<'a>(function: &'a Value, kind: &str) -> Vec<&'a Value> {
    let events = function["Events"].as_object().into_iter().flatten();
    events.map(|(_, event)| event).filter(|event| event["Type"] == kind).map(|event| &event["Properties"]).collect()
}

#[test]
fn the_routes_are_those_of_the_contract() {
    let template = template();
    let (mut found, mut unrouted) = (BTreeSet::new(), Vec::new());
    for (name, function) in functions(&template) {
        for event in events(&function, "HttpApi") {
            assert_eq!(event["ApiId"], json!({ "Ref": "Api" }), "{name}");
            // Without method and path it is the default route.
            let Some(path) = event["Path"].as_str() else {
                unrouted.push(name.clone());
                continue;
            };
            let method = event["Method"].as_str().expect("a method");
            assert!(found.insert((name.clone(), format!("{method} {path}"))), "{method} {path} twice");
        }
    }
    assert_eq!(unrouted, ["Login"], "one function tells that there is no such route");
    let expected: BTreeSet<_> = ALL.iter().map(|(function, meta)| (format!("{function:?}"), meta.route_key())).collect();
    assert_eq!(found, expected);
}

#[test]
fn each_function_is_its_crate_and_has_what_it_reads_from_the_environment() {
    let template = template();
    let globals = template["Globals"]["Function"]["Environment"]["Variables"].as_object().expect("variables").clone();
    let packages = BTreeMap::from([
        ("Login", "cassetto-login"),
        ("QuesitoSubmit", "cassetto-quesito-submit"),
        ("QuesitoList", "cassetto-quesito-list"),
        ("Fascicolo", "cassetto-fascicolo"),
        ("Deleghe", "cassetto-deleghe"),
        ("Contatti", "cassetto-contatti"),
        ("Notify", "cassetto-notify"),
        ("Registro", "cassetto-registro"),
        ("Deliver", "cassetto-deliver"),
        ("Esiti", "cassetto-esiti"),
    ]);
    let functions = functions(&template);
    assert_eq!(functions.keys().map(String::as_str).collect::<Vec<_>>(), packages.keys().copied().collect::<Vec<_>>());
    for (name, function) in &functions {
        assert_eq!(function["CodeUri"], format!("../target/lambda/{}/", packages[name.as_str()]));
        let mut variables = globals.clone();
        variables.extend(function["Environment"]["Variables"].as_object().into_iter().flatten().map(|(k, v)| (k.clone(), v.clone())));
        let mut needed = vec!["TABLE", "BUCKET", "REGISTRI", "TOPIC_ARN", "ORIGIN", "PIN_ENABLED"];
        if name == "Contatti" {
            needed.extend(["VAPID_PUBLIC_KEY", "PEC_ENABLED"]);
        }
        if name == "Deliver" {
            needed.extend(["SMTP_URL", "MAIL_FROM", "PEC_SMTP_URL", "PEC_FROM", "VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY", "VAPID_SUBJECT"]);
        }
        for variable in needed {
            assert!(variables.contains_key(variable), "{name} lacks {variable}");
        }
    }
    assert_eq!(globals["TABLE"], json!({ "Ref": "Table" }));
    assert_eq!(globals["BUCKET"], json!({ "Ref": "DocumentsBucket" }));
    assert_eq!(globals["TOPIC_ARN"], json!({ "Ref": "NoticesTopic" }));
    let deliver = functions["Deliver"]["Environment"]["Variables"].to_string();
    assert!(deliver.contains("resolve:secretsmanager"), "the SMTP server's password comes from a secret");
}

/// Name, key attributes with their kinds, and projected attributes, in a form that two sources share.
fn index(name: &Value, keys: &Value, projection: &Value) -> (String, Vec<String>, String, BTreeSet<String>) {
    let keys = keys.as_array().expect("keys").iter().map(|key| format!("{} {}", key["AttributeName"], key["KeyType"]));
    let included = projection["NonKeyAttributes"].as_array().into_iter().flatten().map(ToString::to_string);
    (name.to_string(), keys.collect(), projection["ProjectionType"].to_string(), included.collect())
}

fn indexes(table: &Value) -> BTreeSet<(String, Vec<String>, String, BTreeSet<String>)> {
    let indexes = table["GlobalSecondaryIndexes"].as_array().expect("indexes").iter();
    indexes.map(|each| index(&each["IndexName"], &each["KeySchema"], &each["Projection"])).collect()
}

#[tokio::test]
async fn the_table_is_the_one_that_the_store_makes() {
    let template = template();
    let deployed = &resources(&template, "AWS::DynamoDB::Table")["Table"];
    let system = System::start().await;
    let made = system.cloud.describe_table().expect("a table");
    assert_eq!(made["TableName"], TABLE);
    let attributes = |table: &Value| -> BTreeSet<String> {
        table["AttributeDefinitions"]
            .as_array()
            .expect("attributes")
            .iter()
            .map(|a| format!("{} {}", a["AttributeName"], a["AttributeType"]))
            .collect()
    };
    assert_eq!(attributes(deployed), attributes(&made));
    let none = Value::Null;
    assert_eq!(index(&none, &deployed["KeySchema"], &none), index(&none, &made["KeySchema"], &none));
    assert_eq!(indexes(deployed), indexes(&made));
    assert_eq!(deployed["StreamSpecification"]["StreamViewType"], made["StreamSpecification"]["StreamViewType"]);
    assert_eq!(deployed["BillingMode"], "PAY_PER_REQUEST");
    assert_eq!(deployed["TimeToLiveSpecification"], json!({ "AttributeName": "ttl", "Enabled": true }));
    assert_eq!(deployed["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"], true);
}

#[test]
fn the_security_headers_are_those_served_here() {
    let template = template();
    let policies = resources(&template, "AWS::CloudFront::ResponseHeadersPolicy");
    let config = &policies["SecurityHeaders"]["ResponseHeadersPolicyConfig"];
    let security = &config["SecurityHeadersConfig"];
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let transport = &security["StrictTransportSecurity"];
    let mut hsts = format!("max-age={}", transport["AccessControlMaxAgeSec"]);
    for (field, word) in [("IncludeSubdomains", "; includeSubDomains"), ("Preload", "; preload")] {
        if transport[field] == true {
            hsts += word;
        }
    }
    let mut found = BTreeMap::from([
        ("content-security-policy".to_owned(), text(&security["ContentSecurityPolicy"]["ContentSecurityPolicy"])),
        ("strict-transport-security".to_owned(), hsts),
        ("x-frame-options".to_owned(), text(&security["FrameOptions"]["FrameOption"])),
        ("referrer-policy".to_owned(), text(&security["ReferrerPolicy"]["ReferrerPolicy"])),
    ]);
    if security["ContentTypeOptions"].is_object() {
        found.insert("x-content-type-options".to_owned(), "nosniff".to_owned());
    }
    for item in config["CustomHeadersConfig"]["Items"].as_array().expect("headers") {
        found.insert(text(&item["Header"]).to_lowercase(), text(&item["Value"]));
        assert_eq!(item["Override"], true, "{item}");
    }
    let expected: BTreeMap<_, _> = SECURITY.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    assert_eq!(found, expected);
    assert!(security.as_object().expect("headers").values().all(|header| header["Override"] == true));

    let distribution = &resources(&template, "AWS::CloudFront::Distribution")["Distribution"]["DistributionConfig"];
    let others = distribution["CacheBehaviors"].as_array().expect("behaviors").iter();
    for behavior in others.chain([&distribution["DefaultCacheBehavior"]]) {
        assert_eq!(behavior["ResponseHeadersPolicyId"], json!({ "Ref": "SecurityHeaders" }), "{behavior}");
    }
}

#[test]
fn notices_are_woken_filtered_and_kept_when_they_fail() {
    let template = template();
    let functions = functions(&template);
    let [stream] = events(&functions["Notify"], "DynamoDB")[..] else { panic!("one stream") };
    let filters = stream["FilterCriteria"]["Filters"].as_array().expect("filters");
    let patterns: Vec<Value> =
        filters.iter().map(|filter| serde_json::from_str(filter["Pattern"].as_str().expect("text")).expect("JSON")).collect();
    let inserted = |prefix: &str| json!({ "eventName": ["INSERT"], "dynamodb": { "Keys": { "pk": { "S": [{ "prefix": prefix }] } } } });
    assert_eq!(patterns, [inserted("OUT#"), inserted("LAV#")]);
    assert_eq!(stream["FunctionResponseTypes"], json!(["ReportBatchItemFailures"]));
    assert!(stream["MaximumRetryAttempts"].as_i64().is_some_and(|attempts| (1..=10).contains(&attempts)), "retries are finite");
    assert!(stream["DestinationConfig"]["OnFailure"].is_object());
    assert_eq!(events(&functions["Notify"], "ScheduleV2").len(), 2);

    let [topic] = events(&functions["Deliver"], "SNS")[..] else { panic!("one subscription") };
    assert_eq!(topic["FilterPolicy"], json!({ "canale": ["email", "pec", "push"] }));
    assert_eq!(topic["FilterPolicyScope"], "MessageAttributes");
    let [receipts] = events(&functions["Esiti"], "SNS")[..] else { panic!("one subscription") };
    assert_eq!(receipts["Topic"], json!({ "Ref": "EsitiTopic" }));
    for function in ["Deliver", "Esiti"] {
        assert!(functions[function]["EventInvokeConfig"]["DestinationConfig"]["OnFailure"].is_object());
    }
}

/// The actions on the table that a function's role allows.
fn table_actions(template: &Value, function: &str) -> BTreeSet<String> {
    let role = &resources(template, "AWS::IAM::Role")[&format!("{function}Role")];
    let statements = role["Policies"].as_array().expect("policies").iter();
    let statements = statements.flat_map(|policy| policy["PolicyDocument"]["Statement"].as_array().expect("statements"));
    let mut actions = BTreeSet::new();
    for action in statements.map(|statement| &statement["Action"]) {
        match action {
            Value::Array(many) => actions.extend(many.iter().filter_map(Value::as_str).map(str::to_owned)),
            one => actions.extend(one.as_str().map(str::to_owned)),
        }
    }
    actions
}

/// Runs `calls` and says which calls to DynamoDB and S3 the role would refuse; a transaction is its parts, which are not seen here.
async fn refused(system: &System, template: &Value, function: Function, calls: impl Future<Output = ()>) -> Vec<String> {
    use cassetto_local::Target;
    system.cloud.meter().reset();
    calls.await;
    let allowed = table_actions(template, &format!("{function:?}"));
    let operations = system.cloud.meter().snapshot().operations;
    let needed = operations.keys().flat_map(|(target, operation)| match (target, operation.as_str()) {
        (Target::DynamoDb, "TransactWriteItems") => vec!["dynamodb:PutItem".to_owned(), "dynamodb:UpdateItem".to_owned()],
        (Target::DynamoDb, operation) => vec![format!("dynamodb:{operation}")],
        (Target::S3, "ListObjectVersions") => vec!["s3:ListBucketVersions".to_owned()],
        (Target::S3, "DeleteObject") => vec!["s3:DeleteObject".to_owned(), "s3:DeleteObjectVersion".to_owned()],
        (Target::S3, "CopyObject") => vec!["s3:GetObject".to_owned(), "s3:PutObject".to_owned()],
        (Target::S3, operation) => vec![format!("s3:{operation}")],
        _ => Vec::new(),
    });
    needed.filter(|action| !allowed.contains(action)).map(|action| format!("{function:?} lacks {action}")).collect()
}

#[test]
fn the_registers_are_locked_and_written_after_midnight() {
    let template = template();
    let bucket = &resources(&template, "AWS::S3::Bucket")["RegistersBucket"];
    assert_eq!((&bucket["ObjectLockEnabled"], &bucket["VersioningConfiguration"]["Status"]), (&json!(true), &json!("Enabled")));
    let retention = &bucket["ObjectLockConfiguration"]["Rule"]["DefaultRetention"];
    assert_eq!((&retention["Mode"], &retention["Years"]), (&json!({ "Ref": "ModoRegistri" }), &json!({ "Ref": "AnniRegistri" })));
    let policy = resources(&template, "AWS::S3::BucketPolicy")["RegistersBucketPolicy"].to_string();
    for denied in ["s3:if-none-match", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"] {
        assert!(policy.contains(denied), "{denied}");
    }
    let functions = functions(&template);
    let [tick] = events(&functions["Registro"], "ScheduleV2")[..] else { panic!("one schedule") };
    assert_eq!((&tick["ScheduleExpressionTimezone"], &tick["ScheduleExpression"]), (&json!("Europe/Rome"), &json!("cron(15 0-5 * * ? *)")));
    let alarm = &resources(&template, "AWS::CloudWatch::Alarm")["RegistersMissing"];
    assert_eq!((&alarm["MetricName"], &alarm["TreatMissingData"]), (&json!("RegistriMancanti"), &json!("breaching")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_allows_what_its_function_calls() {
    use cassetto_api::endpoint::Nulla;
    use cassetto_api::sessione::{GetSessione, SignOut, SignOutEverywhere};
    let (template, system) = (template(), System::start().await);
    let (anna, bruna, studio) = (system.datore(1).await, system.operatore(1).await, system.intermediario(1).await);
    system.delega(&studio, &anna).await;
    let pin = cassetto_domain::pin::Pin::parse("Prova123").expect("a PIN");
    let phc = cassetto_login::pin_hash::hash(&pin).expect("a hash");
    system.pin(&anna, cassetto_domain::ruolo::Ruolo::Datore, phc).await;

    let login = async {
        let (own, browser) = (anna.codice_fiscale.as_str(), system.client());
        for _ in 0..5 {
            browser.sign_in(own, "Prova124").await.expect_err("wrong");
        }
        system.advance(std::time::Duration::from_secs(30));
        browser.sign_in(own, "Prova123").await.expect("a session");
        browser.call::<GetSessione>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("a session");
        browser.call::<SignOut>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("out");
        browser.sign_in(own, "Prova123").await.expect("a session");
        browser.call::<SignOutEverywhere>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("out");
        browser.fetch("/api/status").await;
    };
    let mut found = refused(&system, &template, Function::Login, login).await;

    system.session(&anna).await;
    let mut id = None;
    let submit = async {
        let pdf = cassetto_allegati::campioni::pdf("a");
        let sent = anna.client.upload("a.pdf", "application/pdf", pdf).await.expect("an upload");
        let body = cassetto_api::quesiti::NuovoQuesito { allegati: vec![sent], ..anna.domanda() };
        id = Some(anna.send(&body).await.expect("a protocol").id);
    };
    found.extend(refused(&system, &template, Function::QuesitoSubmit, submit).await);
    let id = id.expect("a quesito");

    let sent = bruna.client.upload("b.pdf", "application/pdf", cassetto_allegati::campioni::pdf("b")).await.expect("an upload");
    let office = async {
        bruna.client.raw("GET", "/api/fascicolo/quesiti", None, None).await;
        bruna.take(id, 1).await.expect("taken");
        bruna.comment(id, 2, "Nota.").await.expect("a comment");
        bruna.answer(id, 3, vec![sent]).await.expect("an answer");
        bruna.close(id, 4, cassetto_api::modello::EsitoVoce::Accolta).await.expect("closed");
    };
    found.extend(refused(&system, &template, Function::Fascicolo, office).await);
    let second = anna.ask().await;
    let desk = async {
        bruna.reassign(second, 1, bruna.id).await.expect("given");
        bruna.release(second, 2).await.expect("released");
        system.advance(std::time::Duration::from_secs(1));
        bruna.assign_all(&[(second, 3)], bruna.id).await.expect("an outcome");
        bruna.request(second, 4, "2026-12-04").await.expect("asked for");
        bruna.withdraw(second, 5).await.expect("withdrawn");
        bruna.search(anna.codice_fiscale.as_str()).await.expect("a search");
        bruna.search(&anna.domanda().rapporto).await.expect("a search");
        for path in ["operatori", "sedi"] {
            bruna.client.raw("GET", &format!("/api/fascicolo/{path}"), None, None).await;
        }
        for path in ["", "/quesiti"] {
            bruna.client.raw("GET", &format!("/api/fascicolo/persone/{}{path}", anna.id), None, None).await;
        }
        bruna.client.raw("GET", &format!("/api/fascicolo/quesiti/{second}/modelli"), None, None).await;
        bruna.forward(second, 6, "4900").await.expect("forwarded");
    };
    found.extend(refused(&system, &template, Function::Fascicolo, desk).await);

    // A day later there is a register to read; by then the sessions have ended.
    system.set_now("2026-11-23T23:15:00Z");
    system.cloud.registri().await.expect("registers");
    for who in [&anna, &bruna, &studio] {
        system.session(who).await;
    }
    let allegato = anna.see(id).await.expect("a detail").voci.iter().find_map(|voce| match voce {
        cassetto_api::modello::Voce::Messaggio { allegati, .. } => allegati.first().map(|allegato| allegato.id),
        _ => None,
    });
    let registers = async {
        let body = json!({ "versione": 5, "voce": 1, "allegato": allegato, "motivo": "Persona sbagliata." });
        for (path, body) in [("oscuramenti", body), ("annullamenti", json!({ "versione": 5, "voce": 1, "motivo": "Doppia." }))] {
            let path = format!("/api/fascicolo/quesiti/{id}/{path}");
            assert_eq!(bruna.client.raw("POST", &path, Some(body.to_string()), None).await.status(), 200, "{path}");
        }
        for path in ["registri", "registri/2026-11-23"] {
            assert_eq!(bruna.client.raw("GET", &format!("/api/fascicolo/{path}"), None, None).await.status(), 200, "{path}");
        }
    };
    found.extend(refused(&system, &template, Function::Fascicolo, registers).await);
    assert!(table_actions(&template, "Fascicolo").contains("dynamodb:ConditionCheckItem"), "a transaction checks what was seen");

    let read = async {
        for path in ["/api/home", "/api/quesiti", "/api/esportazioni/2026"] {
            anna.client.raw("GET", path, None, None).await;
        }
        for path in ["", "/ricevuta", "/archivio", "/esportazione"] {
            anna.client.raw("GET", &format!("/api/quesiti/{id}{path}"), None, None).await;
        }
        anna.client.raw("POST", &format!("/api/quesiti/{id}/lettura"), Some(r#"{"versione":5}"#.to_owned()), None).await;
        studio.client.raw("POST", "/api/datori/ricerca", Some("{}".to_owned()), None).await;
        studio.see(id).await.expect("a detail");
    };
    found.extend(refused(&system, &template, Function::QuesitoList, read).await);
    assert_eq!(found, Vec::<String>::new());
}
