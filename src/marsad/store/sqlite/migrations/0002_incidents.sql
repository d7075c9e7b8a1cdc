-- Incidents: which events of several reports are one, why, and what people decided. Events are named by the report's id and
-- the event's id in its coding; `at` and `upto` are the span of its first trigger, by which a newer coding finds it again.

-- Reports that were compared with all others, by the run whose coding was compared and the version of the comparison.
CREATE TABLE linked (
    report INTEGER PRIMARY KEY NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    run INTEGER NOT NULL,
    version TEXT NOT NULL
);

-- Keys under which an event is found by others: digests of a day and a neighbourhood.
CREATE TABLE filed (
    key INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    event TEXT NOT NULL,
    PRIMARY KEY (key, report, event)
) WITHOUT ROWID;
CREATE INDEX filed_report ON filed (report);

-- Keys under which a text is found by its copies.
CREATE TABLE band (
    band TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    PRIMARY KEY (band, report)
) WITHOUT ROWID;
CREATE INDEX band_report ON band (report);

CREATE TABLE copy (
    earlier INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    later INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    jaccard REAL NOT NULL,
    contained REAL NOT NULL,
    ordered INTEGER NOT NULL,
    PRIMARY KEY (earlier, later)
) WITHOUT ROWID;
CREATE INDEX copy_later ON copy (later);

-- Pairs of events that were compared, the smaller key first, with the signs for and against.
CREATE TABLE link (
    a INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    a_event TEXT NOT NULL,
    b INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    b_event TEXT NOT NULL,
    score REAL NOT NULL,
    signs TEXT NOT NULL,
    PRIMARY KEY (a, a_event, b, b_event)
) WITHOUT ROWID;
CREATE INDEX link_b ON link (b, b_event);

-- `now` leads from a name that is no more to the incident that has most of its events.
CREATE TABLE incident (
    number INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL,
    now TEXT
);

CREATE TABLE incident_event (
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    event TEXT NOT NULL,
    incident INTEGER NOT NULL REFERENCES incident (number),
    at INTEGER NOT NULL,
    upto INTEGER NOT NULL,
    PRIMARY KEY (report, event)
) WITHOUT ROWID;
CREATE INDEX incident_event_incident ON incident_event (incident);

-- What people joined and parted; the newest decision on two events stands. Named by report id and span, so that it outlives codings.
CREATE TABLE incident_decision (
    number INTEGER PRIMARY KEY NOT NULL,
    decided_at TEXT NOT NULL,
    who TEXT NOT NULL,
    together INTEGER NOT NULL,
    a INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    a_at INTEGER NOT NULL,
    b INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    b_at INTEGER NOT NULL,
    why TEXT NOT NULL
);
CREATE INDEX incident_decision_a ON incident_decision (a, a_at);
CREATE INDEX incident_decision_b ON incident_decision (b, b_at);
