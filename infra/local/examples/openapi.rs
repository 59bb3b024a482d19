//! Prints the OpenAPI document of the API: `cargo xtask generate` writes it to `infra/openapi.json`.

fn main() -> serde_json::Result<()> {
    println!("{}", serde_json::to_string_pretty(&cassetto_api::openapi::document(env!("CARGO_PKG_VERSION")))?);
    Ok(())
}
