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

/// The content of each item of a feed, by headline, as a reader gets it.
fn contents(newsroom: &Newsroom, name: &str) -> std::collections::BTreeMap<String, String> {
    let entries = feed_rs::parser::parse(newsroom.read(name).as_bytes()).unwrap().entries;
    entries.into_iter().map(|entry| (entry.title.unwrap().content, entry.content.unwrap().body.unwrap())).collect()
}

#[test]
fn a_story_from_right_to_left_says_so_in_a_newsroom_of_its_language() {
    let newsroom = Newsroom::with_config(&format!(
        "[site]\ntitle = \"اليوم\"\nurl = \"https://daily.example/\"\nlanguage = \"ar\"\ntime_zone = \"UTC\"\n{PLAIN}"
    ));
    newsroom.write("articles/a.md", "---\ntitle: خبر\ndate: 2026-01-01\n---\nنص\n");
    newsroom.write("articles/b.md", "---\ntitle: News\nlanguage: en\ndate: 2026-01-01\n---\nText\n");
    newsroom.build();
    for name in ["feeds/all.rss", "feeds/all.atom", "feeds/all.json"] {
        let contents = contents(&newsroom, name);
        assert_eq!(contents["خبر"], "<div lang=\"ar\" dir=\"rtl\">\n<p>نص</p>\n</div>", "{name}");
        assert_eq!(contents["News"], "<div lang=\"en\" dir=\"ltr\">\n<p>Text</p>\n</div>", "{name}");
    }
}

#[test]
fn a_story_in_a_feed_of_another_language_says_its_own() {
    let french = "[[feed]]\npath = \"fr\"\nlanguage = \"fr\"\nselect = ";
    let story = "---\ntitle: News\ntags: [paris]\ndate: 2026-01-01\n---\nText\n";
    let plain = Newsroom::new(&format!("{PLAIN}{french}{{ language = \"fr\" }}\n"));
    plain.write("articles/a.md", story);
    plain.build();
    assert_eq!(contents(&plain, "feeds/all.rss")["News"], "<p>Text</p>");
    let mixed = Newsroom::new(&format!("{PLAIN}{french}{{ tag = \"paris\" }}\n"));
    mixed.write("articles/a.md", story);
    mixed.build();
    assert_eq!(contents(&mixed, "feeds/fr.rss")["News"], "<div lang=\"en\" dir=\"ltr\">\n<p>Text</p>\n</div>");
}

#[test]
fn a_link_that_only_the_sites_generator_knows_leads_nowhere_else() {
    let newsroom = Newsroom::new(PLAIN);
    newsroom.write(
        "articles/a.md",
        "---\ntitle: A\ndate: 2026-01-01\n---\n[l]({% link x %}) ![y]({% link c.png %}) end\n\n{% raw %}{{ page.secret }}\n",
    );
    newsroom.build();
    assert_eq!(contents(&newsroom, "feeds/all.rss")["A"], "<p>l y end</p>");
    let ran = newsroom.run(&["check"]);
    assert!(ran.stderr.contains("a.md:7: a template of a site generator is opened and not closed"), "{}", ran.stderr);
}
