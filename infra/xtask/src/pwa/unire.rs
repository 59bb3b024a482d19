//! One module from several that travel together.
//!
//! The cut gives a module for every set of areas that share something, and no two of them know each other: each has all the types, and
//! calls what is in another by a place of the table, through a function that does nothing else. In one module these calls are direct, what
//! was there for each once is there once, and addresses are as long as they need to be: linked with its relocations, each takes five bytes.

mod modulo;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, ConstExpr, DataSection, ElementSection, Elements, FunctionSection, ImportSection, Module, TypeSection};
use wasmparser::{FunctionBody, Import, Operator, TypeRef};

use crate::Error;
use modulo::{Modulo, is_within, read};
pub use modulo::{constants, variables};

/// A function by the number of its module and its own there.
type Dove = (usize, u32);

/// The modules as one. A module may be in several that are loaded: what it puts into the table and into the memory is the same each time,
/// and of the memory only `constants`, so that nothing is undone that has changed meanwhile; [`variables`] must be there before.
///
/// # Errors
/// When one of them has what the cut does not make.
pub fn modules(parts: &[&[u8]], constants: &Range<i32>) -> Result<Vec<u8>, Error> {
    let mut parts = parts.iter().map(|part| read(part)).collect::<Result<Vec<_>, _>>()?;
    for part in &mut parts {
        part.memory.retain(|(from, bytes)| is_within(constants, *from, bytes));
    }
    let Some(first) = parts.iter().find(|part| !part.types.is_empty()) else { return Err("nothing to make one of".into()) };
    if parts.iter().any(|part| !part.types.is_empty() && part.types != first.types) {
        return Err("two modules of the cut have different types".into());
    }
    let mut imports: Vec<Import> = Vec::new();
    for import in parts.iter().flat_map(|part| &part.imports) {
        if !imports.contains(import) {
            imports.push(*import);
        }
    }
    let globals: Vec<&Import> = imports.iter().filter(|import| matches!(import.ty, TypeRef::Global(_))).collect();
    let mut unione = Unione { parts: &parts, globals, same: BTreeMap::new() };
    unione.join_calls();
    unione.join_twins()?;
    let kept = unione.wanted()?;
    unione.write(&imports, &kept)
}

struct Unione<'a> {
    parts: &'a [Modulo<'a>],
    globals: Vec<&'a Import<'a>>,
    /// What is called instead of a function.
    same: BTreeMap<Dove, Dove>,
}

impl<'a> Unione<'a> {
    fn all(&self) -> impl Iterator<Item = (Dove, u32, &'a FunctionBody<'a>)> + use<'a> {
        self.parts.iter().enumerate().flat_map(|(place, part)| {
            (0..).zip(part.functions.iter().zip(&part.bodies)).map(move |(number, (kind, body))| ((place, number), *kind, body))
        })
    }

    fn instead(&self, mut dove: Dove) -> Dove {
        while let Some(other) = self.same.get(&dove) {
            dove = *other;
        }
        dove
    }

    /// Has a function that only calls what is here now be that.
    fn join_calls(&mut self) {
        let mut places: BTreeMap<i32, Dove> = BTreeMap::new();
        for (place, part) in self.parts.iter().enumerate() {
            for (from, functions) in &part.table {
                places.extend((*from..).zip(functions.iter().map(|number| (place, *number))));
            }
        }
        for (dove, _, body) in self.all() {
            if let Some(target) = passes_on(body).and_then(|place| places.get(&place))
                && self.instead(*target) != dove
            {
                self.same.insert(dove, *target);
            }
        }
    }

    /// Has functions that are the same be one, until none are.
    fn join_twins(&mut self) -> Result<(), Error> {
        loop {
            let before = self.same.len();
            let mut seen: HashMap<(u32, Vec<u8>), Dove> = HashMap::new();
            for (dove, kind, body) in self.all() {
                if self.same.contains_key(&dove) {
                    continue;
                }
                let mut section = CodeSection::new();
                // Any number will do that is the same for the same function.
                let mut number = |dove: Dove| u32::try_from(dove.0 << 16).unwrap_or(u32::MAX) + dove.1;
                self.encode(dove.0, body, &mut section, &mut number)?;
                let mut content = Vec::new();
                wasm_encoder::Encode::encode(&section, &mut content);
                if let Some(first) = seen.get(&(kind, content.clone())) {
                    self.same.insert(dove, *first);
                } else {
                    seen.insert((kind, content), dove);
                }
            }
            if self.same.len() == before {
                return Ok(());
            }
        }
    }

    /// What the table holds, and what that calls.
    fn wanted(&self) -> Result<BTreeSet<Dove>, Error> {
        let mut kept = BTreeSet::new();
        let mut todo: Vec<Dove> = Vec::new();
        for (place, part) in self.parts.iter().enumerate() {
            todo.extend(part.table.iter().flat_map(|(_, functions)| functions).map(|number| self.instead((place, *number))));
        }
        while let Some(dove) = todo.pop() {
            if kept.insert(dove) {
                let body = self.parts[dove.0].bodies.get(dove.1 as usize).ok_or("a module of the cut calls what it has not")?;
                self.encode(dove.0, body, &mut CodeSection::new(), &mut |called| {
                    todo.push(called);
                    0
                })?;
            }
        }
        Ok(kept)
    }

    fn write(&self, imports: &[Import], kept: &BTreeSet<Dove>) -> Result<Vec<u8>, Error> {
        let numbers: BTreeMap<Dove, u32> = kept.iter().copied().zip(0..).collect();
        let mut number = |dove: Dove| numbers.get(&dove).copied().unwrap_or(u32::MAX);
        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        for (dove, kind, body) in self.all().filter(|(dove, ..)| kept.contains(dove)) {
            functions.function(kind);
            self.encode(dove.0, body, &mut code, &mut number)?;
        }
        let mut table: BTreeMap<i32, u32> = BTreeMap::new();
        let mut memory: BTreeMap<i32, Vec<u8>> = BTreeMap::new();
        for (place, part) in self.parts.iter().enumerate() {
            for (from, functions) in &part.table {
                table.extend((*from..).zip(functions.iter().map(|function| number(self.instead((place, *function))))));
            }
            memory.extend(part.memory.iter().map(|(from, bytes)| (*from, bytes.to_vec())));
        }
        let mut elements = ElementSection::new();
        for (from, functions) in runs(table.into_iter().map(|(place, function)| (place, vec![function]))) {
            elements.active(None, &ConstExpr::i32_const(from), Elements::Functions(functions.into()));
        }
        let mut data = DataSection::new();
        for (from, bytes) in runs(memory) {
            data.active(0, &ConstExpr::i32_const(from), bytes);
        }

        let mut types = TypeSection::new();
        let mut imported = ImportSection::new();
        let mut same = reencode::RoundtripReencoder;
        if let Some(part) = self.parts.iter().find(|part| !part.types.is_empty()) {
            let reader = wasmparser::BinaryReader::new(&part.types, 0);
            same.parse_type_section(&mut types, wasmparser::TypeSectionReader::new(reader)?).map_err(|error| error.to_string())?;
        }
        for import in imports {
            same.parse_import(&mut imported, *import).map_err(|error| error.to_string())?;
        }
        let mut module = Module::new();
        module.section(&types).section(&imported).section(&functions).section(&elements).section(&code).section(&data);
        Ok(module.finish())
    }

    /// Writes a function with other numbers for what it names.
    fn encode(
        &self,
        place: usize,
        body: &FunctionBody<'_>,
        section: &mut CodeSection,
        number: &mut dyn FnMut(Dove) -> u32,
    ) -> Result<(), Error> {
        let mut numeri = Numeri { unione: self, place, number };
        numeri.parse_function_body(section, body.clone()).map_err(|error| format!("joining modules: {error}").into())
    }
}

/// The place of the table that a function calls with what it was given, when it does nothing else.
fn passes_on(body: &FunctionBody) -> Option<i32> {
    if body.get_locals_reader().ok()?.get_count() > 0 {
        return None;
    }
    let mut reader = body.get_operators_reader().ok()?;
    let mut given = 0;
    loop {
        match reader.read().ok()? {
            Operator::LocalGet { local_index } if local_index == given => given += 1,
            Operator::I32Const { value } => {
                let calls = matches!(reader.read().ok()?, Operator::CallIndirect { table_index: 0, .. });
                return (calls && matches!(reader.read().ok()?, Operator::End) && reader.eof()).then_some(value);
            }
            _ => return None,
        }
    }
}

/// What follows on something without a gap is one with it.
fn runs<T>(pieces: impl IntoIterator<Item = (i32, Vec<T>)>) -> Vec<(i32, Vec<T>)> {
    let mut runs: Vec<(i32, Vec<T>)> = Vec::new();
    for (from, piece) in pieces {
        match runs.last_mut() {
            Some((start, run)) if i32::try_from(run.len()).is_ok_and(|length| *start + length == from) => run.extend(piece),
            _ => runs.push((from, piece)),
        }
    }
    runs
}

struct Numeri<'u, 'a> {
    unione: &'u Unione<'a>,
    place: usize,
    number: &'u mut dyn FnMut(Dove) -> u32,
}

impl Reencode for Numeri<'_, '_> {
    type Error = &'static str;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<Self::Error>> {
        Ok((self.number)(self.unione.instead((self.place, function))))
    }

    fn global_index(&mut self, global: u32) -> Result<u32, reencode::Error<Self::Error>> {
        let own = &self.unione.parts[self.place].imports;
        let name = own.iter().filter(|import| matches!(import.ty, TypeRef::Global(_))).nth(global as usize);
        let found = self.unione.globals.iter().position(|import| Some(*import) == name);
        found.and_then(|number| u32::try_from(number).ok()).ok_or(reencode::Error::UserError("a global of its own"))
    }

    fn data_index(&mut self, _: u32) -> Result<u32, reencode::Error<Self::Error>> {
        Err(reencode::Error::UserError("code that fills the memory"))
    }

    fn element_index(&mut self, _: u32) -> Result<u32, reencode::Error<Self::Error>> {
        Err(reencode::Error::UserError("code that fills the table"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, Function, Instruction, MemoryType, RefType, TableType};

    const CONSTANTS: Range<i32> = 100..200;

    /// A module as the cut makes them: functions, the place of the table where one is, bytes of the memory.
    fn module(functions: &[&[Instruction]], (place, number): (i32, u32), memory: &[(i32, &[u8])]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [wasm_encoder::ValType::I32]);
        let mut imports = ImportSection::new();
        let limits = MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        imports.import("__wasm_split", "memory", EntityType::Memory(limits));
        let table = TableType { element_type: RefType::FUNCREF, table64: false, minimum: 64, maximum: None, shared: false };
        imports.import("__wasm_split", "table", EntityType::Table(table));
        let (mut kinds, mut code, mut elements, mut data) =
            (FunctionSection::new(), CodeSection::new(), ElementSection::new(), DataSection::new());
        for instructions in functions {
            kinds.function(0);
            let mut function = Function::new([]);
            instructions.iter().chain(&[Instruction::End]).for_each(|instruction| {
                function.instruction(instruction);
            });
            code.function(&function);
        }
        elements.active(None, &ConstExpr::i32_const(place), Elements::Functions(vec![number].into()));
        for (from, bytes) in memory {
            data.active(0, &ConstExpr::i32_const(*from), bytes.iter().copied());
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&kinds).section(&elements).section(&code).section(&data);
        module.finish()
    }

    const fn through(place: i32) -> [Instruction<'static>; 2] {
        [Instruction::I32Const(place), Instruction::CallIndirect { type_index: 0, table_index: 0 }]
    }

    #[test]
    fn calls_between_them_are_direct_and_what_is_twice_is_there_once() {
        let seven: &[Instruction] = &[Instruction::I32Const(7)];
        let one = module(&[seven], (10, 0), &[(100, b"ab"), (102, b"c")]);
        // Calls the other's by its place, one that is nowhere here, and its own twin of the other's.
        let calls = [Instruction::Call(0), Instruction::Drop, Instruction::Call(1), Instruction::Drop, Instruction::Call(2)];
        let other = module(&[&through(10), &through(40), seven, &calls, seven], (20, 3), &[(110, b"d")]);
        let joined = modules(&[&one, &other], &CONSTANTS).unwrap();
        wasmparser::validate(&joined).unwrap();
        let joined = read(&joined).unwrap();
        assert_eq!(joined.bodies.len(), 3, "seven, the way out and what calls them");
        assert_eq!(joined.memory, [(100, &b"abc"[..]), (110, &b"d"[..])]);
        assert_eq!(joined.imports.len(), 2);
        let (seven, caller) = (joined.table[0].1[0], joined.table[1].1[0]);
        assert_eq!((joined.table[0].0, joined.table[1].0), (10, 20));
        let mut called = Vec::new();
        let mut reader = joined.bodies[caller as usize].get_operators_reader().unwrap();
        while !reader.eof() {
            if let Operator::Call { function_index } = reader.read().unwrap() {
                called.push(function_index);
            }
        }
        assert_eq!((called[0], called[2]), (seven, seven));
        assert_eq!(passes_on(&joined.bodies[called[1] as usize]), Some(40));
    }

    #[test]
    fn memory_that_changes_stays_out() {
        let part = module(&[&[Instruction::I32Const(7)]], (10, 0), &[(150, b"ab"), (199, b"ab"), (300, b"\0\x01"), (310, b"\0\0")]);
        assert_eq!(variables(&part, &CONSTANTS).unwrap(), [(199, b"ab".to_vec()), (300, b"\0\x01".to_vec())]);
        assert_eq!(read(&modules(&[&part], &CONSTANTS).unwrap()).unwrap().memory, [(150, &b"ab"[..])]);
    }

    #[test]
    fn what_the_cut_does_not_make_is_refused() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("a", "b", EntityType::Function(0));
        let mut module = Module::new();
        module.section(&types).section(&imports);
        assert!(modules(&[&module.finish()], &CONSTANTS).is_err());
        let mut data = DataSection::new();
        data.passive(*b"ab");
        let mut module = Module::new();
        module.section(&types).section(&data);
        assert!(modules(&[&module.finish()], &CONSTANTS).is_err());
        assert!(modules(&[], &CONSTANTS).is_err());
        assert!(constants(b"\0asm\x01\0\0\0").is_err());
    }
}
