-- before
CREATE TABLE keyed (k TEXT PRIMARY KEY, v TEXT);
CREATE TABLE made_strict (k TEXT, v INTEGER, PRIMARY KEY (k, v));
CREATE TABLE other_key (id INTEGER PRIMARY KEY, k TEXT);
-- after
CREATE TABLE keyed (k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID;
CREATE TABLE made_strict (k TEXT, v INTEGER, PRIMARY KEY (k, v)) STRICT;
CREATE TABLE other_key (id INTEGER, k TEXT PRIMARY KEY);
-- rows
INSERT INTO keyed VALUES ('k', 'v');
INSERT INTO made_strict VALUES ('k', 7);
INSERT INTO other_key VALUES (3, 'k');
-- look
SELECT * FROM keyed;
SELECT * FROM made_strict;
SELECT * FROM other_key;
