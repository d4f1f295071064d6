-- Objects of one name in several schemas: each text means the one that it says.
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TABLE a.t (x integer);
CREATE TABLE b.t (x integer);
CREATE VIEW a.v AS SELECT x FROM a.t;
CREATE VIEW b.v AS SELECT x FROM b.t;
COMMENT ON COLUMN a.v.x IS 'one';
COMMENT ON COLUMN b.v.x IS 'two';
CREATE VIEW b.w AS SELECT x FROM b.t;
CREATE VIEW a.w AS SELECT x FROM b.w;
INSERT INTO a.t VALUES (1);
CREATE TYPE a.mood AS ENUM ('sad', 'ok');
CREATE TABLE a.m (mood a.mood DEFAULT 'ok');
INSERT INTO a.m VALUES ('sad');
-- becomes
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TABLE a.t (x bigint);
CREATE TABLE b.t (x bigint);
CREATE VIEW a.v AS SELECT x FROM a.t;
CREATE VIEW b.v AS SELECT x FROM a.v;
COMMENT ON COLUMN a.v.x IS 'one';
COMMENT ON COLUMN b.v.x IS 'two and more';
CREATE VIEW a.w AS SELECT x FROM b.t;
CREATE VIEW b.w AS SELECT x FROM a.w;
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE a.m (mood mood DEFAULT 'ok');
