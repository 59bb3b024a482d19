//! A module of the cut, read.

use std::ops::Range;

use wasmparser::{
    Data, DataKind, Element, ElementItems, ElementKind, FunctionBody, Import, KnownCustom, Name, Operator, Parser, Payload, TypeRef,
};

use crate::Error;

/// What a module of the cut is made of; it exports nothing, and imports no function.
#[derive(Default)]
pub struct Modulo<'a> {
    pub types: Vec<u8>,
    pub imports: Vec<Import<'a>>,
    /// By their types.
    pub functions: Vec<u32>,
    pub bodies: Vec<FunctionBody<'a>>,
    /// Places of the table from one on.
    pub table: Vec<(i32, Vec<u32>)>,
    /// Bytes of the memory from one on.
    pub memory: Vec<(i32, &'a [u8])>,
}

/// Reads one.
///
/// # Errors
/// When it has what the cut does not make.
pub fn read(wasm: &[u8]) -> Result<Modulo<'_>, Error> {
    let mut part = Modulo::default();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::TypeSection(section) => {
                let range = section.range();
                part.types = wasm[usize::try_from(range.start)?..usize::try_from(range.end)?].to_vec();
            }
            Payload::ImportSection(section) => part.imports = section.into_imports().collect::<Result<_, _>>()?,
            Payload::FunctionSection(section) => part.functions = section.into_iter().collect::<Result<_, _>>()?,
            Payload::ElementSection(section) => {
                for element in section {
                    part.table.push(places(element?)?);
                }
            }
            Payload::DataSection(section) => {
                for data in section {
                    part.memory.push(bytes(&data?)?);
                }
            }
            Payload::CodeSectionEntry(body) => part.bodies.push(body),
            Payload::Version { .. }
            | Payload::DataCountSection { .. }
            | Payload::CodeSectionStart { .. }
            | Payload::CustomSection(_)
            | Payload::End(_) => {}
            Payload::ExportSection(section) if section.count() == 0 => {}
            other => return Err(format!("a module of the cut has {other:?}").into()),
        }
    }
    if part.imports.iter().any(|import| !matches!(import.ty, TypeRef::Memory(_) | TypeRef::Table(_) | TypeRef::Global(_))) {
        return Err("a module of the cut imports a function".into());
    }
    part.memory.retain(|(_, bytes)| !bytes.is_empty());
    Ok(part)
}

fn places(element: Element) -> Result<(i32, Vec<u32>), Error> {
    match (element.kind, element.items) {
        (ElementKind::Active { table_index: None | Some(0), offset_expr }, ElementItems::Functions(functions)) => {
            Ok((constant(&offset_expr)?, functions.into_iter().collect::<Result<_, _>>()?))
        }
        _ => Err("a module of the cut fills the table in another manner".into()),
    }
}

fn bytes<'a>(data: &Data<'a>) -> Result<(i32, &'a [u8]), Error> {
    match &data.kind {
        DataKind::Active { memory_index: 0, offset_expr } => Ok((constant(offset_expr)?, data.data)),
        _ => Err("a module of the cut fills the memory in another manner".into()),
    }
}

fn constant(expression: &wasmparser::ConstExpr) -> Result<i32, Error> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value),
        other => Err(format!("a module of the cut begins a segment at {other:?}").into()),
    }
}

/// The part of the memory that never changes, from the names that the linker gave.
///
/// # Errors
/// When the module does not say.
pub fn constants(linked: &[u8]) -> Result<Range<i32>, Error> {
    let (mut segments, mut names) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(linked) {
        match payload? {
            Payload::DataSection(section) => {
                for data in section {
                    let (from, bytes) = bytes(&data?)?;
                    segments.push(from..from + i32::try_from(bytes.len())?);
                }
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(section) = section.as_known() {
                    for subsection in section {
                        if let Name::Data(map) = subsection? {
                            names = map.into_iter().collect::<Result<_, _>>()?;
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let place = names.iter().find(|naming| naming.name == ".rodata").and_then(|naming| usize::try_from(naming.index).ok());
    place.and_then(|place| segments.get(place)).cloned().ok_or_else(|| "the linker does not say what never changes".into())
}

/// What a module brings of the memory that changes; of zeros there is nothing to bring.
///
/// # Errors
/// When it has what the cut does not make.
pub fn variables(part: &[u8], constants: &Range<i32>) -> Result<Vec<(i32, Vec<u8>)>, Error> {
    let brought = read(part)?.memory.into_iter();
    let variable = brought.filter(|(from, bytes)| !is_within(constants, *from, bytes) && bytes.iter().any(|byte| *byte != 0));
    Ok(variable.map(|(from, bytes)| (from, bytes.to_vec())).collect())
}

pub fn is_within(constants: &Range<i32>, from: i32, bytes: &[u8]) -> bool {
    constants.contains(&from) && i32::try_from(bytes.len()).is_ok_and(|length| from + length <= constants.end)
}
