//! Who asks: the person's name for the journal.

/// So many characters of a name are kept.
const LONGEST: usize = 64;

/// The name under which the operating system knows who runs this process; where
/// it tells none, `unknown`.
pub(super) fn who() -> String {
    let name = of_system().or_else(of_environment).unwrap_or_else(|| "unknown".to_owned());
    name.chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

fn of_environment() -> Option<String> {
    let names = ["LOGNAME", "USER", "USERNAME"];
    names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()))
}

/// The name of the process's user: whoever may run as another is told by that
/// one's name, and nobody by what he claims.
#[cfg(unix)]
fn of_system() -> Option<String> {
    let uid = rustix::process::getuid().as_raw().to_string();
    let users = std::fs::read_to_string("/etc/passwd").ok()?;
    let name = users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == uid).then(|| name.to_owned())
    });
    name.filter(|name| !name.is_empty())
}

#[cfg(not(unix))]
fn of_system() -> Option<String> {
    None
}
