-- What the figures on an archive are read from: the sizes of contents without their bytes, and the reports that nothing was read
-- out of yet.
CREATE INDEX content_size ON content (size);
CREATE INDEX content_beside ON content (size) WHERE body IS NULL;
CREATE INDEX report_uncoded ON report (key) WHERE run IS NULL;
