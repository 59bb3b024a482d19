//! `#[derive(Leggibile)]`: a reader of what serde writes, from the attributes that are there for serde.
//!
//! One call for each field, and all that they have in common is in `cassetto_leggere::parti`: docs/adr/0044.

mod attributi;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::token::Comma;
use syn::{Data, DataEnum, DeriveInput, Error, Field, Fields, GenericParam, Ident, Result, Type, Variant, parse_quote};

use crate::attributi::{DelCampo, DelTipo, DellaVariante};

/// A reader. Of serde's attributes it knows those that are in use; another one does not compile.
///
/// `deny_unknown_fields` is for what reads requests: an answer of a later release may say more than this one knows.
#[proc_macro_derive(Leggibile, attributes(serde))]
pub fn leggibile(input: TokenStream) -> TokenStream {
    syn::parse(input).and_then(expand).unwrap_or_else(|error| error.to_compile_error()).into()
}

fn expand(mut input: DeriveInput) -> Result<Tokens> {
    let tipo = DelTipo::parse(&input.attrs)?;
    for parameter in &mut input.generics.params {
        if let GenericParam::Type(parameter) = parameter {
            parameter.bounds.push(parse_quote!(::cassetto_leggere::Leggibile));
        }
    }
    let body = match (&tipo.try_from, &input.data) {
        (Some(other), _) => quote!(<#other as ::cassetto_leggere::Leggibile>::leggi(value)?.try_into().ok()),
        (None, Data::Struct(data)) if tipo.tag.is_none() && !tipo.snake_case => struttura(&tipo, &data.fields)?,
        (None, Data::Enum(data)) if !tipo.default && !tipo.transparent => scelta(&tipo, data)?,
        _ => return Err(Error::new(input.ident.span(), "neither a struct nor an enum with the attributes of one")),
    };
    let name = &input.ident;
    let (parameters, arguments, conditions) = input.generics.split_for_impl();
    Ok(quote! {
        #[automatically_derived]
        impl #parameters ::cassetto_leggere::Leggibile for #name #arguments #conditions {
            fn leggi(value: &mut ::cassetto_leggere::parti::Value) -> ::core::option::Option<Self> {
                #body
            }
        }
    })
}

fn struttura(tipo: &DelTipo, fields: &Fields) -> Result<Tokens> {
    match fields {
        Fields::Named(fields) if tipo.default => sopra(&fields.named),
        Fields::Named(fields) if tipo.transparent => {
            let name = &fields.named.first().ok_or_else(|| Error::new(fields.span(), "nothing in it"))?.ident;
            Ok(quote!(::core::option::Option::Some(Self { #name: ::cassetto_leggere::Leggibile::leggi(value)? })))
        }
        Fields::Named(fields) if fields.named.is_empty() => Ok(quote!(value.is_object().then_some(Self {}))),
        Fields::Named(fields) => {
            let fields = campi(&quote!(Self), &fields.named)?;
            Ok(quote! {
                let campi = value.as_object_mut()?;
                #fields
            })
        }
        Fields::Unnamed(fields) if !tipo.default => elementi(&quote!(Self), &quote!(value), &fields.unnamed),
        Fields::Unnamed(_) | Fields::Unit => Err(Error::new(fields.span(), "nothing that has a name or a place")),
    }
}

/// What has the fields of `campi`. There is one place where it is none: where each field had its own, the compiler kept them all.
fn campi(maker: &Tokens, fields: &Punctuated<Field, Comma>) -> Result<Tokens> {
    let (names, words) = names(fields)?;
    let mut readers = Vec::new();
    for (field, value) in fields.iter().zip(values(fields)) {
        // An option that is missing is none, said or not.
        let may_miss = DelCampo::parse(&field.attrs)?.default && !is_option(&field.ty);
        let reader = if may_miss { quote!(campo_o_predefinito) } else { quote!(campo) };
        readers.push(quote! {
            let ::core::option::Option::Some(#value) = ::cassetto_leggere::parti::#reader(&mut lettore) else { break 'campi };
        });
    }
    let values = values(fields);
    Ok(quote! {
        let mut lettore = ::cassetto_leggere::parti::Lettore::new(campi, #words);
        'campi: {
            #(#readers)*
            return ::core::option::Option::Some(#maker { #(#names: #values),* });
        }
        ::core::option::Option::None
    })
}

/// Over the default of the whole.
fn sopra(fields: &Punctuated<Field, Comma>) -> Result<Tokens> {
    for field in fields {
        if DelCampo::parse(&field.attrs)?.default {
            return Err(Error::new(field.span(), "the whole has a default, which is this field's too"));
        }
    }
    let (names, words) = names(fields)?;
    Ok(quote! {
        let campi = value.as_object_mut()?;
        let mut lettore = ::cassetto_leggere::parti::Lettore::new(campi, #words);
        let mut letto = <Self as ::core::default::Default>::default();
        (#(::cassetto_leggere::parti::sopra(&mut lettore, &mut letto.#names))&&*).then_some(letto)
    })
}

/// The names of some fields, here and in one text as they are written.
fn names(fields: &Punctuated<Field, Comma>) -> Result<(Vec<&Ident>, String)> {
    let mut names = Vec::new();
    let mut words = Vec::new();
    for field in fields {
        let name = field.ident.as_ref().ok_or_else(|| Error::new(field.span(), "a field without a name"))?;
        names.push(name);
        words.push(word(name, DelCampo::parse(&field.attrs)?.rename.unwrap_or_else(|| name.unraw().to_string()))?);
    }
    Ok((names, words.join(" ")))
}

/// What names are parted by is in none of them.
fn word(name: &Ident, word: String) -> Result<String> {
    if word.is_empty() || word.contains(' ') { Err(Error::new(name.span(), "a name with a blank, or none")) } else { Ok(word) }
}

/// Where what is read of each field is meanwhile.
fn values(fields: &Punctuated<Field, Comma>) -> Vec<Ident> {
    (0..fields.len()).map(|index| format_ident!("campo_{index}")).collect()
}

/// What has no names: one is read as itself, more from an array.
fn elementi(maker: &Tokens, value: &Tokens, fields: &Punctuated<Field, Comma>) -> Result<Tokens> {
    for field in fields {
        let attributi = DelCampo::parse(&field.attrs)?;
        if attributi.default || attributi.rename.is_some() {
            return Err(Error::new(field.span(), "a field without a name"));
        }
    }
    if fields.len() == 1 {
        return Ok(quote!(::core::option::Option::Some(#maker(::cassetto_leggere::Leggibile::leggi(#value)?))));
    }
    let values = values(fields);
    Ok(quote! {{
        let [#(#values),*] = #value.as_array_mut()?.as_mut_slice() else { return ::core::option::Option::None };
        ::core::option::Option::Some(#maker(#(::cassetto_leggere::Leggibile::leggi(#values)?),*))
    }})
}

fn scelta(tipo: &DelTipo, data: &DataEnum) -> Result<Tokens> {
    let mut words = Vec::new();
    let mut arms = Vec::new();
    let mut other = quote!(::core::option::Option::None);
    for variant in &data.variants {
        let attributi = DellaVariante::parse(&variant.attrs)?;
        let name = &variant.ident;
        if attributi.other {
            if !matches!(variant.fields, Fields::Unit) {
                return Err(Error::new(variant.span(), "whatever else has nothing in it"));
            }
            other = arm(tipo, data, variant)?;
            continue;
        }
        let word = attributi.rename.unwrap_or_else(|| if tipo.snake_case { attributi::snake_case(name) } else { name.unraw().to_string() });
        let (quale, body) = (words.len(), arm(tipo, data, variant)?);
        arms.push(quote!(#quale => #body,));
        words.push(self::word(name, word)?);
    }
    let words = words.join(" ");
    Ok(match &tipo.tag {
        Some(tag) => quote! {
            let (quale, campi) = ::cassetto_leggere::parti::etichetta(value, #tag, #words)?;
            match quale { #(#arms)* _ => #other }
        },
        None if is_plain(data) => quote! {
            match ::cassetto_leggere::parti::scelta(value, #words) {
                #(#arms)*
                ::cassetto_leggere::parti::NESSUNO => ::core::option::Option::None,
                _ => #other
            }
        },
        None => quote! {
            let (quale, dentro) = ::cassetto_leggere::parti::variante(value, #words)?;
            match quale { #(#arms)* _ => #other }
        },
    })
}

/// A variant, of what `campi` or `dentro` hold.
fn arm(tipo: &DelTipo, data: &DataEnum, variant: &Variant) -> Result<Tokens> {
    let name = &variant.ident;
    match (&variant.fields, &tipo.tag) {
        (Fields::Unit, Some(_)) => Ok(quote!(::core::option::Option::Some(Self::#name))),
        (Fields::Unit, None) if is_plain(data) => Ok(quote!(::core::option::Option::Some(Self::#name))),
        (Fields::Unit, None) => Ok(quote!(dentro.is_null().then_some(Self::#name))),
        (Fields::Named(fields), tag) => {
            let campi = campi(&quote!(Self::#name), &fields.named)?;
            let object = tag.is_none().then(|| quote!(let campi = dentro.as_object_mut()?;));
            Ok(quote!({ #object #campi }))
        }
        (Fields::Unnamed(fields), None) => elementi(&quote!(Self::#name), &quote!(dentro), &fields.unnamed),
        (Fields::Unnamed(fields), Some(_)) => {
            Err(Error::new(fields.span(), "a variant with its name beside its fields has names for them too"))
        }
    }
}

/// Whether no variant has anything in it.
fn is_plain(data: &DataEnum) -> bool {
    data.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit))
}

fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_read(text: &str) -> bool {
        expand(syn::parse_str(text).unwrap()).is_ok()
    }

    #[test]
    fn what_is_not_known_does_not_compile() {
        assert!(is_read("struct A { #[serde(rename = \"b\", default)] a: u8 }"));
        for unknown in [
            "struct A { #[serde(flatten)] a: B }",
            "struct A { #[serde(default = \"uno\")] a: u8 }",
            "struct A { #[serde(rename = \"a b\")] a: u8 }",
            "struct A { #[serde(rename(serialize = \"b\"))] a: u8 }",
            "struct A(#[serde(default)] u8);",
            "struct A;",
            "#[serde(default)] struct A(u8);",
            "#[serde(default)] struct A { #[serde(default)] a: u8 }",
            "#[serde(rename_all = \"snake_case\")] struct A { a: u8 }",
            "#[serde(rename_all = \"camelCase\")] enum A { B }",
            "#[serde(untagged)] enum A { B }",
            "#[serde(tag = \"t\", content = \"c\")] enum A { B }",
            "#[serde(tag = \"t\")] enum A { B(C) }",
            "enum A { #[serde(alias = \"b\")] B }",
            "enum A { #[serde(other)] B(C) }",
            "union A { a: u8 }",
        ] {
            assert!(!is_read(unknown), "{unknown}");
        }
    }
}
