-- How many events there are of each kind, so that counting over everything need not read them all. Triggers keep these tables
-- exact, whoever writes; the views count what should stand in them. What is not stated is x'ff', which sorts behind all words.

-- By what is counted together most, without events that reviewers rejected.
CREATE TABLE event_cell (
    month TEXT NOT NULL,
    admin1 TEXT NOT NULL,
    type TEXT NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (month, admin1, type)
) WITHOUT ROWID;

-- By all that has few values; with rejected events.
CREATE TABLE event_kind (
    month TEXT NOT NULL,
    admin1 TEXT NOT NULL,
    type TEXT NOT NULL,
    country TEXT NOT NULL,
    status TEXT NOT NULL,
    mode TEXT NOT NULL,
    review TEXT NOT NULL,
    year TEXT NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (month, admin1, type, country, status, mode, review, year)
) WITHOUT ROWID;

-- By one thing, without rejected events. An event counts once for each of its actors, targets and speakers; `any actor` and so on
-- are the events with at least one of them, whoever it is.
CREATE TABLE event_tally (
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (facet, value)
) WITHOUT ROWID;

-- What is not stated, said.
CREATE VIEW event_stated AS SELECT
    coalesce(month, x'ff') AS month, coalesce(year, x'ff') AS year, coalesce(country, x'ff') AS country,
    coalesce(admin1, x'ff') AS admin1, coalesce(place, x'ff') AS place, type, coalesce(mode, x'ff') AS mode, status,
    coalesce(outlet, x'ff') AS outlet, review
FROM event;

CREATE VIEW event_cell_counted AS
    SELECT month, admin1, type, count(*) AS events FROM event_stated WHERE review <> 'rejected' GROUP BY 1, 2, 3;
CREATE VIEW event_kind_counted AS
    SELECT month, admin1, type, country, status, mode, review, year, count(*) AS events
    FROM event_stated GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
CREATE VIEW event_tally_counted AS
    SELECT 'month' AS facet, month AS value, count(*) AS events FROM event_stated WHERE review <> 'rejected' GROUP BY 2
    UNION ALL SELECT 'year', year, count(*) FROM event_stated WHERE review <> 'rejected' GROUP BY 2
    UNION ALL SELECT 'country', country, count(*) FROM event_stated WHERE review <> 'rejected' GROUP BY 2
    UNION ALL SELECT 'admin1', admin1, count(*) FROM event_stated WHERE review <> 'rejected' GROUP BY 2
    UNION ALL SELECT 'place', place, count(*) FROM event_stated WHERE review <> 'rejected' GROUP BY 2
    UNION ALL SELECT 'type', type, count(*) FROM event_stated WHERE review <> 'rejected' GROUP BY 2
    UNION ALL SELECT 'mode', mode, count(*) FROM event_stated WHERE review <> 'rejected' GROUP BY 2
    UNION ALL SELECT 'status', status, count(*) FROM event_stated WHERE review <> 'rejected' GROUP BY 2
    UNION ALL SELECT 'outlet', outlet, count(*) FROM event_stated WHERE review <> 'rejected' GROUP BY 2
    UNION ALL SELECT 'review', review, count(*) FROM event_stated WHERE review <> 'rejected' GROUP BY 2
    UNION ALL SELECT role, coalesce(entity, name), count(DISTINCT event)
        FROM participant JOIN event ON key = event WHERE review <> 'rejected' GROUP BY 1, 2
    UNION ALL SELECT 'any ' || role, x'ff', count(DISTINCT event)
        FROM participant JOIN event ON key = event WHERE review <> 'rejected' GROUP BY 1
    UNION ALL SELECT 'speaker', coalesce(entity, teller.name), count(DISTINCT event)
        FROM teller JOIN event ON key = event WHERE review <> 'rejected' AND name IS NOT NULL GROUP BY 2
    UNION ALL SELECT 'any speaker', x'ff', count(DISTINCT event)
        FROM teller JOIN event ON key = event WHERE review <> 'rejected' AND name IS NOT NULL HAVING count(*) > 0;

INSERT INTO event_cell SELECT * FROM event_cell_counted;
INSERT INTO event_kind SELECT * FROM event_kind_counted;
INSERT INTO event_tally SELECT * FROM event_tally_counted;

-- What is written into `event_counting` is counted as so many more events (`more` is 1 or -1) of that kind.
CREATE VIEW event_counting AS SELECT *, 0 AS more FROM event_stated;
CREATE TRIGGER event_counted INSTEAD OF INSERT ON event_counting BEGIN
    INSERT INTO event_cell SELECT coalesce(new.month, x'ff'), coalesce(new.admin1, x'ff'), new.type, new.more
    WHERE new.review <> 'rejected' ON CONFLICT DO UPDATE SET events = events + new.more;
    INSERT INTO event_kind VALUES (
        coalesce(new.month, x'ff'), coalesce(new.admin1, x'ff'), new.type, coalesce(new.country, x'ff'), new.status,
        coalesce(new.mode, x'ff'), new.review, coalesce(new.year, x'ff'), new.more
    ) ON CONFLICT DO UPDATE SET events = events + new.more;
    INSERT INTO event_tally SELECT column1, column2, new.more FROM (VALUES
        ('month', coalesce(new.month, x'ff')), ('year', coalesce(new.year, x'ff')),
        ('country', coalesce(new.country, x'ff')), ('admin1', coalesce(new.admin1, x'ff')),
        ('place', coalesce(new.place, x'ff')), ('type', new.type), ('mode', coalesce(new.mode, x'ff')),
        ('status', new.status), ('outlet', coalesce(new.outlet, x'ff')), ('review', new.review)
    ) WHERE new.review <> 'rejected' ON CONFLICT DO UPDATE SET events = events + new.more;
END;
-- Names of what was forgotten do not stay.
CREATE TRIGGER event_cell_emptied AFTER UPDATE OF events ON event_cell WHEN new.events = 0 BEGIN
    DELETE FROM event_cell WHERE (month, admin1, type) = (new.month, new.admin1, new.type);
END;
CREATE TRIGGER event_kind_emptied AFTER UPDATE OF events ON event_kind WHEN new.events = 0 BEGIN
    DELETE FROM event_kind WHERE (month, admin1, type, country, status, mode, review, year)
        = (new.month, new.admin1, new.type, new.country, new.status, new.mode, new.review, new.year);
END;
CREATE TRIGGER event_tally_emptied AFTER UPDATE OF events ON event_tally WHEN new.events = 0 BEGIN
    DELETE FROM event_tally WHERE facet = new.facet AND value = new.value;
END;

CREATE TRIGGER event_added AFTER INSERT ON event BEGIN
    INSERT INTO event_counting VALUES (
        new.month, new.year, new.country, new.admin1, new.place, new.type, new.mode, new.status, new.outlet, new.review, 1
    );
END;
-- Before its participants and tellers go with it.
CREATE TRIGGER event_removed BEFORE DELETE ON event BEGIN
    INSERT INTO event_counting VALUES (
        old.month, old.year, old.country, old.admin1, old.place, old.type, old.mode, old.status, old.outlet, old.review, -1
    );
    INSERT INTO event_tally SELECT facet, value, -1 FROM (
        SELECT role AS facet, coalesce(entity, name) AS value FROM participant WHERE event = old.key
        UNION SELECT 'any ' || role, x'ff' FROM participant WHERE event = old.key
        UNION SELECT 'speaker', coalesce(entity, name) FROM teller WHERE event = old.key AND name IS NOT NULL
        UNION SELECT 'any speaker', x'ff' FROM teller WHERE event = old.key AND name IS NOT NULL
    ) WHERE old.review <> 'rejected' ON CONFLICT DO UPDATE SET events = events - 1;
END;
CREATE TRIGGER event_changed
AFTER UPDATE OF month, year, country, admin1, place, type, mode, status, outlet, review ON event BEGIN
    INSERT INTO event_counting VALUES (
        old.month, old.year, old.country, old.admin1, old.place, old.type, old.mode, old.status, old.outlet, old.review, -1
    );
    INSERT INTO event_counting VALUES (
        new.month, new.year, new.country, new.admin1, new.place, new.type, new.mode, new.status, new.outlet, new.review, 1
    );
    INSERT INTO event_tally SELECT facet, value, -1 FROM (
        SELECT role AS facet, coalesce(entity, name) AS value FROM participant WHERE event = old.key
        UNION SELECT 'any ' || role, x'ff' FROM participant WHERE event = old.key
        UNION SELECT 'speaker', coalesce(entity, name) FROM teller WHERE event = old.key AND name IS NOT NULL
        UNION SELECT 'any speaker', x'ff' FROM teller WHERE event = old.key AND name IS NOT NULL
    ) WHERE old.review <> 'rejected' AND new.review = 'rejected' ON CONFLICT DO UPDATE SET events = events - 1;
    INSERT INTO event_tally SELECT facet, value, 1 FROM (
        SELECT role AS facet, coalesce(entity, name) AS value FROM participant WHERE event = new.key
        UNION SELECT 'any ' || role, x'ff' FROM participant WHERE event = new.key
        UNION SELECT 'speaker', coalesce(entity, name) FROM teller WHERE event = new.key AND name IS NOT NULL
        UNION SELECT 'any speaker', x'ff' FROM teller WHERE event = new.key AND name IS NOT NULL
    ) WHERE old.review = 'rejected' AND new.review <> 'rejected' ON CONFLICT DO UPDATE SET events = events + 1;
END;

-- The first and the last of an event's rows with a name count, not those between.
CREATE TRIGGER participant_added AFTER INSERT ON participant
WHEN EXISTS (SELECT 1 FROM event WHERE key = new.event AND review <> 'rejected') BEGIN
    INSERT INTO event_tally SELECT new.role, coalesce(new.entity, new.name), 1 WHERE NOT EXISTS (
        SELECT 1 FROM participant WHERE event = new.event AND role = new.role AND number <> new.number
            AND coalesce(entity, name) = coalesce(new.entity, new.name)
    ) ON CONFLICT DO UPDATE SET events = events + 1;
    INSERT INTO event_tally SELECT 'any ' || new.role, x'ff', 1 WHERE NOT EXISTS (
        SELECT 1 FROM participant WHERE event = new.event AND role = new.role AND number <> new.number
    ) ON CONFLICT DO UPDATE SET events = events + 1;
END;
CREATE TRIGGER participant_removed AFTER DELETE ON participant
WHEN EXISTS (SELECT 1 FROM event WHERE key = old.event AND review <> 'rejected') BEGIN
    UPDATE event_tally SET events = events - 1
    WHERE facet = old.role AND value = coalesce(old.entity, old.name) AND NOT EXISTS (
        SELECT 1 FROM participant WHERE event = old.event AND role = old.role
            AND coalesce(entity, name) = coalesce(old.entity, old.name)
    );
    UPDATE event_tally SET events = events - 1 WHERE facet = 'any ' || old.role AND NOT EXISTS (
        SELECT 1 FROM participant WHERE event = old.event AND role = old.role
    );
END;
CREATE TRIGGER teller_added AFTER INSERT ON teller
WHEN new.name IS NOT NULL AND EXISTS (SELECT 1 FROM event WHERE key = new.event AND review <> 'rejected') BEGIN
    INSERT INTO event_tally SELECT 'speaker', coalesce(new.entity, new.name), 1 WHERE NOT EXISTS (
        SELECT 1 FROM teller WHERE event = new.event AND name IS NOT NULL AND number <> new.number
            AND coalesce(entity, name) = coalesce(new.entity, new.name)
    ) ON CONFLICT DO UPDATE SET events = events + 1;
    INSERT INTO event_tally SELECT 'any speaker', x'ff', 1 WHERE NOT EXISTS (
        SELECT 1 FROM teller WHERE event = new.event AND name IS NOT NULL AND number <> new.number
    ) ON CONFLICT DO UPDATE SET events = events + 1;
END;
CREATE TRIGGER teller_removed AFTER DELETE ON teller
WHEN old.name IS NOT NULL AND EXISTS (SELECT 1 FROM event WHERE key = old.event AND review <> 'rejected') BEGIN
    UPDATE event_tally SET events = events - 1
    WHERE facet = 'speaker' AND value = coalesce(old.entity, old.name) AND NOT EXISTS (
        SELECT 1 FROM teller WHERE event = old.event AND name IS NOT NULL
            AND coalesce(entity, name) = coalesce(old.entity, old.name)
    );
    UPDATE event_tally SET events = events - 1 WHERE facet = 'any speaker' AND NOT EXISTS (
        SELECT 1 FROM teller WHERE event = old.event AND name IS NOT NULL
    );
END;
