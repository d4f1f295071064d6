-- A function that another one calls, and a check calls that one, gets another parameter.
CREATE FUNCTION norm(t text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT lower(t)';
CREATE FUNCTION is_ok(t text) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$SELECT norm(t) <> ''$$;
CREATE FUNCTION untouched(t text) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$BEGIN RETURN norm(t) <> ''; END$$;
CREATE TABLE t (id integer PRIMARY KEY, a text CHECK (is_ok(a)), b text, CHECK (untouched(b)));
-- becomes
CREATE FUNCTION norm(t text, b boolean) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT lower(t)';
CREATE FUNCTION is_ok(t text) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$SELECT norm(t, true) <> ''$$;
CREATE FUNCTION untouched(t text) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$BEGIN RETURN norm(t) <> ''; END$$;
CREATE TABLE t (id integer PRIMARY KEY, a text CHECK (is_ok(a)), b text, CHECK (untouched(b)));
