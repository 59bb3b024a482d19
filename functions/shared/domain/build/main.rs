//! Refuses to build with texts or tables that break their rules, and writes the tables as Rust.

mod sms;
mod tabelle;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build");
    sms::check_all()?;
    tabelle::write()
}
