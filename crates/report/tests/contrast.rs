//! The colours of the page can be told from what they stand on, in light and dark, as WCAG 2.2 asks at level AA.

use std::collections::HashMap;

const STYLE: &str = include_str!("../page/style.css");

/// For text.
const TEXT: f64 = 4.5;
/// For what is understood by its shape: bars, edges of fields, dots of the network, large figures.
const SHAPE: f64 = 3.0;

/// What stands on what.
const PAIRS: &[(&str, &[&str], f64)] = &[
    ("ink", &["paper", "raised", "wash", "mention", "filler"], TEXT),
    ("muted", &["paper", "raised", "wash", "filler"], TEXT),
    ("paper", &["ink"], TEXT),
    ("meet", &["paper", "wash"], TEXT),
    ("deal", &["paper", "wash"], SHAPE),
    ("figure", &["paper", "wash"], SHAPE),
    ("country", &["paper"], SHAPE),
    ("other", &["paper"], SHAPE),
    ("edge", &["paper", "raised"], SHAPE),
];

/// The two colours of each variable that has its own: light and dark.
fn colours() -> HashMap<&'static str, [&'static str; 2]> {
    let variables = STYLE.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": light-dark("));
    let colours = variables.map(|(name, rest)| {
        let (light, dark) = rest.strip_suffix(");").and_then(|both| both.split_once(", ")).expect("two colours");
        (name, [light, dark])
    });
    colours.collect()
}

/// How light a colour is to the eye, from 0 to 1.
fn luminance(colour: &str) -> f64 {
    let part = |place: usize| {
        let value = u8::from_str_radix(&colour[place..place + 2], 16).expect("a colour is #rrggbb");
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn contrast_is_counted_as_the_guidelines_do() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    // The grey that is known to be just light enough not to pass.
    assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.005);
}

#[test]
fn everything_can_be_told_from_what_it_stands_on() {
    let colours = colours();
    let mut pale = Vec::new();
    for &(name, grounds, least) in PAIRS {
        for ground in grounds {
            for (theme, place) in [("light", 0), ("dark", 1)] {
                let found = contrast(colours[name][place], colours[ground][place]);
                if found < least {
                    pale.push(format!("{theme}: {name} on {ground} has {found:.2}, not {least}"));
                }
            }
        }
    }
    assert!(pale.is_empty(), "{pale:#?}");
}

#[test]
fn nothing_that_can_be_used_is_made_paler_than_its_colour() {
    let pale = STYLE.lines().filter(|line| line.contains("opacity:") && !line.contains("opacity: 1;"));
    assert_eq!(pale.filter(|line| !line.starts_with("button:disabled ")).collect::<Vec<_>>(), Vec::<&str>::new());
}
