//! The first page of one employer, as their intermediary sees it.

use super::home;
use crate::pages::not_found;
use crate::per_conto::use_datore;
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    let datore = use_datore();
    view! { {move || datore.get().map_or_else(not_found::page, |datore| home::view(Some(datore)))} }
}
