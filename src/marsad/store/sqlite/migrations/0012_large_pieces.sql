-- More words are gathered in memory before a piece of the index is written, so that a batch makes one piece: fewer are merged later.
INSERT INTO text_index (text_index, rank) VALUES ('hashsize', 67108864);
