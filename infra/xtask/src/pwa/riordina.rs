//! The functions of a module, put beside those that resemble them.
//!
//! The order of functions means nothing, and a compression finds what repeats the better the nearer it is: those of one type that begin in
//! the same manner follow each other. It takes three parts in a hundred off what travels.

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, ConstExpr, DataSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, DataSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

use crate::Error;

/// The same module in that order, with this in its memory too, by where it begins.
///
/// # Errors
/// When it is not a module.
pub fn functions(wasm: &[u8], memory: &[(i32, Vec<u8>)]) -> Result<Vec<u8>, Error> {
    let mut imported: u32 = 0;
    let mut kinds: Vec<u32> = Vec::new();
    let mut bodies: Vec<FunctionBody> = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => kinds = section.into_iter().collect::<Result<_, _>>()?,
            Payload::CodeSectionEntry(body) => bodies.push(body),
            _ => {}
        }
    }
    let mut order: Vec<(u32, (u32, FunctionBody))> = (imported..).zip(kinds.into_iter().zip(bodies)).collect();
    order.sort_by(|(_, (one, body)), (_, (other, its))| (one, body.as_bytes()).cmp(&(other, its.as_bytes())));
    let mut numbers: Vec<u32> = (0..imported).collect();
    numbers.resize(order.len() + numbers.len(), 0);
    for (new, (old, _)) in (imported..).zip(&order) {
        numbers[usize::try_from(*old)?] = new;
    }
    let mut module = Module::new();
    Ordinato { numbers, order: order.into_iter().map(|(_, function)| function).collect(), memory }
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| format!("putting functions in order: {error}"))?;
    Ok(module.finish())
}

struct Ordinato<'a> {
    /// The new number of each function.
    numbers: Vec<u32>,
    /// In the new order.
    order: Vec<(u32, FunctionBody<'a>)>,
    memory: &'a [(i32, Vec<u8>)],
}

impl Reencode for Ordinato<'_> {
    type Error = &'static str;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<Self::Error>> {
        self.numbers.get(function as usize).copied().ok_or(reencode::Error::UserError("a function that is not there"))
    }

    fn parse_function_section(
        &mut self,
        section: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error<Self::Error>> {
        for (kind, _) in &self.order {
            section.function(*kind);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, section: &mut CodeSection, _: CodeSectionReader<'_>) -> Result<(), reencode::Error<Self::Error>> {
        for (_, body) in self.order.clone() {
            self.parse_function_body(section, body)?;
        }
        Ok(())
    }

    fn parse_data_section(&mut self, section: &mut DataSection, reader: DataSectionReader<'_>) -> Result<(), reencode::Error<Self::Error>> {
        reencode::utils::parse_data_section(self, section, reader)?;
        for (from, bytes) in self.memory {
            section.active(0, &ConstExpr::i32_const(*from), bytes.iter().copied());
        }
        Ok(())
    }

    fn data_count(&mut self, count: u32) -> Result<u32, reencode::Error<Self::Error>> {
        u32::try_from(self.memory.len()).map(|more| count + more).map_err(|_| reencode::Error::UserError("too much memory"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{ExportKind, ExportSection, Function, Instruction, MemorySection, MemoryType, TypeSection, ValType};
    use wasmparser::Operator;

    #[test]
    fn every_name_leads_to_the_same_function() {
        let (mut types, mut kinds, mut code, mut exports) =
            (TypeSection::new(), FunctionSection::new(), CodeSection::new(), ExportSection::new());
        types.ty().function([], [ValType::I32]);
        types.ty().function([], [ValType::I64]);
        for (number, name) in (0..).zip(["a", "b", "c", "d"]) {
            kinds.function(number % 2);
            exports.export(name, ExportKind::Func, number);
            let mut function = Function::new([]);
            let value = 9 - i32::try_from(number).unwrap();
            function.instruction(&if number % 2 == 0 { Instruction::I32Const(value) } else { Instruction::I64Const(value.into()) });
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        let (mut memories, mut data) = (MemorySection::new(), DataSection::new());
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        data.active(0, &ConstExpr::i32_const(1), *b"x");
        let mut module = Module::new();
        module.section(&types).section(&kinds).section(&memories).section(&exports).section(&code).section(&data);

        let ordered = functions(&module.finish(), &[(8, b"yz".to_vec())]).unwrap();
        wasmparser::validate(&ordered).unwrap();
        let (mut bodies, mut named, mut brought) = (Vec::new(), Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(&ordered) {
            match payload.unwrap() {
                Payload::CodeSectionEntry(body) => bodies.push(match body.get_operators_reader().unwrap().read().unwrap() {
                    Operator::I32Const { value } => i64::from(value),
                    Operator::I64Const { value } => value,
                    _ => 0,
                }),
                Payload::ExportSection(section) => named = section.into_iter().map(|export| export.unwrap().index as usize).collect(),
                Payload::DataSection(section) => brought = section.into_iter().map(|data| data.unwrap().data).collect(),
                _ => {}
            }
        }
        assert_eq!(bodies, [7, 9, 6, 8], "by type, then as they begin");
        assert_eq!(named.iter().map(|number| bodies[*number]).collect::<Vec<_>>(), [9, 8, 7, 6]);
        assert_eq!(brought, [&b"x"[..], b"yz"]);
        assert!(functions(b"", &[]).is_err());
    }
}
