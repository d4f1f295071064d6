-- Functions that the checks of domains in use call: one gets a parameter, one goes, one gives way to another.
CREATE FUNCTION longer(a text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(a) > 0';
CREATE FUNCTION going(a text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(a) > 0';
CREATE FUNCTION leaving(a text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(a) > 0';
CREATE DOMAIN one AS text CHECK (longer(VALUE));
CREATE DOMAIN two AS text CONSTRAINT two_ok CHECK (going(VALUE));
CREATE DOMAIN three AS text CHECK (leaving(VALUE)) CHECK (VALUE <> 'z');
CREATE TABLE t (a one, b two, c three[]);
INSERT INTO t VALUES ('x', 'y', '{x,y}');
CREATE DOMAIN unused AS text CHECK (going(VALUE));
-- becomes
CREATE FUNCTION longer(a text, b integer DEFAULT 1) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(a) > 0';
CREATE FUNCTION coming(a text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(a) > 0';
CREATE DOMAIN one AS text CHECK (longer(VALUE));
CREATE DOMAIN two AS text CONSTRAINT two_ok CHECK (VALUE <> '');
CREATE DOMAIN three AS text CHECK (coming(VALUE)) CHECK (VALUE <> 'z');
CREATE TABLE t (a one, b two, c three[]);
CREATE DOMAIN unused AS text;
