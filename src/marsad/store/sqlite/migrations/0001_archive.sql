-- The archive: what was captured, the reports in it, how they were coded, the view of the newest codings, and the log.
-- A report's key is its day of publication and a number in the day (day << 24 | number), an event's key that of its
-- report and a number in the report (report << 16 | number): newest first is the order of the keys backwards.

CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE outlet (
    id TEXT PRIMARY KEY NOT NULL,
    name_ar TEXT,
    name_en TEXT,
    domains TEXT NOT NULL,
    country TEXT,
    language TEXT,
    kind TEXT,
    ownership TEXT
) WITHOUT ROWID;

CREATE TABLE actor (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT,
    folded TEXT NOT NULL,
    folded_en TEXT,
    actor_class TEXT,
    country TEXT,
    acled INTEGER
) WITHOUT ROWID;
CREATE INDEX actor_folded ON actor (folded);
CREATE INDEX actor_folded_en ON actor (folded_en);

CREATE TABLE actor_within (
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    within TEXT NOT NULL,
    PRIMARY KEY (actor, within)
) WITHOUT ROWID;
CREATE INDEX actor_within_within ON actor_within (within, actor);

-- Bytes as captured. `body` holds them zlib-compressed; where it is null they lie in the vault beside the database.
CREATE TABLE content (
    id INTEGER PRIMARY KEY NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    body BLOB
);

CREATE TABLE capture (
    id INTEGER PRIMARY KEY NOT NULL,
    content INTEGER NOT NULL REFERENCES content (id),
    media_type TEXT NOT NULL,
    origin TEXT NOT NULL,
    member TEXT,
    container TEXT,
    charset TEXT,
    http_status INTEGER,
    captured_at TEXT NOT NULL,
    tool TEXT NOT NULL,
    notes TEXT NOT NULL
);
CREATE UNIQUE INDEX capture_once ON capture (content, origin, coalesce(member, ''));
CREATE INDEX capture_container ON capture (container) WHERE container IS NOT NULL;

CREATE TABLE report (
    key INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    length INTEGER NOT NULL,
    published DATE,
    published_at TEXT,
    outlet TEXT,
    title TEXT,
    authors TEXT NOT NULL,
    url TEXT,
    language TEXT,
    name TEXT,
    run INTEGER REFERENCES run (id)
);
CREATE INDEX report_outlet ON report (outlet);

-- The text of a report in UTF-8 (lone surrogates passed through), zlib-compressed.
CREATE TABLE body (
    report INTEGER PRIMARY KEY NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    text BLOB NOT NULL
);

CREATE TABLE capture_report (
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    capture INTEGER NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
    PRIMARY KEY (report, capture)
) WITHOUT ROWID;
CREATE INDEX capture_report_capture ON capture_report (capture);

CREATE TABLE run (
    id INTEGER PRIMARY KEY NOT NULL,
    extractor TEXT NOT NULL,
    version TEXT NOT NULL,
    lexicon TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    reports INTEGER NOT NULL DEFAULT 0
);

-- The coded report of each run, kept for ever: JSON, zlib-compressed.
CREATE TABLE coding (
    id INTEGER PRIMARY KEY NOT NULL,
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES run (id),
    document BLOB NOT NULL
);
CREATE UNIQUE INDEX coding_once ON coding (report, run);

-- From here to the text index: a view of each report's newest coding, which can be rebuilt.

CREATE TABLE mention (
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    ref TEXT,
    PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE INDEX mention_ref ON mention (ref, report) WHERE ref IS NOT NULL;

CREATE TABLE claim (
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    stance TEXT NOT NULL,
    speaker TEXT,
    entity TEXT,
    name TEXT,
    folded TEXT,
    within TEXT,
    PRIMARY KEY (report, number)
) WITHOUT ROWID;
CREATE INDEX claim_entity ON claim (entity, report) WHERE entity IS NOT NULL;

CREATE TABLE figure (
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    what TEXT,
    least REAL,
    most REAL,
    bound TEXT NOT NULL,
    unit TEXT,
    direction TEXT,
    PRIMARY KEY (report, number)
) WITHOUT ROWID;

-- `place` to `lon` are those of the event's first, most specific place; `at` and `upto` the span of its first trigger.
CREATE TABLE event (
    key INTEGER PRIMARY KEY NOT NULL,
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    edtf TEXT,
    precision TEXT,
    start DATE,
    "end" DATE,
    year TEXT,
    month TEXT,
    place TEXT,
    place_id TEXT,
    country TEXT,
    admin1 TEXT,
    level TEXT,
    lat REAL,
    lon REAL,
    outlet TEXT,
    published DATE,
    review TEXT NOT NULL DEFAULT 'new',
    at INTEGER NOT NULL,
    upto INTEGER NOT NULL
);
CREATE INDEX event_report ON event (report);
-- All that facets count by and filters test, so that they need not read the rows.
CREATE INDEX event_facets ON event (month, admin1, type, country, status, mode, outlet, review, start, "end", year);
CREATE INDEX event_start ON event (start);
CREATE INDEX event_span ON event (start, "end") WHERE start <> "end";
CREATE INDEX event_type ON event (type, mode);
CREATE INDEX event_country ON event (country, admin1);

CREATE TABLE participant (
    event INTEGER NOT NULL REFERENCES event (key) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('actor', 'target')),
    number INTEGER NOT NULL,
    mention TEXT NOT NULL,
    entity TEXT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    actor_class TEXT,
    country TEXT,
    PRIMARY KEY (event, role, number)
) WITHOUT ROWID;
CREATE INDEX participant_entity ON participant (entity, role, event) WHERE entity IS NOT NULL;
CREATE INDEX participant_folded ON participant (folded, role, event);

-- The claims that carry an event; `depth` is 0 for those it names, 1 and more for the claims that those lie in.
CREATE TABLE teller (
    event INTEGER NOT NULL REFERENCES event (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    claim TEXT NOT NULL,
    stance TEXT NOT NULL,
    mention TEXT,
    entity TEXT,
    name TEXT,
    folded TEXT,
    PRIMARY KEY (event, number)
) WITHOUT ROWID;
CREATE INDEX teller_entity ON teller (entity, event) WHERE entity IS NOT NULL;
CREATE INDEX teller_folded ON teller (folded, event) WHERE folded IS NOT NULL;
CREATE INDEX teller_stance ON teller (stance, event);

CREATE TABLE event_place (
    key INTEGER PRIMARY KEY NOT NULL,
    event INTEGER NOT NULL REFERENCES event (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    mention TEXT NOT NULL,
    place_id TEXT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    folded_en TEXT,
    country TEXT,
    admin1 TEXT,
    level TEXT,
    lat REAL,
    lon REAL
);
CREATE UNIQUE INDEX event_place_once ON event_place (event, number);
CREATE INDEX event_place_id ON event_place (place_id, event) WHERE place_id IS NOT NULL;
CREATE INDEX event_place_folded ON event_place (folded, event);
CREATE INDEX event_place_folded_en ON event_place (folded_en, event) WHERE folded_en IS NOT NULL;
CREATE INDEX event_place_country ON event_place (country, admin1, event);

CREATE TABLE event_count (
    event INTEGER NOT NULL REFERENCES event (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    what TEXT,
    least REAL,
    most REAL,
    bound TEXT NOT NULL,
    mention TEXT NOT NULL,
    PRIMARY KEY (event, number)
) WITHOUT ROWID;
CREATE INDEX event_count_kind ON event_count (kind, most, least, event);

-- Where events were: `id` is the key of the event_place. Only an event's first place and its towns and points stand here,
-- not the province around them. Coordinates of the box are rounded outwards to 32 bits; lat and lon are exact.
CREATE VIRTUAL TABLE place_box USING rtree (id, west, east, south, north, +event INTEGER, +lat REAL, +lon REAL);

-- Folded words of every report and their stems (see store/folding.py), by the report's key. The words themselves are not kept
-- here: a row is taken out by giving the same words again, so the version of the folding is kept as the setting `folding`.
CREATE VIRTUAL TABLE text_index USING fts5 (title, text, title_stems, text_stems, content = '', tokenize = 'ascii');
-- Bytes of words gathered in memory before a piece of the index is written, and how many pieces are merged at once.
INSERT INTO text_index (text_index, rank) VALUES ('hashsize', 16777216);
INSERT INTO text_index (text_index, rank) VALUES ('automerge', 8);

CREATE TABLE custody (
    number INTEGER PRIMARY KEY NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL,
    chain TEXT NOT NULL
);
CREATE INDEX custody_subject ON custody (subject);

-- Reports that were forgotten on request, by id: their text is not taken in again.
CREATE TABLE forgotten (
    report TEXT PRIMARY KEY NOT NULL,
    custody INTEGER NOT NULL REFERENCES custody (number)
) WITHOUT ROWID;
