//! Serde's attributes, as far as they are in use.

use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, Ident, LitStr, Result, Type};

/// Of a type.
#[derive(Default)]
pub struct DelTipo {
    pub default: bool,
    pub snake_case: bool,
    pub tag: Option<String>,
    pub transparent: bool,
    pub try_from: Option<Type>,
}

/// Of a field.
#[derive(Default)]
pub struct DelCampo {
    pub default: bool,
    pub rename: Option<String>,
}

/// Of a variant.
#[derive(Default)]
pub struct DellaVariante {
    pub other: bool,
    pub rename: Option<String>,
}

impl DelTipo {
    pub fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut tipo = Self::default();
        each(attributes, |name, meta| {
            match name {
                // What is written, and what a request may say.
                "into" => drop(text(meta)?),
                "deny_unknown_fields" => {}
                "default" => tipo.default = true,
                "transparent" => tipo.transparent = true,
                "tag" => tipo.tag = Some(text(meta)?.value()),
                "try_from" => tipo.try_from = Some(text(meta)?.parse()?),
                "rename_all" if text(meta)?.value() == "snake_case" => tipo.snake_case = true,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(tipo)
    }
}

impl DelCampo {
    pub fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut campo = Self::default();
        each(attributes, |name, meta| {
            match name {
                "skip_serializing_if" => drop(text(meta)?),
                "default" => campo.default = true,
                "rename" => campo.rename = Some(text(meta)?.value()),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(campo)
    }
}

impl DellaVariante {
    pub fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut variante = Self::default();
        each(attributes, |name, meta| {
            match name {
                "other" => variante.other = true,
                "rename" => variante.rename = Some(text(meta)?.value()),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(variante)
    }
}

/// Every attribute of serde's; `take` says whether it knows it. What an attribute says beyond its name, and nobody takes, is refused too.
fn each(attributes: &[Attribute], mut take: impl FnMut(&str, &ParseNestedMeta) -> Result<bool>) -> Result<()> {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        attribute.parse_nested_meta(|meta| {
            let name = meta.path.get_ident().map(Ident::to_string).unwrap_or_default();
            if take(&name, &meta)? { Ok(()) } else { Err(meta.error("Leggibile does not know this attribute")) }
        })?;
    }
    Ok(())
}

fn text(meta: &ParseNestedMeta) -> Result<LitStr> {
    meta.value()?.parse()
}

/// As serde writes a variant's name.
pub fn snake_case(name: &Ident) -> String {
    let mut word = String::new();
    for letter in name.unraw().to_string().chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}
