-- How much is held of each outlet, and of which days, without reading the reports; and which run shows each report, for linking.
DROP INDEX report_outlet;
CREATE INDEX report_outlet ON report (outlet, published);
CREATE INDEX report_run ON report (key, run);
