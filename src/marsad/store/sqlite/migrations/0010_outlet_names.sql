-- Further names that an outlet goes by (a list in JSON), and its id among the actors.
ALTER TABLE outlet ADD COLUMN names TEXT NOT NULL DEFAULT '[]';
ALTER TABLE outlet ADD COLUMN actor TEXT;
