//! `tests/fuzz`: its targets built with the coverage that libFuzzer follows, by the stable compiler and with no sanitizer, and run.

use std::fs;
use std::path::PathBuf;

use crate::Error;
use crate::command::{cargo, command, describe, root, run, target};
use crate::machine::ensure_debian;

/// A target and how many inputs `cargo xtask test` gives it: at most some twenty seconds of one core each.
const TARGETS: [(&str, u32); 4] = [("allegati", 60_000), ("richieste", 60_000), ("verifica", 500), ("identificativi", 60_000)];

/// The edges and comparisons of all code, as cargo-fuzz asks for them.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";

/// How long it goes on.
#[derive(Debug, Clone, Copy)]
pub enum Durata {
    /// As many inputs as the target's own number, the same at each run.
    Giri,
    /// New ones each time, on top of those that were kept before.
    Secondi(u32),
}

/// Builds all targets and runs those that are named, or all.
///
/// # Errors
/// When one can't be built, has no such name, or found an input for which something doesn't hold: the file is in the output.
pub fn fuzz(names: &[String], durata: Durata) -> Result<(), Error> {
    if let Some(unknown) = names.iter().find(|name| !TARGETS.iter().any(|(known, _)| known == name)) {
        let known: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        return Err(format!("no target {unknown}: there are {}", known.join(", ")).into());
    }
    let programs = build()?;
    for (name, giri) in TARGETS.iter().filter(|(name, _)| names.is_empty() || names.iter().any(|wanted| wanted == name)) {
        let folder = target().join("fuzz");
        let (semi, found) = (folder.join("semi"), folder.join("trovati"));
        let kept = match durata {
            Durata::Giri => folder.join("corpus-di-prova").join(name),
            Durata::Secondi(_) => folder.join("corpus").join(name),
        };
        if matches!(durata, Durata::Giri) && kept.is_dir() {
            fs::remove_dir_all(&kept)?;
        }
        for folder in [&kept, &found, &semi.join(name)] {
            fs::create_dir_all(folder)?;
        }
        let mut program = command(programs.join(name), &["-timeout=30", "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=0"]);
        match durata {
            Durata::Giri => program.args(["-seed=1".to_owned(), format!("-runs={giri}")]),
            Durata::Secondi(seconds) => program.arg(format!("-max_total_time={seconds}")),
        };
        if *name == "richieste" {
            program.arg(format!("-dict={}", semi.join("richieste.dict").display()));
        }
        program.arg(format!("-artifact_prefix={}/{name}-", found.display())).arg(&kept).arg(semi.join(name));
        println!("$ {}", describe(&program));
        let output = program.env("CASSETTO_SEMI", &semi).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        // When all is well it has dictionaries to recommend, hundreds of lines of them.
        let figures = said.lines().filter(|line| !output.status.success() || line.starts_with("stat::"));
        println!("{}", figures.collect::<Vec<_>>().join("\n"));
        if !output.status.success() {
            // In full: the machine that found it may be gone when somebody reads this.
            let input = said.lines().find_map(|line| line.split_once("Test unit written to ")).map(|(_, path)| fs::read(path.trim()));
            if let Some(input) = input.transpose()? {
                let hex: String = input.iter().map(|byte| format!("{byte:02x}")).collect();
                println!("its input, to be read by `xxd -r -p`:\n{hex}");
            }
            let again = describe(&command(programs.join(name), &[]));
            return Err(format!("{name} ({}); `{again} FILE` plays the input again", output.status).into());
        }
    }
    Ok(())
}

/// Where the programs are.
fn build() -> Result<PathBuf, Error> {
    // libFuzzer itself is C++, compiled here.
    ensure_debian(&[("c++", "g++")])?;
    let host = host()?;
    let folder = target().join("fuzz");
    let manifest = root().join("tests/fuzz/Cargo.toml");
    run(cargo(&["fmt", "--manifest-path"]).arg(&manifest).args(["--", "--check"]))?;
    // A target of its own even on this machine's: what runs while building is not instrumented.
    let mut build = cargo(&["build", "--quiet", "--locked", "--target", &host, "--manifest-path"]);
    run(build.arg(&manifest).arg("--target-dir").arg(&folder).env("RUSTFLAGS", COVERAGE))?;
    Ok(folder.join(host).join("debug"))
}

fn host() -> Result<String, Error> {
    let output = command("rustc", &["--version", "--verbose"]).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| "rustc doesn't say for what it builds".into())
}
