//! The first event that each function gets: one that it answers after a single call to DynamoDB, or none beyond those it always makes.

use serde_json::{Value, json};

/// A request to a route, with a session that has ended: reading it is the one call.
pub fn http(route: &str) -> Value {
    let (method, path) = route.split_once(' ').unwrap_or_default();
    json!({
        "version": "2.0",
        "routeKey": route,
        "rawPath": path,
        "rawQueryString": "",
        "cookies": [format!("__Host-sessione={}.{}", id(), "A".repeat(43))],
        "headers": {"accept": "application/json", "host": "cassetto.example", "user-agent": "avvio"},
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "misura",
            "domainName": "cassetto.example",
            "domainPrefix": "cassetto",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "avvio"},
            "requestId": "misura",
            "routeKey": route,
            "stage": "$default",
            "time": "12/Mar/2026:19:03:58 +0000",
            "timeEpoch": 1_773_342_238_500_i64,
        },
        "isBase64Encoded": false,
    })
}

/// A record of the stream about a notice that has left the outbox.
pub fn stream() -> Value {
    let keys = json!({"pk": {"S": "OUT#0"}, "sk": {"S": id()}});
    json!({"Records": [{"eventName": "INSERT", "dynamodb": {"Keys": keys, "SequenceNumber": "1"}}]})
}

/// A message of the topic about a notice that has left the outbox.
pub fn affidato() -> Value {
    sns(&json!({"avviso": id(), "canale": "email"}))
}

/// A report about an SMS that nobody knows.
pub fn ricevuta() -> Value {
    sns(&json!({"tipo": "sms", "messaggio": "m-1", "esito": "consegnato", "quando": "2026-03-12T19:03:58Z"}))
}

/// A tick of the schedule.
pub fn tick() -> Value {
    json!({"source": "aws.events", "detail-type": "Scheduled Event", "detail": {}})
}

fn sns(message: &Value) -> Value {
    json!({"Records": [{"EventSource": "aws:sns", "Sns": {"Message": message.to_string()}}]})
}

/// An identifier that nothing has.
fn id() -> String {
    "a".repeat(26)
}
