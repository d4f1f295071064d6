-- before
CREATE TABLE log (at TEXT, what TEXT);
CREATE TABLE shy (rowid TEXT, what TEXT);
CREATE TABLE hidden (rowid INT, oid INT, _rowid_ INT);
CREATE TABLE key_elsewhere (name TEXT PRIMARY KEY, n INT);
-- after
CREATE TABLE log (at TEXT NOT NULL, what TEXT, size INT UNIQUE);
CREATE TABLE shy (rowid TEXT NOT NULL, what TEXT);
CREATE TABLE hidden (rowid INT NOT NULL, oid INT, _rowid_ INT);
CREATE TABLE key_elsewhere (name TEXT PRIMARY KEY, n INT NOT NULL);
-- rows
INSERT INTO log (rowid, at, what) VALUES (7, 'a', 'b'), (-3, 'c', 'd'), (9223372036854775807, 'e', 'f');
INSERT INTO shy (oid, rowid, what) VALUES (5, 'x', 'y');
INSERT INTO hidden VALUES (1, 2, 3);
INSERT INTO key_elsewhere (rowid, name, n) VALUES (40, 'a', 1), (20, 'b', 2);
-- look
SELECT rowid, at, what FROM log;
SELECT oid, rowid, what FROM shy;
SELECT rowid, oid, _rowid_ FROM hidden;
SELECT rowid, name, n FROM key_elsewhere;
