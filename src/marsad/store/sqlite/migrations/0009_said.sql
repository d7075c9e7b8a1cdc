-- What several coders said of the same records of a report, worked out when its rows are: how far coders agree is asked without
-- reading the reports. `document` is a list in JSON; NULL where it is still to be worked out, of decisions made before this table was.
CREATE TABLE said (
    report INTEGER PRIMARY KEY NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    document BLOB
);
INSERT INTO said SELECT report, NULL FROM decision GROUP BY report HAVING count(DISTINCT who) > 1;
