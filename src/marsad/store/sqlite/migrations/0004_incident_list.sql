-- What lists of incidents are narrowed and ordered by: `told` counts the reports that tell of one, `latest` is the key of the one
-- published last. `told` is null from the moment that events come in until they are counted anew, in the same transaction.
ALTER TABLE incident ADD COLUMN told INTEGER;
ALTER TABLE incident ADD COLUMN latest INTEGER;
UPDATE incident SET (told, latest) =
    (SELECT count(DISTINCT report), max(report) FROM incident_event WHERE incident_event.incident = incident.number);
CREATE INDEX incident_latest ON incident (latest, number, told);
CREATE INDEX incident_told ON incident (told, latest, number);

CREATE TRIGGER incident_event_came AFTER INSERT ON incident_event BEGIN
    UPDATE incident SET told = NULL WHERE number = NEW.incident AND told IS NOT NULL;
END;
CREATE TRIGGER incident_event_moved AFTER UPDATE OF incident ON incident_event WHEN OLD.incident <> NEW.incident BEGIN
    UPDATE incident SET told = NULL WHERE number IN (OLD.incident, NEW.incident) AND told IS NOT NULL;
END;
-- Events also go when a report is forgotten.
CREATE TRIGGER incident_event_went AFTER DELETE ON incident_event BEGIN
    UPDATE incident SET (told, latest) =
        (SELECT count(DISTINCT report), max(report) FROM incident_event WHERE incident_event.incident = incident.number)
    WHERE number = OLD.incident;
END;
