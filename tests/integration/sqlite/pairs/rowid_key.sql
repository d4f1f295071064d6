-- before
CREATE TABLE client (id VARCHAR(255) NOT NULL, pk TEXT PRIMARY KEY, old INT);
-- after
CREATE TABLE client (id VARCHAR(255) NOT NULL, pk INTEGER PRIMARY KEY);
-- rows
INSERT INTO client VALUES ('a', 7, 1), ('b', 9, 1);
-- look
SELECT id, CAST(pk AS INTEGER) FROM client;
