//! `infra/openapi.json` (OpenAPI 3.0.3), made from the list of endpoints.

use schemars::JsonSchema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};

use crate::endpoint::{Access, Content, Endpoint, Meta};
use crate::problema::{Problema, Tipo};
use crate::routes::{Described, Function, Visitor, visit_all};
use crate::sessione::COOKIE;

/// The document, with keys in a fixed order.
#[must_use]
pub fn document(version: &str) -> Value {
    let mut paths = Paths { generator: SchemaSettings::openapi3().into_generator(), items: Map::new() };
    let problem = paths.generator.subschema_for::<Problema>();
    visit_all(&mut paths);
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "Cassetto Domestico",
            "version": version,
            "description": "Correspondence between a family that employs a colf or badante and the office that keeps its account.",
            "license": { "name": "EUPL-1.2", "url": "https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12" },
            "x-problem-types": Tipo::ALL.iter().map(|tipo| json!({ "type": tipo.problema().tipo, "status": tipo.status() })).collect::<Vec<_>>(),
        },
        "servers": [{ "url": "/" }],
        "paths": paths.items,
        "components": {
            "schemas": paths.generator.take_definitions(true),
            "securitySchemes": { "sessione": { "type": "apiKey", "in": "cookie", "name": COOKIE } },
            "responses": { "Problema": {
                "description": "A problem (RFC 9457)",
                "content": { "application/problem+json": { "schema": problem } },
            } },
        },
    })
}

struct Paths {
    generator: SchemaGenerator,
    items: Map<String, Value>,
}

impl Paths {
    fn properties<T: JsonSchema>(&self) -> Vec<(String, Value, bool)> {
        let mut settings = SchemaSettings::openapi3();
        settings.inline_subschemas = true;
        let schema = settings.into_generator().into_root_schema_for::<T>().to_value();
        let required: Vec<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return Vec::new() };
        properties.iter().map(|(name, schema)| (name.clone(), schema.clone(), required.contains(&name.as_str()))).collect()
    }

    fn parameters<E: Endpoint>(&self) -> Vec<Value>
    where
        E::Path: Described,
        E::Query: Described,
    {
        let mut parameters = Vec::new();
        for (name, schema, _) in self.properties::<E::Path>() {
            parameters.push(json!({ "name": name, "in": "path", "required": true, "schema": schema }));
        }
        for (name, schema, required) in self.properties::<E::Query>() {
            parameters.push(json!({ "name": name, "in": "query", "required": required, "schema": schema }));
        }
        if E::META.idempotent {
            parameters.push(json!({
                "name": "Idempotency-Key", "in": "header", "required": true,
                "schema": { "type": "string", "pattern": "^[A-Za-z0-9-]{16,64}$" },
            }));
        }
        parameters
    }
}

impl Visitor for Paths {
    fn visit<E: Endpoint>(&mut self, function: Function)
    where
        E::Path: Described,
        E::Query: Described,
        E::Body: Described,
        E::Response: Described,
    {
        let meta = E::META;
        let success = match meta.content {
            Content::Json => {
                let schema = self.generator.subschema_for::<E::Response>();
                json!({ "description": "Done", "content": { "application/json": { "schema": schema } } })
            }
            Content::Pdf => {
                json!({ "description": "Done", "content": { "application/pdf": { "schema": { "type": "string", "format": "binary" } } } })
            }
            Content::Csv => {
                json!({ "description": "Done", "content": { "text/csv": { "schema": { "type": "string" } } } })
            }
            Content::Nothing => json!({ "description": "Done" }),
        };
        let mut operation = json!({
            "operationId": meta.name,
            "summary": meta.summary,
            "x-function": format!("{function:?}"),
            "responses": { meta.success.to_string(): success, "default": { "$ref": "#/components/responses/Problema" } },
        });
        let parameters = self.parameters::<E>();
        if !parameters.is_empty() {
            operation["parameters"] = parameters.into();
        }
        if !self.properties::<E::Body>().is_empty() {
            let schema = self.generator.subschema_for::<E::Body>();
            operation["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
        }
        operation["security"] = security(meta);
        let item = self.items.entry(meta.path).or_insert_with(|| json!({}));
        item[meta.method.as_str().to_lowercase()] = operation;
    }
}

fn security(meta: Meta) -> Value {
    match meta.access {
        Access::Anonimo => json!([]),
        Access::Ruoli(_) => json!([{ "sessione": [] }]),
    }
}
