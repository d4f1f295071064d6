-- Of two keys on the same columns in one statement the server makes one.
CREATE TABLE w (name text, n integer, m integer);
-- becomes
CREATE TABLE w (name text, n integer, m integer);
ALTER TABLE w ADD CONSTRAINT one UNIQUE (n, m);
ALTER TABLE w ADD CONSTRAINT two UNIQUE (n, m);
CREATE TABLE t (name text PRIMARY KEY);
ALTER TABLE t ADD CONSTRAINT also UNIQUE (name);
ALTER TABLE t ADD CONSTRAINT again UNIQUE (name);
CREATE TABLE r (name text REFERENCES t (name));
