//! `infra/template.yaml` against the code: what is deployed is what was tested here.

use std::collections::{BTreeMap, BTreeSet};

use cassetto_api::routes::ALL;
use cassetto_local::TABLE;
use cassetto_local::headers::SECURITY;
use cassetto_local::template::read as template;
use cassetto_tests::System;
use serde_json::{Value, json};

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
        ("Sonda", "cassetto-sonda"),
    ]);
    let functions = functions(&template);
    assert_eq!(functions.keys().map(String::as_str).collect::<Vec<_>>(), packages.keys().copied().collect::<Vec<_>>());
    for (name, function) in &functions {
        assert_eq!(function["CodeUri"], format!("../target/lambda/{}/", packages[name.as_str()]));
        let mut variables = globals.clone();
        variables.extend(function["Environment"]["Variables"].as_object().into_iter().flatten().map(|(k, v)| (k.clone(), v.clone())));
        let mut needed = vec!["TABLE", "BUCKET", "REGISTRI", "TOPIC_ARN", "ORIGIN", "PIN_ENABLED", "SMS_POLITICA"];
        if name == "Contatti" {
            needed.extend(["VAPID_PUBLIC_KEY", "PEC_ENABLED"]);
        }
        if name == "Deliver" {
            needed.extend(["SMTP_URL", "MAIL_FROM", "PEC_SMTP_URL", "PEC_FROM", "VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY", "VAPID_SUBJECT"]);
        }
        if name == "Sonda" {
            needed.extend(["SONDA_CODICE_FISCALE", "SONDA_PIN"]);
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

#[test]
fn each_alarm_has_its_page_and_each_page_its_alarm() {
    let template = template();
    let alarms: BTreeSet<String> = resources(&template, "AWS::CloudWatch::Alarm").into_keys().collect();
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/OPERATIONS.md")).expect("docs/OPERATIONS.md");
    let pages = text.split("\n## ").find(|section| section.starts_with("Alarms\n")).expect("a section on alarms");
    let mut told = BTreeSet::new();
    for page in pages.split("\n### ").skip(1) {
        let (title, body) = page.split_once('\n').expect("a title");
        for part in ["**Means**", "**Look at**", "**Do**"] {
            assert!(body.contains(part), "{title} lacks {part}");
        }
        for alarm in title.split(", ") {
            assert!(told.insert(alarm.to_owned()), "{alarm} twice");
        }
    }
    assert_eq!(alarms, told);
}

#[test]
fn carriers_rate_is_looked_at_where_sns_counts_it() {
    let alarm = &resources(&template(), "AWS::CloudWatch::Alarm")["SmsRefused"];
    let dimensions = alarm["Dimensions"].as_array().expect("dimensions").iter();
    let dimensions: BTreeMap<_, _> = dimensions.map(|dimension| (dimension["Name"].as_str(), dimension["Value"].as_str())).collect();
    // SNS publishes the rate by type and country, and no sum of them: an alarm without both never sees a value.
    assert_eq!(dimensions, BTreeMap::from([(Some("SMSType"), Some("Transactional")), (Some("Country"), Some("IT"))]));
}

#[test]
fn alarms_go_somewhere_and_say_what_no_value_means() {
    let template = template();
    for (name, alarm) in resources(&template, "AWS::CloudWatch::Alarm") {
        assert_eq!(alarm["AlarmActions"], json!([{ "Ref": "AlarmsTopic" }]), "{name}");
        assert!(alarm["TreatMissingData"].is_string() && alarm["AlarmDescription"].is_string(), "{name}");
    }
}

/// Everything that the code measures, by the names in its sources.
fn measured() -> BTreeSet<String> {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../functions"))];
    let mut names = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(path).expect("a source");
                for (at, _) in text.match_indices("Unit::") {
                    // `("EtaOutbox", Unit::Seconds`, or a name in a table of counts.
                    let before = text[..at].trim_end().trim_end_matches(',').trim_end_matches('"');
                    names.extend(before.rsplit('"').next().map(str::to_owned));
                }
                names.extend(
                    ["Registrazioni", "Contese", "Avvii", "Guasti"]
                        .iter()
                        .filter(|name| text.contains(*name))
                        .map(|name| (*name).to_owned()),
                );
            }
        }
    }
    names
}

#[test]
fn what_alarms_and_dashboard_look_at_is_measured() {
    let (template, measured) = (template(), measured());
    let mut looked_at = BTreeSet::new();
    for (_, alarm) in resources(&template, "AWS::CloudWatch::Alarm") {
        let metrics = alarm["Metrics"].as_array().into_iter().flatten().map(|metric| &metric["MetricStat"]["Metric"]);
        for metric in metrics.chain([&alarm]).filter(|metric| metric["Namespace"] == "CassettoDomestico") {
            looked_at.insert(metric["MetricName"].as_str().expect("a name").to_owned());
        }
    }
    let dashboard = resources(&template, "AWS::CloudWatch::Dashboard")["Dashboard"]["DashboardBody"]["Fn::Sub"].clone();
    let dashboard: Value = serde_json::from_str(dashboard.as_str().expect("text")).expect("JSON");
    for metric in dashboard["widgets"]
        .as_array()
        .expect("widgets")
        .iter()
        .flat_map(|widget| widget["properties"]["metrics"].as_array().into_iter().flatten())
    {
        if metric[0] == "CassettoDomestico" {
            looked_at.insert(metric[1].as_str().expect("a name").to_owned());
        } else if let Some((_, rest)) = metric[0]["expression"].as_str().and_then(|search| search.split_once("MetricName=\"")) {
            looked_at.insert(rest.split('"').next().expect("a name").to_owned());
        }
    }
    assert!(looked_at.len() > 10);
    assert_eq!(looked_at.difference(&measured).collect::<Vec<_>>(), Vec::<&String>::new());
}
