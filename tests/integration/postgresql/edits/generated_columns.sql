-- A generated column has another expression, or what it is made of another type: what stands on it comes back with it.
CREATE TABLE book (
    id integer PRIMARY KEY, price integer, pages integer, title text,
    twice integer GENERATED ALWAYS AS (price * 2) STORED, half integer GENERATED ALWAYS AS (pages / 2) STORED CONSTRAINT book_half CHECK (half > 0), note text);
COMMENT ON COLUMN book.twice IS 'for two';
COMMENT ON COLUMN book.half IS 'for one';
CREATE INDEX book_twice ON book (twice) WHERE half > 5;
CREATE UNIQUE INDEX book_half_title ON book (half, title);
COMMENT ON INDEX book_half_title IS 'by length';
CREATE VIEW twice_book AS SELECT twice, half FROM book;
-- becomes
CREATE TABLE book (
    id integer PRIMARY KEY, price bigint, pages bigint, title text,
    twice bigint GENERATED ALWAYS AS (price * 3) STORED, half integer GENERATED ALWAYS AS (pages / 2) STORED CONSTRAINT book_half CHECK (half > 0),
    note text GENERATED ALWAYS AS ('none') STORED);
COMMENT ON COLUMN book.twice IS 'for three';
COMMENT ON COLUMN book.half IS 'for one';
CREATE INDEX book_twice ON book (twice) WHERE half > 5;
CREATE UNIQUE INDEX book_half_title ON book (half, title);
COMMENT ON INDEX book_half_title IS 'by length';
CREATE VIEW twice_book AS SELECT twice, half FROM book;
