//! Who asks: a person's name for the journal, as the operating system knows it.

/// So many characters of a name are kept.
const LONGEST: usize = 64;

/// The name under which the operating system knows who runs this process; where
/// it tells none, that of the environment, else `unknown`.
#[must_use]
pub fn own_name() -> String {
    shortened(&of_process().or_else(of_environment).unwrap_or_else(|| "unknown".to_owned()))
}

/// The name of the user of this number; where the system tells none, `uid 1000`.
#[must_use]
pub fn name_of(uid: u32) -> String {
    shortened(&of_uid(uid).unwrap_or_else(|| format!("uid {uid}")))
}

fn shortened(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

fn of_environment() -> Option<String> {
    let names = ["LOGNAME", "USER", "USERNAME"];
    names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()))
}

/// The name of the process's user: whoever may run as another is told by that
/// one's name, and nobody by what he claims.
#[cfg(unix)]
fn of_process() -> Option<String> {
    of_uid(rustix::process::getuid().as_raw())
}

#[cfg(not(unix))]
fn of_process() -> Option<String> {
    None
}

fn of_uid(uid: u32) -> Option<String> {
    let (uid, users) = (uid.to_string(), std::fs::read_to_string("/etc/passwd").ok()?);
    let name = users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == uid).then(|| name.to_owned())
    });
    name.filter(|name| !name.is_empty())
}
