//! What `boot.js` asks while the app is still on its way, for somebody who is remembered.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::JsCast;

use crate::browser::{boot, property};

const PRESTO: &str = "presto";

/// The `Response` that was asked for by this address, if it was; each only once.
pub fn take(url: &str) -> Option<Promise> {
    let asked: Object = property(&boot(), PRESTO).dyn_into().ok()?;
    let answer = property(&asked, url).dyn_into().ok()?;
    // An own property of a plain object can be taken away.
    let _ = Reflect::delete_property(&asked, &url.into());
    Some(answer)
}

/// Whoever it was asked for is not signed in: nobody else takes it.
pub fn forget() {
    let _ = Reflect::set(&boot(), &PRESTO.into(), &Object::new());
}
