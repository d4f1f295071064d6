-- Rules with several actions, on a table whose columns change.
CREATE TABLE book (id integer PRIMARY KEY, price integer);
CREATE TABLE log (id integer, at timestamptz);
CREATE RULE book_paid AS ON UPDATE TO book WHERE old.price <> new.price DO ALSO INSERT INTO log VALUES (new.id, now());
CREATE RULE book_stays AS ON DELETE TO book DO INSTEAD NOTHING;
-- becomes
CREATE TABLE book (id integer PRIMARY KEY, price bigint, rest integer);
CREATE TABLE log (id bigint, at timestamptz);
CREATE RULE book_paid AS ON UPDATE TO book WHERE old.price <> new.price DO ALSO (INSERT INTO log VALUES (new.id, now()); DELETE FROM log WHERE id = old.rest;);
COMMENT ON RULE book_paid ON book IS 'what happened';
