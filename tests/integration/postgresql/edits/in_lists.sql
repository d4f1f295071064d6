-- What the server prints of IN on varchar, read again, means the same but is stored in another way.
CREATE TABLE t (status varchar(20) NOT NULL CHECK (status IN ('new', 'old')), n integer);
-- becomes
CREATE TABLE t (status varchar(20) NOT NULL CHECK (status IN ('new', 'old', 'it''s')), n integer);
CREATE INDEX ix ON t (n) WHERE status IN ('new', 'old');
CREATE INDEX iy ON t (n) WHERE status::text = ANY ((ARRAY['new'::character varying, 'old'::character varying])::text[]);
CREATE VIEW v AS SELECT n FROM t WHERE status IN ('new', 'old');
