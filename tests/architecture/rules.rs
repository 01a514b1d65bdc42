//! What is allowed: arrows between modules, words that belong to one place, long files.

/// Leave to use a module, or some of its items only.
pub struct Arrow {
    pub to: &'static str,
    /// The items that may be used; none named: all.
    pub only: &'static [&'static str],
}

const fn all(to: &'static str) -> Arrow {
    Arrow { to, only: &[] }
}

const fn only(to: &'static str, only: &'static [&'static str]) -> Arrow {
    Arrow { to, only }
}

/// Each module and what it may use besides itself.
pub const ARROWS: &[(&str, &[Arrow])] = &[
    ("class", &[]),
    ("clock", &[]),
    ("fail_point", &[]),
    // Marks tell since when a run is at work.
    ("files", &[all("class"), all("clock")]),
    ("given", &[]),
    ("progress", &[]),
    ("people", &[]),
    ("territory", &[all("people")]),
    ("law", &[all("people"), all("territory")]),
    ("roll", &[all("people"), all("territory"), all("law")]),
    ("changes", &[all("people"), all("territory"), all("law"), all("roll")]),
    // An extract names its election; what follows from it is none of its business.
    (
        "extract",
        &[
            all("class"),
            all("given"),
            all("people"),
            all("territory"),
            only("law", &["Election", "FormProfile"]),
        ],
    ),
    // An office's workbook becomes the tables of an extract, whose columns and limits it knows.
    (
        "import",
        &[
            all("given"),
            all("people"),
            all("territory"),
            only("extract", &["schema", "BookForm", "ExtractError", "check_parts", "formula_fault"]),
        ],
    ),
    // Moments are written in Vietnam's zone; the present moment is the caller's.
    (
        "store",
        &[
            all("class"),
            all("given"),
            all("people"),
            all("territory"),
            all("law"),
            all("roll"),
            only("clock", &["vietnam"]),
        ],
    ),
    // Posted lists as they stand in the database: no files, no documents.
    (
        "lists",
        &[
            all("class"),
            all("people"),
            all("territory"),
            all("law"),
            all("roll"),
            all("changes"),
            all("store"),
            // Who waits for a nation's delta hears how far it is.
            all("progress"),
            // What is logged of an act.
            only("clock", &["Stopwatch"]),
        ],
    ),
    ("render", &[all("people"), all("territory"), all("law"), all("roll"), all("changes")]),
    // Folders of documents, of lists as the database has them: no extract, no derivation, no command.
    (
        "output",
        &[
            all("class"),
            all("files"),
            all("progress"),
            all("people"),
            all("territory"),
            all("law"),
            all("roll"),
            all("changes"),
            all("store"),
            all("lists"),
            all("render"),
        ],
    ),
    // What was stated and signed, of databases and outputs, and the keys for it: no extract, no command.
    (
        "proof",
        &[
            all("class"),
            all("files"),
            all("given"),
            all("progress"),
            all("people"),
            all("territory"),
            all("law"),
            all("roll"),
            all("changes"),
            all("store"),
            all("lists"),
            all("output"),
            only("render", &["jsonl", "summary"]),
        ],
    ),
    // An invented delta changes an extract, which is read for it.
    (
        "sample",
        &[
            all("files"),
            all("people"),
            all("territory"),
            only(
                "extract",
                &[
                    "schema",
                    "datapackage",
                    "Extract",
                    "ExtractError",
                    "Mode",
                    "Options",
                    "Progress",
                    "ReadError",
                    "open",
                    "start",
                ],
            ),
        ],
    ),
    (
        "tasks",
        &[
            all("class"),
            all("lists"),
            all("output"),
            all("proof"),
            all("progress"),
            all("clock"),
            all("files"),
            all("given"),
            all("people"),
            all("territory"),
            all("law"),
            all("roll"),
            all("changes"),
            all("extract"),
            all("import"),
            all("store"),
            all("render"),
            all("sample"),
        ],
    ),
    // Commands call tasks; of the edges they know results and errors to word, and the database that a person names.
    (
        "cli",
        &[
            all("class"),
            all("clock"),
            all("files"),
            all("given"),
            all("people"),
            all("territory"),
            all("law"),
            all("roll"),
            all("changes"),
            all("render"),
            all("output"),
            all("proof"),
            all("progress"),
            all("sample"),
            all("tasks"),
            only(
                "lists",
                &["Actor", "AuditRecord", "Channel", "Jurisdiction", "ListsError", "NoticeSays", "When"],
            ),
            only("import", &["Aside", "Balance", "Told", "Weight"]),
            only("extract", &["CommuneQuality", "ExtractError"]),
            only("store", &["Database", "DatabaseUrl", "StoreError", "Unfolded", "ViewsUrl"]),
        ],
    ),
    ("main", &[all("cli")]),
];

/// Modules that are functions of their arguments.
const PURE: &[&str] = &["src/people/", "src/territory/", "src/law/", "src/roll/", "src/changes/"];
/// Places that read no file, ask no environment and start nothing: the pure modules, and the makers of documents.
const SILENT: &[&str] =
    &["src/people/", "src/territory/", "src/law/", "src/roll/", "src/changes/", "src/render/"];

/// Where words may stand.
pub enum Place {
    /// In files whose path begins so.
    Only(&'static [&'static str]),
    /// Anywhere but in files whose path begins so.
    NotIn(&'static [&'static str]),
}

/// Words, written as code, and where they may stand.
pub const OWN_WORDS: &[(&[&str], Place, &str)] = &[
    (&["sqlx"], Place::Only(&["src/store/"]), "only the store speaks with a database"),
    (
        &["Utc::now", "Local::now", "SystemTime::now"],
        Place::Only(&["src/clock.rs"]),
        "only the clock reads the time",
    ),
    (
        &["Instant"],
        Place::Only(&["src/clock.rs"]),
        "only the clock measures, for the log, so that results cannot depend on it",
    ),
    (
        &["print!", "println!", "eprint!", "eprintln!", "dbg!"],
        Place::Only(&[]),
        "the command line's printer prints",
    ),
    (
        &["stdout", "stderr"],
        // The program's own file gives standard error to the log; who acts may be asked of the system's `id`.
        Place::Only(&["src/cli/", "src/main.rs"]),
        "only the command line speaks with the terminal",
    ),
    (&["todo!", "unimplemented!"], Place::Only(&[]), "what is missing is an error that says so"),
    (&["#[allow", "#![allow"], Place::Only(&[]), "a lint is expected with its reason, never allowed"),
    (&["unsafe"], Place::Only(&[]), "nothing here needs it"),
    (&[".unwrap("], Place::Only(&[]), "an error is passed on, or `expect` says why there is none"),
    (
        &["std::fs", "std::env", "std::net", "std::process", "std::thread", "tokio"],
        Place::NotIn(SILENT),
        "pure modules and documents are functions of their arguments",
    ),
    (&["std::io", "tracing"], Place::NotIn(PURE), "pure modules neither read nor write"),
];

/// Files of more than 400 lines, and why they stay whole.
pub const LONG_FILES: &[(&str, &str)] =
    &[("tests/extract/broken.rs", "one table: each broken extract beside what must be said of it")];
