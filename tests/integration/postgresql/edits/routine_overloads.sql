-- A function gets another parameter, or gives another type together with the column that it fills: its callers go over.
CREATE FUNCTION rate(price integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT price';
CREATE FUNCTION tenant() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT current_setting('app.tenant')::integer $$;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE FUNCTION smile(mood) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1::text $$;
CREATE TABLE book (
    id integer PRIMARY KEY, price integer DEFAULT rate(1), feels mood, face text DEFAULT smile('ok'), tenant integer DEFAULT tenant(),
    CONSTRAINT book_rate CHECK (rate(price) > 0));
CREATE INDEX book_smile ON book (smile(feels));
CREATE VIEW rated AS SELECT id, rate(price) AS rate, smile(feels) AS smile FROM book;
ALTER TABLE book ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_books ON book USING (tenant = tenant());
-- becomes
CREATE FUNCTION rate(price integer, discount integer DEFAULT 0) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT price - discount';
CREATE FUNCTION tenant() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT current_setting('app.tenant')::uuid $$;
CREATE TYPE mood AS ENUM ('ok', 'happy', 'glad');
CREATE FUNCTION smile(mood) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1::text || '!' $$;
CREATE TABLE book (
    id integer PRIMARY KEY, price integer DEFAULT rate(1), feels mood, face text DEFAULT smile('ok'), tenant uuid DEFAULT tenant(),
    CONSTRAINT book_rate CHECK (rate(price) > 0));
CREATE INDEX book_smile ON book (smile(feels));
CREATE VIEW rated AS SELECT id, rate(price) AS rate, smile(feels) AS smile FROM book;
ALTER TABLE book ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_books ON book USING (tenant = tenant());
