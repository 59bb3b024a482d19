//! Docker, with nothing shared with another one on this machine, and the image that functions run in: Debian's own base system, made by
//! `debootstrap`, since no image registry is asked.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use super::{Running, wait_until};
use crate::Error;
use crate::command::{command, run};
use crate::machine::{ensure_debian, is_root};

/// This machine as the containers see it.
pub const BRIDGE: &str = "10.213.0.1";

/// What SAM is told to start in place of AWS's own image.
pub const IMAGE: &str = "cassetto-provided:local";

/// A running Docker.
pub struct Demone {
    socket: PathBuf,
    _daemon: Running,
}

/// Whether this machine may run containers.
///
/// # Errors
/// Says what is missing.
pub fn check_machine() -> Result<(), Error> {
    if !is_root() {
        return Err("SAM local needs Docker, and Docker needs root: run it as root, or use `cargo xtask dev`, which needs neither".into());
    }
    ensure_debian(&[("dockerd", "docker.io"), ("iptables", "iptables"), ("debootstrap", "debootstrap")])
}

impl Demone {
    /// Starts it with its files in `folder`, and makes the image the first time.
    ///
    /// # Errors
    /// When it doesn't start, as in a container that may not have containers.
    pub fn start(folder: &Path) -> Result<Self, Error> {
        let folder = folder.join("docker");
        fs::create_dir_all(&folder)?;
        let socket = folder.join("docker.sock");
        if socket.exists() {
            fs::remove_file(&socket)?;
        }
        let mut dockerd = command("dockerd", &["--bip", &format!("{BRIDGE}/24")]);
        dockerd.arg("--host").arg(format!("unix://{}", socket.display()));
        dockerd.arg("--data-root").arg(folder.join("data")).arg("--exec-root").arg(folder.join("exec"));
        dockerd.arg("--pidfile").arg(folder.join("pid"));
        dockerd.stdout(Stdio::null()).stderr(fs::File::create(folder.join("dockerd.log"))?);
        let mut daemon = Running::start(&mut dockerd)?;
        wait_until("dockerd", Duration::from_secs(30), || {
            daemon.check("dockerd").map_err(|error| format!("{error}: see {}", folder.join("dockerd.log").display()))?;
            Ok(socket.exists())
        })?;
        let demone = Self { socket, _daemon: daemon };
        demone.remove_containers()?;
        demone.ensure_image(&folder)?;
        Ok(demone)
    }

    /// Those of a run that was killed: nobody else has this Docker.
    fn remove_containers(&self) -> Result<(), Error> {
        let list = command("docker", &["ps", "--all", "--quiet"]).env("DOCKER_HOST", self.host()).output()?;
        let list = String::from_utf8_lossy(&list.stdout).into_owned();
        if list.trim().is_empty() {
            return Ok(());
        }
        let mut remove = command("docker", &["rm", "--force"]);
        run(remove.args(list.split_whitespace()).env("DOCKER_HOST", self.host()).stdout(Stdio::null()))
    }

    /// For `DOCKER_HOST`.
    pub fn host(&self) -> String {
        format!("unix://{}", self.socket.display())
    }

    fn ensure_image(&self, folder: &Path) -> Result<(), Error> {
        let mut inspect = command("docker", &["image", "inspect", IMAGE]);
        if inspect.env("DOCKER_HOST", self.host()).stdout(Stdio::null()).stderr(Stdio::null()).status()?.success() {
            return Ok(());
        }
        // The release of this machine: the functions are linked with its C library.
        let os = fs::read_to_string("/etc/os-release")?;
        let suite = os.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME=")).ok_or("no VERSION_CODENAME in /etc/os-release")?;
        let targets = command("apt-get", &["indextargets", "--format", "$(REPO_URI)"]).output()?;
        let targets = String::from_utf8_lossy(&targets.stdout).into_owned();
        let mirror = targets.lines().next().ok_or("apt has no repository")?;
        let rootfs = folder.join("rootfs");
        if rootfs.exists() {
            fs::remove_dir_all(&rootfs)?;
        }
        run(command("debootstrap", &["--variant=minbase", suite]).arg(&rootfs).arg(mirror))?;
        let archive = folder.join("rootfs.tar");
        run(command("tar", &["--directory"]).arg(&rootfs).arg("--create").arg("--file").arg(&archive).arg("."))?;
        let mut import = command("docker", &["import", "--change", "WORKDIR /var/task"]);
        run(import.arg(&archive).arg(IMAGE).env("DOCKER_HOST", self.host()))?;
        fs::remove_file(archive)?;
        Ok(fs::remove_dir_all(rootfs)?)
    }
}
