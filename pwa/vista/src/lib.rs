//! `view!`: Leptos's syntax, and views that are data.
//!
//! A view becomes one text that says what stands where, and the list of what is not known before: `pwa/src/vista` makes elements of
//! them. Leptos makes a type of each view, and the compiler several functions of each type: docs/adr/0043.

mod segni;
mod stampo;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::{format_ident, quote};
use rstml::node::{KeyedAttribute, KeyedAttributeValue, Node, NodeAttribute, NodeBlock, NodeElement};
use rstml::{Infallible, Parser, ParserConfig};
use syn::spanned::Spanned;
use syn::{Block, Error, Expr, Result, Stmt};

use crate::stampo::Stampo;

/// Elements that have nothing in them.
const VUOTI: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements of SVG whose names HTML has not. What stands in one of them is of SVG too.
const SVG: [&str; 15] =
    ["svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "clipPath"];

/// A view.
#[proc_macro]
pub fn view(input: TokenStream) -> TokenStream {
    expand(input.into()).unwrap_or_else(|error| error.to_compile_error()).into()
}

fn expand(input: Tokens) -> Result<Tokens> {
    let config = ParserConfig::default().always_self_closed_elements(VUOTI.into_iter().collect());
    vista(&Parser::new(config).parse_simple(input)?)
}

/// Some nodes, as an expression.
fn vista(nodi: &[Node]) -> Result<Tokens> {
    match nodi {
        [Node::Block(block)] => contenuto(block),
        [Node::Element(element)] if is_component(element) => componente(element),
        _ => {
            let mut stampo = Stampo::default();
            nodes(&mut stampo, nodi)?;
            let (segni, valori) = (stampo.segni, stampo.valori);
            Ok(quote! { crate::vista::stampo(#segni, ::std::vec![#(#valori),*]) })
        }
    }
}

fn nodes(stampo: &mut Stampo, nodi: &[Node]) -> Result<()> {
    nodi.iter().try_for_each(|nodo| match nodo {
        Node::Element(element) if is_component(element) => {
            stampo.valore(segni::NODO, "", componente(element)?);
            Ok(())
        }
        Node::Element(element) => elemento(stampo, element),
        Node::Fragment(fragment) => nodes(stampo, &fragment.children),
        Node::Text(text) => {
            stampo.segno(segni::TESTO, &text.value_string());
            Ok(())
        }
        Node::Block(block) => {
            stampo.valore(segni::NODO, "", contenuto(block)?);
            Ok(())
        }
        Node::Comment(_) => Ok(()),
        Node::Doctype(_) | Node::RawText(_) | Node::Custom(_) => Err(Error::new(nodo.span(), "neither an element nor a text in quotes")),
    })
}

fn elemento(stampo: &mut Stampo, element: &NodeElement<Infallible>) -> Result<()> {
    let name = element.name().to_string();
    stampo.segno(if SVG.contains(&name.as_str()) { segni::SVG } else { segni::ELEMENTO }, &name);
    for attribute in element.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(Error::new(attribute.span(), "not an attribute with a name"));
        };
        attributo(stampo, attribute)?;
    }
    nodes(stampo, &element.children)?;
    stampo.segno(segni::FINE, "");
    Ok(())
}

fn attributo(stampo: &mut Stampo, attribute: &KeyedAttribute) -> Result<()> {
    let name = attribute.key.to_string();
    let (kind, key) = name.split_once(':').unwrap_or(("", &name));
    if let Some(text) = attributo_fisso(attribute).filter(|_| kind.is_empty()) {
        stampo.segno(segni::FISSO, key);
        stampo.segno(segni::VALORE, &text);
        return Ok(());
    }
    let value = attribute.value().ok_or_else(|| Error::new(attribute.span(), "without a value"))?;
    let value = semplice(value);
    match (kind, key) {
        ("", "node_ref") => stampo.valore(segni::ALTRO, "", quote! { crate::vista::capo(#value) }),
        ("", key) => stampo.valore(segni::ATTRIBUTO, key, nodo(&value)),
        ("prop", key) => stampo.valore(segni::PROPRIETA, key, nodo(&value)),
        ("class", key) => stampo.valore(segni::CLASSE, key, nodo(&value)),
        ("on", key) => {
            let event = format_ident!("{}", key, span = attribute.key.span());
            stampo.valore(segni::ALTRO, "", quote! { crate::vista::evento(::leptos::ev::#event, #value) });
        }
        _ => return Err(Error::new(attribute.key.span(), "neither on:, prop:, class: nor an attribute")),
    }
    Ok(())
}

/// The value of an attribute that is known now.
fn attributo_fisso(attribute: &KeyedAttribute) -> Option<String> {
    match (&attribute.possible_value, attribute.value()) {
        (KeyedAttributeValue::None, _) => Some(String::new()),
        (_, Some(Expr::Lit(literal))) if matches!(literal.lit, syn::Lit::Str(_)) => attribute.value_literal_string(),
        _ => None,
    }
}

/// A call of a component, as Leptos has them made.
fn componente(element: &NodeElement<Infallible>) -> Result<Tokens> {
    let name = element.name();
    let mut props = Vec::new();
    for attribute in element.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(Error::new(attribute.span(), "not a property with a name"));
        };
        let key = &attribute.key;
        let value = attribute.value().map_or_else(|| quote! { true }, semplice);
        props.push(quote! { .#key(#value) });
    }
    if !element.children.is_empty() {
        let children = vista(&element.children)?;
        props.push(quote! { .children(crate::vista::Figli::figli(move || #children)) });
    }
    Ok(quote! {
        ::leptos::component::component_view(#name, ::leptos::component::component_props_builder(&#name) #(#props)* .build())
    })
}

/// What stands in braces.
fn contenuto(block: &NodeBlock) -> Result<Tokens> {
    let block = block.try_block().ok_or_else(|| Error::new(block.span(), "not a block of Rust"))?;
    Ok(nodo(&senza_graffe(block)))
}

fn nodo(value: &Tokens) -> Tokens {
    quote! { crate::vista::InNodo::nodo(#value) }
}

/// An expression without the braces that only the syntax of views asks for.
fn semplice(value: &Expr) -> Tokens {
    match value {
        Expr::Block(block) if block.attrs.is_empty() && block.label.is_none() => senza_graffe(&block.block),
        _ => quote! { #value },
    }
}

fn senza_graffe(block: &Block) -> Tokens {
    match block.stmts.as_slice() {
        [Stmt::Expr(value, None)] => quote! { #value },
        _ => quote! { #block },
    }
}

/// By its name, as for Leptos: what begins with a capital, alone or after a path.
fn is_component(element: &NodeElement<Infallible>) -> bool {
    let name = element.name().to_string();
    name.rsplit("::").next().is_some_and(|last| last.starts_with(|first: char| first.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a view, with its signs as digits and letters, and how many values it takes.
    fn written(view: Tokens) -> (String, usize) {
        let mut stampo = Stampo::default();
        let nodi = Parser::new(ParserConfig::default()).parse_simple(view).unwrap();
        nodes(&mut stampo, &nodi).unwrap();
        let signs = stampo.segni.chars().map(|c| char::from_digit(u32::from(c).wrapping_sub(0x10), 36).unwrap_or(c)).collect();
        (signs, stampo.valori.len())
    }

    #[test]
    fn what_stands_where_is_text_and_the_rest_are_values() {
        let view = quote! { <p class="a" hidden title=titolo> "b" {c} <br/> </p> };
        assert_eq!(written(view), ("1p2class3a2hidden34title9b81braa".to_owned(), 2));
        let view = quote! { <input prop:value=valore class:on=acceso on:input=scrivi node_ref=campo /> };
        assert_eq!(written(view), ("1input5value6on77a".to_owned(), 4));
        assert_eq!(written(quote! { <rect x=a /> }), ("brect4xa".to_owned(), 1));
        assert_eq!(written(quote! { <Riga a=b /> <div><Riga /></div> }), ("81div8a".to_owned(), 2));
    }

    #[test]
    fn one_node_needs_no_text_around_it() {
        assert_eq!(expand(quote! { {a} }).unwrap().to_string(), quote! { crate::vista::InNodo::nodo(a) }.to_string());
        let view = expand(quote! { <Riga nome="x">{a}</Riga> }).unwrap().to_string();
        assert!(view.contains("component_props_builder") && view.contains(". nome (\"x\") . children"), "{view}");
    }

    #[test]
    fn what_is_not_known_is_said() {
        for view in [quote! { <p style:top="1px"></p> }, quote! { <p {..altro}></p> }, quote! { <p on:click></p> }, quote! { <p>b</p> }] {
            assert!(expand(view.clone()).is_err(), "{view}");
        }
    }
}
