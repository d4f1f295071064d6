-- note
CREATE TABLE "a""b" (`c` int DEFAULT (1 + 2), [d] text DEFAULT 'it''s', e E'a\'b', f N'x' /* c /* d */ */);
# hash
CREATE FUNCTION f() RETURNS int AS $tag$ SELECT 1; $tag$ LANGUAGE sql;
DELIMITER //
CREATE PROCEDURE p() BEGIN IF x THEN SELECT CASE WHEN a THEN b END; END IF; END//
DELIMITER ;
CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; END;
\connect x
COPY t FROM stdin;
1	2
\.
.mode csv
/*!50100 PARTITION BY x */ SELECT a->>'$.b', :name, ?, $1, 1.5e-3, 0xFF, x'00', U&"d" ;
