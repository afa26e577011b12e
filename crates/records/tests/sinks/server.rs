//! A `PostgreSQL` of the test's own: in a temporary folder, on a socket in it, gone with the test.

use std::{
    env, fs,
    io::{Write, stderr},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// A running server.
pub(crate) struct Server {
    programs: PathBuf,
    folder: TempDir,
}

impl Server {
    /// Starts one, where `PostgreSQL` is installed.
    ///
    /// # Panics
    ///
    /// Where it is not, but must be: with `CI=true`.
    pub(crate) fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            assert_ne!(env::var("CI").as_deref(), Ok("true"), "PostgreSQL is not installed: .ci/packages does that");
            // Not `eprintln!`, which a test that passes keeps to itself.
            let _ = writeln!(stderr(), "SKIPPED: PostgreSQL is not installed, so no script was loaded into it");
            return None;
        };
        let folder = tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o755)).tempdir().unwrap();
        let server = Self { programs, folder };
        if is_root() {
            checked(Command::new("chown").arg("postgres").arg(server.folder.path()));
        }
        let data = server.data();
        checked(
            server
                .as_owner("initdb")
                .args(["--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8"])
                .arg(&data),
        );
        let options = format!("-c listen_addresses='' -c fsync=off -k {}", server.folder.path().display());
        let log = server.folder.path().join("log");
        checked(
            server.as_owner("pg_ctl").args(["start", "--wait", "-o", &options, "--log"]).arg(log).arg("-D").arg(data),
        );
        Some(server)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The server refuses to run as root.
    fn as_owner(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = Command::new(if is_root() { Path::new("runuser") } else { &program });
        if is_root() {
            command.args(["-u", "postgres", "--"]).arg(program);
        }
        command.current_dir(self.folder.path());
        command
    }

    fn psql(&self, database: &str) -> Command {
        let mut command = Command::new(self.programs.join("psql"));
        command.args(["--no-psqlrc", "--tuples-only", "--no-align", "--username=postgres", "--dbname", database]);
        command.arg("--host").arg(self.folder.path());
        command
    }

    /// Makes an empty database.
    pub(crate) fn create(&self, database: &str) {
        self.ask("postgres", &format!("CREATE DATABASE {database}"));
    }

    /// The lines that a query gives.
    pub(crate) fn ask(&self, database: &str, query: &str) -> Vec<String> {
        let output = checked(self.psql(database).args(["-v", "ON_ERROR_STOP=1", "--command", query]));
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    }

    /// Loads a script as users are told to, and gives what psql says.
    pub(crate) fn load(&self, database: &str, script: &Path) -> String {
        let Output { stdout, stderr, .. } = checked(self.psql(database).arg("--file").arg(script));
        String::from_utf8([stdout, stderr].concat()).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.as_owner("pg_ctl").args(["stop", "--mode=immediate", "-D"]).arg(self.data()).output();
    }
}

/// The folder of the newest `PostgreSQL`; Debian keeps it off the path.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let of_debian = versions.map(|version| version.path().join("bin"));
    let on_path = env::var_os("PATH").map(|path| env::split_paths(&path).collect::<Vec<_>>());
    let mut found: Vec<_> = of_debian.filter(|folder| folder.join("initdb").exists()).collect();
    found.sort();
    found.pop().or_else(|| on_path?.into_iter().find(|folder| folder.join("initdb").exists()))
}

fn is_root() -> bool {
    let id = checked(Command::new("id").arg("-u"));
    id.stdout.trim_ascii() == b"0"
}

fn checked(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&output.stderr));
    output
}
