-- What linking read of a report, so that the report need not be read again to be compared with a later one.
CREATE TABLE telling (
    report INTEGER PRIMARY KEY NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    version TEXT NOT NULL,
    content BLOB NOT NULL
);

-- The names of signs. A link keeps its signs as characters, each that of a sign's number.
CREATE TABLE sign (
    number INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE
);
INSERT INTO sign (name) SELECT DISTINCT told.value FROM link, json_each(link.signs) AS told ORDER BY told.value;
UPDATE link SET signs = coalesce(
    (SELECT group_concat(char(sign.number), '') FROM json_each(link.signs) AS told JOIN sign ON sign.name = told.value), ''
);

-- Walks along links read both ends and the score, nothing else.
DROP INDEX link_b;
CREATE INDEX link_b ON link (b, b_event, score);

-- Keys under which a text is found by its copies, as numbers: those of before are made anew when linking compares next.
DROP TABLE band;
CREATE TABLE band (
    band INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    PRIMARY KEY (band, report)
) WITHOUT ROWID;
CREATE INDEX band_report ON band (report);
