//! What an item tells of its story, and what it keeps back.

use crate::util::{Newsroom, PLAIN};

#[test]
fn nothing_of_a_story_for_subscribers_is_out_but_what_the_desk_wrote_for_all() {
    let newsroom = Newsroom::new(PLAIN);
    let paid = |dek: &str| {
        format!(
            "---\ntitle: Paid\ndate: 2026-01-01T09:00:00Z\naccess: subscribers\n{dek}image: /lead.jpg\n\
             audio: {{ src: /whole-story.mp3, length: 1000, type: audio/mpeg }}\n\
             media: [{{ src: /second.jpg }}, {{ src: /film.mp4, length: 9 }}]\n---\nThe paid words.\n"
        )
    };
    newsroom.write("articles/bare.md", paid(""));
    newsroom.write("articles/told.md", paid("dek: What all may read.\n"));
    newsroom.build();
    for name in ["feeds/all.rss", "feeds/all.atom", "feeds/all.json"] {
        let text = newsroom.read(name);
        for kept_back in ["paid words", "mp3", "mp4", "second.jpg"] {
            assert!(!text.contains(kept_back), "{name}: {kept_back}");
        }
        assert!(text.contains("What all may read.") && text.contains("/lead.jpg"), "{name}");
        assert_eq!(feed_rs::parser::parse(text.as_bytes()).unwrap().entries.len(), 2, "{name}");
    }
}
