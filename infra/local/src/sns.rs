//! SNS: the part of its Query protocol that the store speaks. An SMS is kept; a message to the topic goes to the function that
//! subscribed its channel, as an asynchronous invocation with two retries and then an on-failure list.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::Body;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::Context;
use crate::dead_letters::DeadLetter;
use crate::faults::{Fault, Target};
use crate::functions::Functions;
use crate::iam::{self, Call};
use crate::sent::Sms;
use crate::serve::Dropped;

/// The one topic.
pub const TOPIC_ARN: &str = "arn:aws:sns:eu-south-1:000000000000:avvisi";

/// The filter policy of `deliver`'s subscription: `{"canale": ["email", "pec", "push"]}`.
const FILTER_ATTRIBUTE: &str = "canale";
const FILTER_VALUES: [&str; 3] = ["email", "pec", "push"];

/// Before each retry of an asynchronous invocation; the cloud waits one and two minutes.
const RETRIES: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(100)];

/// The service and the invocations that it started.
pub struct Sns {
    context: Arc<Context>,
    functions: Arc<Functions>,
    running: AtomicUsize,
    ended: Notify,
}

/// A message to the topic.
struct Publication {
    message: String,
    attributes: BTreeMap<String, (String, String)>,
}

impl Sns {
    #[must_use]
    pub fn new(context: Arc<Context>, functions: Arc<Functions>) -> Arc<Self> {
        Arc::new(Self { context, functions, running: AtomicUsize::new(0), ended: Notify::new() })
    }

    /// Waits until no invocation is under way.
    pub async fn idle(&self) {
        loop {
            let ended = self.ended.notified();
            if self.running.load(Ordering::SeqCst) == 0 {
                return;
            }
            ended.await;
        }
    }

    /// Answers one call.
    pub async fn call(self: Arc<Self>, request: Request<Incoming>) -> Result<Response<Body>, Dropped> {
        let (parts, body) = request.into_parts();
        let Ok(body) = Limited::new(body, 1 << 20).collect().await else {
            return Ok(failure(StatusCode::BAD_REQUEST, "InvalidParameter", "Request too large"));
        };
        let parameters: BTreeMap<String, String> = serde_urlencoded::from_bytes(&body.to_bytes()).unwrap_or_default();
        let action = parameters.get("Action").cloned().unwrap_or_default();
        self.context.meter.count(Target::Sns, &action);
        let call = Call::publish(parameters.get("TopicArn").map(String::as_str));
        if let Err(denied) = self.context.iam.ask(iam::signer(&parts).as_deref(), &[call]) {
            return Ok(failure(StatusCode::FORBIDDEN, "AuthorizationError", &denied.to_string()));
        }
        let fault = self.context.faults.decide(Target::Sns, &action);
        match &fault {
            Some(Fault::Refuse) => return Err(Dropped),
            Some(Fault::Status500) => return Ok(failure(StatusCode::INTERNAL_SERVER_ERROR, "InternalError", "Internal error")),
            Some(Fault::Throttle | Fault::TransactionConflict) => {
                return Ok(failure(StatusCode::BAD_REQUEST, "Throttling", "Rate exceeded"));
            }
            Some(Fault::Latency(delay)) => tokio::time::sleep(*delay).await,
            Some(Fault::Hold(gate)) => gate.wait().await,
            Some(Fault::DropAnswer) | None => {}
        }
        let answer = match action.as_str() {
            "Publish" => self.publish(&parameters),
            "PublishBatch" => self.publish_batch(&parameters),
            _ => failure(StatusCode::BAD_REQUEST, "InvalidAction", "The action is not valid for this endpoint."),
        };
        if matches!(fault, Some(Fault::DropAnswer)) { Err(Dropped) } else { Ok(answer) }
    }

    fn publish(self: &Arc<Self>, parameters: &BTreeMap<String, String>) -> Response<Body> {
        let message = parameters.get("Message").cloned().unwrap_or_default();
        if message.is_empty() {
            return failure(StatusCode::BAD_REQUEST, "InvalidParameter", "Invalid parameter: Empty message");
        }
        let id = crate::random_id();
        match (parameters.get("PhoneNumber"), parameters.get("TopicArn")) {
            (Some(number), None) => {
                if !is_e164(number) {
                    return failure(StatusCode::BAD_REQUEST, "InvalidParameter", "Invalid parameter: PhoneNumber is not in E.164 format");
                }
                let quando = self.context.clock.now();
                self.context.sent.add_sms(Sms { quando, numero: number.clone(), testo: message, messaggio: id.clone() });
            }
            (None, Some(arn)) if arn == TOPIC_ARN => {
                let attributes = attributes(parameters, "MessageAttributes.entry");
                self.fan_out(&Publication { message, attributes });
            }
            (None, Some(_)) => return failure(StatusCode::NOT_FOUND, "NotFound", "Topic does not exist"),
            _ => return failure(StatusCode::BAD_REQUEST, "InvalidParameter", "Invalid parameter: TopicArn or PhoneNumber"),
        }
        let body = format!("<PublishResult><MessageId>{id}</MessageId></PublishResult>");
        success("Publish", &body)
    }

    fn publish_batch(self: &Arc<Self>, parameters: &BTreeMap<String, String>) -> Response<Body> {
        if parameters.get("TopicArn").map(String::as_str) != Some(TOPIC_ARN) {
            return failure(StatusCode::NOT_FOUND, "NotFound", "Topic does not exist");
        }
        let mut entries = String::new();
        for number in 1..=10 {
            let prefix = format!("PublishBatchRequestEntries.member.{number}");
            let Some(id) = parameters.get(&format!("{prefix}.Id")) else { break };
            let message = parameters.get(&format!("{prefix}.Message")).cloned().unwrap_or_default();
            let attributes = attributes(parameters, &format!("{prefix}.MessageAttributes.entry"));
            self.fan_out(&Publication { message, attributes });
            entries += &format!("<member><Id>{}</Id><MessageId>{}</MessageId></member>", escape(id), crate::random_id());
        }
        if entries.is_empty() {
            return failure(StatusCode::BAD_REQUEST, "EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        success("PublishBatch", &format!("<PublishBatchResult><Successful>{entries}</Successful><Failed/></PublishBatchResult>"))
    }

    fn fan_out(self: &Arc<Self>, publication: &Publication) {
        let subscribed = publication.attributes.get(FILTER_ATTRIBUTE).is_some_and(|(_, value)| FILTER_VALUES.contains(&value.as_str()));
        if !subscribed {
            return;
        }
        let event = self.event(publication);
        let sns = self.clone();
        self.running.fetch_add(1, Ordering::SeqCst);
        tokio::spawn(async move {
            sns.invoke(event).await;
            sns.running.fetch_sub(1, Ordering::SeqCst);
            sns.ended.notify_waiters();
        });
    }

    async fn invoke(&self, event: Value) {
        let mut retries = RETRIES.iter();
        loop {
            let Err(error) = self.functions.deliver(event.clone()).await else { return };
            let Some(delay) = retries.next() else {
                self.context.give_up(DeadLetter { function: "deliver", event, error });
                return;
            };
            tracing::info!(%error, "deliver failed, will be retried");
            tokio::time::sleep(*delay).await;
        }
    }

    /// What the topic of receipts hands to `esiti`, with the retries of an asynchronous invocation.
    pub async fn receipt(&self, receipt: &Value) {
        let event = self.event(&Publication { message: receipt.to_string(), attributes: BTreeMap::new() });
        let mut retries = RETRIES.iter();
        loop {
            let Err(error) = self.functions.esiti(event.clone()).await else { return };
            let Some(delay) = retries.next() else {
                self.context.give_up(DeadLetter { function: "esiti", event, error });
                return;
            };
            tokio::time::sleep(*delay).await;
        }
    }

    fn event(&self, publication: &Publication) -> Value {
        let attributes: serde_json::Map<String, Value> =
            publication.attributes.iter().map(|(name, (tipo, value))| (name.clone(), json!({"Type": tipo, "Value": value}))).collect();
        json!({"Records": [{
            "EventSource": "aws:sns",
            "EventVersion": "1.0",
            "EventSubscriptionArn": format!("{TOPIC_ARN}:deliver"),
            "Sns": {
                "Type": "Notification",
                "MessageId": crate::random_id(),
                "TopicArn": TOPIC_ARN,
                "Subject": null,
                "Message": publication.message,
                "Timestamp": format!("{:.3}", self.context.clock.now()),
                "SignatureVersion": "1",
                "Signature": "",
                "SigningCertUrl": "",
                "UnsubscribeUrl": "",
                "MessageAttributes": attributes,
            },
        }]})
    }
}

fn attributes(parameters: &BTreeMap<String, String>, prefix: &str) -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    for number in 1.. {
        let part = |name: &str| parameters.get(&format!("{prefix}.{number}.{name}")).cloned();
        let Some(name) = part("Name") else { break };
        found.insert(name, (part("Value.DataType").unwrap_or_default(), part("Value.StringValue").unwrap_or_default()));
    }
    found
}

fn is_e164(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn success(action: &str, result: &str) -> Response<Body> {
    let id = crate::random_id();
    xml(
        StatusCode::OK,
        format!(
            "<{action}Response xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">{result}\
             <ResponseMetadata><RequestId>{id}</RequestId></ResponseMetadata></{action}Response>"
        ),
    )
}

fn failure(status: StatusCode, code: &str, message: &str) -> Response<Body> {
    let side = if status.is_server_error() { "Receiver" } else { "Sender" };
    let id = crate::random_id();
    xml(
        status,
        format!(
            "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>{side}</Type><Code>{code}</Code>\
             <Message>{message}</Message></Error><RequestId>{id}</RequestId></ErrorResponse>"
        ),
    )
}

fn xml(status: StatusCode, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static("text/xml"));
    response
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
