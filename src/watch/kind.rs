//! What the system's events mean.

use notify::EventKind;
use notify::event::{ModifyKind, RenameMode};

use super::Event;

/// What an event of the system tells, in the order in which it happened.
pub(super) fn events(event: notify::Event) -> Vec<Event> {
    if event.need_rescan() {
        return vec![Event::Lost];
    }
    let paths = event.paths.into_iter();
    match event.kind {
        // Reading changes nothing.
        EventKind::Access(_) | EventKind::Other => Vec::new(),
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) | EventKind::Remove(_) => {
            paths.map(Event::Gone).collect()
        }
        EventKind::Modify(ModifyKind::Name(RenameMode::To)) => paths.map(Event::Arrived).collect(),
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => {
            paths.enumerate().map(|(at, path)| if at == 0 { Event::Gone(path) } else { Event::Arrived(path) }).collect()
        }
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) => paths.map(Event::Written).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind, Flag, MetadataKind};

    #[test]
    fn each_kind_has_its_meaning() {
        let of = |kind, paths: &[&str]| {
            events(paths.iter().fold(notify::Event::new(kind), |event, path| event.add_path(path.into())))
        };
        let name = |mode| EventKind::Modify(ModifyKind::Name(mode));
        assert_eq!(of(EventKind::Create(CreateKind::File), &["a"]), [Event::Written("a".into())]);
        let metadata = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        assert_eq!(of(metadata, &["a"]), [Event::Written("a".into())]);
        let both = [Event::Gone("a".into()), Event::Arrived("b".into())];
        assert_eq!(of(name(RenameMode::Both), &["a", "b"]), both);
        assert_eq!(of(name(RenameMode::To), &["b"]), both[1..]);
        assert_eq!(of(EventKind::Access(AccessKind::Any), &["a"]), []);
        assert_eq!(events(notify::Event::new(EventKind::Other).set_flag(Flag::Rescan)), [Event::Lost]);
    }
}
