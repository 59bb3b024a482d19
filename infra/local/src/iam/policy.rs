//! The policies of the template, taken apart: one grant for each action on each resource.

use std::fmt;

use serde_json::Value;

use super::Call;
use crate::objects::REGISTRI;
use crate::sns::TOPIC_ARN;
use crate::{BUCKET, REGION, TABLE};

/// An action on the resources of a pattern that a function's role allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub function: String,
    pub action: String,
    /// With `*` for any characters.
    pub pattern: String,
    /// Everything but the pattern.
    pub except: bool,
}

impl Grant {
    /// Whether it is what allows this.
    #[must_use]
    pub fn allows(&self, function: &str, call: &Call) -> bool {
        self.function == function && self.action == call.action && matches(&self.pattern, &call.resource) != self.except
    }

    /// What Lambda itself does with a function's role, which nothing here sees: logs and traces.
    #[must_use]
    pub fn is_of_the_platform(&self) -> bool {
        ["logs:", "xray:"].iter().any(|service| self.action.starts_with(service))
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}{}", self.function, self.action, if self.except { "but " } else { "" }, self.pattern)
    }
}

/// All that the roles named `<function>Role` allow. A statement that denies is none: the template has them on buckets only.
pub fn grants(template: &Value) -> Vec<Grant> {
    let mut grants = Vec::new();
    for (name, resource) in template["Resources"].as_object().into_iter().flatten() {
        let Some(function) = name.strip_suffix("Role").filter(|_| resource["Type"] == "AWS::IAM::Role") else { continue };
        if template["Resources"][function]["Type"] != "AWS::Serverless::Function" {
            continue;
        }
        let policies = resource["Properties"]["Policies"].as_array().into_iter().flatten();
        let statements = policies.flat_map(|policy| policy["PolicyDocument"]["Statement"].as_array().into_iter().flatten());
        for statement in statements {
            let except = statement.get("NotResource").is_some();
            for action in list(&statement["Action"]).filter_map(Value::as_str) {
                for pattern in list(&statement[if except { "NotResource" } else { "Resource" }]).map(resolve) {
                    grants.push(Grant { function: function.to_owned(), action: action.to_owned(), pattern, except });
                }
            }
        }
    }
    grants
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice).iter()
}

/// An ARN written with CloudFormation's functions, as it is here.
fn resolve(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        _ => {
            let named = ["Ref", "Fn::GetAtt"].iter().find_map(|function| value[*function].as_str());
            named.map(arn).or_else(|| value["Fn::Sub"].as_str().map(substitute)).unwrap_or_default()
        }
    }
}

fn substitute(text: &str) -> String {
    let mut whole = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        whole += before;
        whole += &arn(name);
        rest = after;
    }
    whole + rest
}

/// What a name of the template stands for.
pub fn arn(name: &str) -> String {
    match name {
        "AWS::Partition" => "aws".to_owned(),
        "Table.Arn" => format!("arn:aws:dynamodb:{REGION}:000000000000:table/{TABLE}"),
        "Table.StreamArn" => format!("{}/stream/1", arn("Table.Arn")),
        "DocumentsBucket.Arn" => format!("arn:aws:s3:::{BUCKET}"),
        "RegistersBucket.Arn" => format!("arn:aws:s3:::{REGISTRI}"),
        "NoticesTopic" => TOPIC_ARN.to_owned(),
        other => format!("arn:aws:locale:::{}", other.trim_end_matches(".Arn")),
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::calls;
    use super::*;

    fn role(statement: &Value) -> Vec<Grant> {
        let policy = json!({ "PolicyDocument": { "Statement": [statement] } });
        let role = json!({ "Type": "AWS::IAM::Role", "Properties": { "Policies": [policy] } });
        let function = json!({ "Type": "AWS::Serverless::Function" });
        grants(&json!({ "Resources": { "ProvaRole": role, "Prova": function, "AltroRole": role } }))
    }

    fn allowed(statement: &Value, action: &str, resource: &str) -> bool {
        let call = Call { action: action.to_owned(), resource: resource.to_owned() };
        role(statement).iter().any(|grant| grant.allows("Prova", &call))
    }

    #[test]
    fn a_statement_allows_its_actions_on_its_resources_only() {
        let statement =
            json!({ "Action": ["s3:GetObject", "s3:PutObject"], "Resource": { "Fn::Sub": "${DocumentsBucket.Arn}/pending/*" } });
        let key = |key: &str| format!("arn:aws:s3:::{BUCKET}/{key}");
        assert!(allowed(&statement, "s3:GetObject", &key("pending/a/b")));
        for (action, key) in [("s3:GetObject", key("allegati/a")), ("s3:DeleteObject", key("pending/a")), ("s3:GetObject", key("pending"))]
        {
            assert!(!allowed(&statement, action, &key), "{action} {key}");
        }
        let call = Call { action: "s3:GetObject".to_owned(), resource: key("pending/a") };
        assert!(!role(&statement).iter().any(|grant| grant.allows("Altra", &call)), "another function's");
    }

    #[test]
    fn a_table_is_not_its_indexes() {
        let statement = json!({ "Action": "dynamodb:Query", "Resource": { "Fn::GetAtt": "Table.Arn" } });
        let table = arn("Table.Arn");
        assert!(allowed(&statement, "dynamodb:Query", &table));
        assert!(!allowed(&statement, "dynamodb:Query", &format!("{table}/index/gsi1")));
    }

    #[test]
    fn a_telephone_is_what_is_no_topic() {
        let statement = json!({ "Action": "sns:Publish", "NotResource": { "Fn::Sub": "arn:${AWS::Partition}:sns:*:*:*" } });
        assert!(allowed(&statement, "sns:Publish", calls::TELEPHONE));
        assert!(!allowed(&statement, "sns:Publish", TOPIC_ARN));
    }
}
