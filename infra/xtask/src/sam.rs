//! `cargo xtask sam`: the functions' own release binaries in containers behind `sam local`, as close to the cloud as a machine without
//! an account comes. The table, the documents, the notices and the PWA are those of `cassetto-local`, which hands `/api` on to SAM and
//! plays what SAM doesn't: the stream, the topic and the schedules.

mod demone;
mod modello;

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};
use std::{fs, thread};

use serde_json::Value;

use crate::command::{build, cargo, command, describe, heading, root, run, target};
use crate::functions::{FUNCTIONS, packages};
use crate::machine::infra_tool;
use crate::{Error, sistema};
use demone::{BRIDGE, Demone, IMAGE};

/// What to do with it.
#[derive(clap::Args)]
pub struct Sam {
    /// Port of the gateway; SAM's own is the next one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// With the functions' debug builds: slower and larger, and made in a fraction of the time.
    #[arg(long)]
    debug: bool,
    /// Goes through a quesito's whole life over HTTP, as each of the people, then ends.
    #[arg(long)]
    prova: bool,
    /// With these files of tests/browser/specs too.
    #[arg(long)]
    browser: Vec<String>,
}

/// A program that ends with this one.
struct Running(Child);

/// How long a program may take to end after each signal.
const PATIENCE: Duration = Duration::from_secs(30);

impl Running {
    fn start(command: &mut Command) -> Result<Self, Error> {
        println!("$ {}", describe(command));
        Ok(Self(command.spawn().map_err(|error| format!("{}: {error}", command.get_program().display()))?))
    }

    /// Whether it still runs.
    ///
    /// # Errors
    /// When it has ended.
    fn check(&mut self, name: &str) -> Result<(), Error> {
        match self.0.try_wait()? {
            None => Ok(()),
            Some(status) => Err(format!("{name} ended ({status})").into()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Asked first, so that SAM removes its containers. Not by -INT: a program that was started in the background doesn't hear it.
        for signal in ["-TERM", "-KILL"] {
            let _ = command("kill", &[signal, &self.0.id().to_string()]).status();
            let started = Instant::now();
            while started.elapsed() < PATIENCE {
                if !matches!(self.0.try_wait(), Ok(None)) {
                    return;
                }
                thread::sleep(Duration::from_millis(50));
            }
        }
    }
}

/// Builds, starts, and tries it or waits for Ctrl-C.
///
/// # Errors
/// When the machine lacks root or Docker: says which. When something does not build, start or pass.
pub fn run_sam(options: &Sam) -> Result<(), Error> {
    demone::check_machine()?;
    let folder = target().join("sam");
    fs::create_dir_all(&folder)?;

    heading("1/4 Docker and its image");
    let demone = Demone::start(&folder)?;

    heading("2/4 the functions, for this machine");
    let profile = if options.debug { "debug" } else { "release" };
    if !options.debug {
        run(cargo(&["build", "--release"]).args(packages(&FUNCTIONS)))?;
    }
    build(&["--bins"])?;
    for function in FUNCTIONS {
        let package = folder.join("functions").join(function);
        fs::create_dir_all(&package)?;
        let bootstrap = package.join("bootstrap");
        if bootstrap.exists() {
            fs::remove_file(&bootstrap)?;
        }
        fs::hard_link(target().join(profile).join(function), bootstrap)?;
    }

    heading("3/4 the table, the documents, the notices");
    let (mut local, mut ambiente) = start_local(&folder, options.port)?;
    if options.debug {
        // The frames of a debug build don't fit the threads of a release.
        ambiente["RUST_MIN_STACK"] = (8 << 20).to_string().into();
    }

    heading("4/4 sam local start-api");
    let template = folder.join("template.yaml");
    fs::write(&template, modello::local(&fs::read_to_string(root().join("infra/template.yaml"))?, &ambiente)?)?;
    let mut sam = start_sam(&template, &demone, &ambiente, options.port + 1)?;
    let origin = ambiente["ORIGIN"].as_str().unwrap_or_default().to_owned();
    wait_until("SAM", Duration::from_secs(180), || {
        sam.check("sam")?;
        local.check("cassetto-local")?;
        Ok(TcpStream::connect(("127.0.0.1", options.port + 1)).is_ok())
    })?;
    println!("{origin}");

    if !options.prova && options.browser.is_empty() {
        println!("Ctrl-C to stop.");
        loop {
            thread::sleep(Duration::from_secs(1));
            sam.check("sam")?;
            local.check("cassetto-local")?;
        }
    }
    if options.prova {
        heading("a quesito's whole life over HTTP");
        run(&mut command(target().join("debug/viaggio"), &[&origin]))?;
    }
    if !options.browser.is_empty() {
        heading("journeys in a browser");
        let package = sistema::install("browser", &[])?;
        let mut playwright = command(package.join("node_modules/.bin/playwright"), &["test", "--reporter=list"]);
        // The functions have the machine's clock, whatever the hour: by night an SMS waits.
        playwright.args(&options.browser).current_dir(&package).env("BASE_URL", &origin).env("OROLOGIO", "macchina");
        run(playwright.env("CHROMIUM", crate::machine::chromium().ok_or("no Chromium")?))?;
    }
    Ok(())
}

/// Whether this machine may run containers; the reason why not.
///
/// # Errors
/// As [`Demone::start`].
pub fn possible() -> Result<(), Error> {
    demone::check_machine()?;
    let folder = target().join("sam");
    fs::create_dir_all(&folder)?;
    Demone::start(&folder).map(drop)
}

/// A quesito's whole life, over HTTP and in a browser, with the debug builds of the functions behind `sam local`.
///
/// # Errors
/// As [`run_sam`].
pub fn check() -> Result<(), Error> {
    let browser = ["journey", "thread", "office"].map(|name| format!("{name}.spec.js")).to_vec();
    run_sam(&Sam { port: free_ports()?, debug: true, prova: true, browser })
}

/// The first of two ports that nobody has.
fn free_ports() -> Result<u16, Error> {
    loop {
        let first = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        if first.checked_add(1).is_some_and(|next| TcpListener::bind(("127.0.0.1", next)).is_ok()) {
            return Ok(first);
        }
    }
}

/// What a function has to know of the services, once they are there.
fn start_local(folder: &Path, port: u16) -> Result<(Running, Value), Error> {
    let file = folder.join("ambiente.json");
    if file.is_file() {
        fs::remove_file(&file)?;
    }
    let mut local = command(target().join("debug/cassetto-local"), &["--fresh", "--servizi-su", BRIDGE]);
    local.arg("--port").arg(port.to_string()).arg("--api").arg(format!("http://127.0.0.1:{}", port + 1));
    local.arg("--data").arg(folder.join("dati")).arg("--ambiente").arg(&file);
    let mut local = Running::start(&mut local)?;
    wait_until("cassetto-local", Duration::from_secs(120), || {
        local.check("cassetto-local")?;
        Ok(file.is_file())
    })?;
    Ok((local, serde_json::from_slice(&fs::read(&file)?)?))
}

fn start_sam(template: &Path, demone: &Demone, ambiente: &Value, port: u16) -> Result<Running, Error> {
    let sam: PathBuf = infra_tool("sam")?;
    let mut sam = command(sam, &["local", "start-api", "--skip-pull-image", "--warm-containers", "EAGER", "--invoke-image", IMAGE]);
    sam.arg("--template").arg(template).arg("--port").arg(port.to_string());
    sam.args(["--region", ambiente["AWS_REGION"].as_str().unwrap_or_default()]);
    // The secrets are what no function of the API reads; that there are some says that there are PEC and push messages.
    let secret = "arn:aws:secretsmanager:eu-south-1:000000000000:secret:locale-aaaaaa";
    let secrets = ["Smtp", "Pec", "Vapid"].map(|of| format!("{of}SecretArn={secret}")).join(" ");
    let key = ambiente["VAPID_PUBLIC_KEY"].as_str().unwrap_or_default();
    let parameters = format!("Ambiente=dev MailFrom=avvisi@cassetto.example VapidChiavePubblica={key} {secrets}");
    sam.args(["--parameter-overrides", &parameters]);
    for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"] {
        sam.env(name, ambiente[name].as_str().unwrap_or_default());
    }
    sam.env("DOCKER_HOST", demone.host()).env("SAM_CLI_TELEMETRY", "0").env("SAM_CLI_CHECK_UPDATE", "0");
    Running::start(&mut sam)
}

/// Looks every tenth of a second.
///
/// # Errors
/// When `ready` fails, or is never true.
fn wait_until(name: &str, patience: Duration, mut ready: impl FnMut() -> Result<bool, Error>) -> Result<(), Error> {
    let started = Instant::now();
    while !ready()? {
        if started.elapsed() > patience {
            return Err(format!("{name} did not start").into());
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}
