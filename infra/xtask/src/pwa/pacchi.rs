//! Which modules travel together.

use std::collections::{BTreeMap, BTreeSet};

use crate::pwa::corredo;

/// What is kept from the worker's installation on: what people open first.
pub const FIRST: [&str; 3] = ["accesso", "conto", "inizio"];
/// The first page of an employer: it loads nothing that it doesn't want, in one pack.
const HOME: &str = "inizio";
/// What larger areas share travels apart.
const SHARED: &str = "comune";
/// What so many larger areas want is shared; what fewer want travels with each of them.
const MANY: usize = 3;
/// An area that wants less than this beside the first page, bytes before its modules become one and before compression, has all of it in
/// a pack of its own: what is shared by larger ones would be most of what it loads.
const LIGHT: usize = 480_000;

/// A module with the areas that want it.
pub struct Parte {
    pub content: Vec<u8>,
    pub areas: BTreeSet<String>,
}

/// Modules that travel together, by their places, and the areas that want any of them.
#[derive(Default)]
pub struct Pacco {
    pub nome: String,
    pub modules: Vec<usize>,
    pub areas: BTreeSet<String>,
}

impl Pacco {
    fn take(&mut self, place: usize, areas: &BTreeSet<String>) {
        self.modules.push(place);
        self.areas.extend(areas.iter().cloned());
    }
}

/// A pack for each area, and one for what larger areas share. A module may be in several.
pub fn choose(parts: &[Parte]) -> Vec<Pacco> {
    let mut packs: BTreeMap<String, Pacco> = BTreeMap::new();
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for Parte { content, areas } in parts.iter().filter(|part| !part.areas.contains(HOME)) {
        areas.iter().filter(|area| !has_page(area, areas)).for_each(|area| *wanted.entry(area).or_default() += content.len());
    }
    for (place, Parte { areas, .. }) in parts.iter().enumerate() {
        if areas.contains(HOME) {
            packs.entry(HOME.to_owned()).or_default().take(place, areas);
            continue;
        }
        let (light, heavy): (BTreeSet<String>, BTreeSet<String>) = areas
            .iter()
            .filter(|area| !has_page(area, areas))
            .cloned()
            .partition(|area| wanted.get(area.as_str()).is_none_or(|bytes| *bytes < LIGHT));
        let alone = if heavy.len() < MANY {
            heavy
        } else {
            packs.entry(SHARED.to_owned()).or_default().take(place, &heavy);
            BTreeSet::new()
        };
        for area in light.into_iter().chain(alone) {
            packs.entry(area.clone()).or_default().take(place, &BTreeSet::from([area]));
        }
    }
    let all: BTreeSet<&String> = parts.iter().flat_map(|part| &part.areas).collect();
    for pack in packs.values_mut() {
        let inside = all.iter().filter(|area| corredo::pagina(area).is_some_and(|page| pack.areas.contains(page)));
        pack.areas.extend(inside.map(ToString::to_string).collect::<Vec<_>>());
    }
    packs.into_iter().map(|(nome, pack)| Pacco { nome, ..pack }).collect()
}

/// Whether the page that an area is in is among those that want the same.
fn has_page(area: &str, areas: &BTreeSet<String>) -> bool {
    corredo::pagina(area).is_some_and(|page| areas.contains(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_is_one_pack_and_the_others_load_little_more_than_they_want() {
        let parts = ["inizio", "inizio a", "inizio a b c d e", "a b", "a", "a b c d e", "a b c f e", "f a"]
            .map(|areas| Parte { content: vec![0; LIGHT], areas: areas.split(' ').map(str::to_owned).collect() });
        let packs = choose(&parts);
        let modules = |area: &str| -> BTreeSet<usize> {
            packs.iter().filter(|pack| pack.areas.contains(area)).flat_map(|pack| pack.modules.clone()).collect()
        };
        assert_eq!(modules("inizio"), BTreeSet::from([0, 1, 2]), "exactly its own");
        assert_eq!(packs.iter().filter(|pack| pack.areas.contains("inizio")).count(), 1);
        assert_eq!(modules("d"), BTreeSet::from([0, 1, 2, 5, 6]));
        assert_eq!(modules("b"), BTreeSet::from([0, 1, 2, 3, 5, 6]));
        for (place, part) in parts.iter().enumerate() {
            assert!(part.areas.iter().all(|area| modules(area).contains(&place)), "{place}");
        }
    }

    #[test]
    fn a_part_has_what_its_page_has_not() {
        let parts = ["quesito seguito", "seguito", "quesito"]
            .map(|areas| Parte { content: vec![0; 10], areas: areas.split(' ').map(str::to_owned).collect() });
        let packs = choose(&parts);
        let of = |area: &str| packs.iter().filter(|pack| pack.areas.contains(area)).map(|pack| &*pack.modules).collect::<Vec<_>>();
        assert_eq!(of("seguito"), [&[0, 2][..], &[1]]);
        assert_eq!(of("quesito"), [&[0, 2][..]]);
    }

    #[test]
    fn a_small_area_has_its_own() {
        let parts = [("a b c d e f", 10), ("a", LIGHT), ("b", LIGHT), ("c", LIGHT), ("d", LIGHT), ("e", LIGHT), ("f", 10)]
            .map(|(areas, bytes)| Parte { content: vec![0; bytes], areas: areas.split(' ').map(str::to_owned).collect() });
        let packs = choose(&parts);
        let of = |area: &str| packs.iter().filter(|pack| pack.areas.contains(area)).map(|pack| pack.nome.as_str()).collect::<Vec<_>>();
        assert_eq!(of("f"), ["f"]);
        assert_eq!(of("a"), ["a", "comune"]);
    }
}
