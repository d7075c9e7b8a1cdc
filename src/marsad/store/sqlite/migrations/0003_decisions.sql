-- What people decide: on records, on lexicon entries that should be, on how far something is to be believed. Rows are only added.
-- What belongs to a report goes with it when it is forgotten.

-- `document` is the whole decision in JSON; the columns are what is looked up.
CREATE TABLE decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    part TEXT NOT NULL,
    record TEXT NOT NULL,
    run INTEGER,
    document TEXT NOT NULL
);
CREATE INDEX decision_report ON decision (report, record);
CREATE INDEX decision_who ON decision (who, report);

-- Grades that people give, the newest of a person for a subject and scheme stands; an empty value takes one back. A subject is an
-- incident, outlet or speaker by its id, an event or claim by the report and the words that it rests on (`at` to `upto`).
CREATE TABLE grade (
    number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    given_at TEXT NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    report INTEGER REFERENCES report (key) ON DELETE CASCADE,
    at INTEGER,
    upto INTEGER,
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    why TEXT NOT NULL
);
CREATE INDEX grade_subject ON grade (kind, subject);
CREATE INDEX grade_report ON grade (report) WHERE report IS NOT NULL;

-- Labels of reports (graphic, personal); the newest line for a label says whether it is on.
CREATE TABLE label (
    number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    given_at TEXT NOT NULL,
    who TEXT NOT NULL,
    label TEXT NOT NULL,
    held INTEGER NOT NULL,
    why TEXT NOT NULL
);
CREATE INDEX label_report ON label (report);

-- Searches that people keep, `asked` is a filter in JSON; the newest of a name stands, without one it was taken away.
CREATE TABLE saved_search (
    number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    saved_at TEXT NOT NULL,
    who TEXT NOT NULL,
    name TEXT NOT NULL,
    asked TEXT
);
CREATE INDEX saved_search_name ON saved_search (name);

-- Lexicon entries that a correction led to, with the file that they would go into.
CREATE TABLE proposal (
    number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    decision INTEGER NOT NULL REFERENCES decision (number) ON DELETE CASCADE,
    made_at TEXT NOT NULL,
    who TEXT NOT NULL,
    file TEXT NOT NULL,
    entry TEXT NOT NULL,
    faults TEXT NOT NULL
);
CREATE INDEX proposal_decision ON proposal (decision);

-- How little speaks for an event, and whether its reviewers disagree; for the order in which events are looked at.
ALTER TABLE event ADD COLUMN doubt REAL NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX event_need ON event (review, doubt);
CREATE INDEX event_disputed ON event (key) WHERE disputed;

-- Whether the accounts of an incident differ in the numbers they give; settled whenever its events change.
ALTER TABLE incident ADD COLUMN contested INTEGER NOT NULL DEFAULT 0;
CREATE INDEX incident_contested ON incident (number) WHERE contested;
