-- What a function takes or gives changes while tables, domains and views call it: they step aside and come back.
CREATE FUNCTION tariff() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION dear(price integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT price > 100';
CREATE FUNCTION taxed(price integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT price + 1';
COMMENT ON FUNCTION dear(integer) IS 'for collectors';
GRANT EXECUTE ON FUNCTION dear(integer) TO edits_role;
CREATE DOMAIN amount AS integer DEFAULT tariff() CONSTRAINT amount_dear CHECK (NOT dear(VALUE)) CONSTRAINT amount_positive CHECK (VALUE > 0);
CREATE TABLE book (
    id integer PRIMARY KEY, price integer DEFAULT tariff(), paid amount,
    whole bigint GENERATED ALWAYS AS (taxed(price)) STORED UNIQUE,
    CONSTRAINT book_dear CHECK (NOT dear(price)), CONSTRAINT book_whole CHECK (whole > price));
COMMENT ON COLUMN book.whole IS 'with tax';
COMMENT ON CONSTRAINT book_dear ON book IS 'not for us';
CREATE INDEX book_dear_price ON book (price) WHERE dear(price);
CREATE VIEW dear_book AS SELECT id, dear(price) AS dear FROM book;
GRANT SELECT ON dear_book TO edits_role;
-- becomes
CREATE FUNCTION tariff() RETURNS smallint LANGUAGE sql AS 'SELECT 1::smallint';
CREATE FUNCTION dear(euros integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT euros > 100';
CREATE FUNCTION taxed(price integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT price + 1::bigint';
COMMENT ON FUNCTION dear(integer) IS 'for collectors';
GRANT EXECUTE ON FUNCTION dear(integer) TO edits_role;
CREATE DOMAIN amount AS integer DEFAULT tariff() CONSTRAINT amount_dear CHECK (NOT dear(VALUE)) CONSTRAINT amount_positive CHECK (VALUE > 0);
CREATE TABLE book (
    id integer PRIMARY KEY, price integer DEFAULT tariff(), paid amount,
    whole bigint GENERATED ALWAYS AS (taxed(price)) STORED UNIQUE,
    CONSTRAINT book_dear CHECK (NOT dear(price)), CONSTRAINT book_whole CHECK (whole > price));
COMMENT ON COLUMN book.whole IS 'with tax';
COMMENT ON CONSTRAINT book_dear ON book IS 'not for us';
CREATE INDEX book_dear_price ON book (price) WHERE dear(price);
CREATE VIEW dear_book AS SELECT id, dear(price) AS dear FROM book;
GRANT SELECT ON dear_book TO edits_role;
