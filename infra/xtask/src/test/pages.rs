//! The gates on the pages: sizes, requests, layout shift, accessibility, validity, security headers. No timings: they differ by machine.

use crate::pwa;
use crate::qualita::{self, Modo};
use crate::sistema::System;
use crate::test::steps::Steps;

/// Builds what is missing and measures.
pub fn run(steps: &mut Steps) {
    let ready = steps.check("PWA", || pwa::build(pwa::Modo::Piccola).map(drop)) & steps.check("local system", System::build);
    if ready {
        steps.tests("page checks", || qualita::check(Modo::Ci, &[]));
    }
}
