-- before
CREATE TABLE stays (room INT, first DATE NOT NULL, last DATE NOT NULL, PERIOD FOR stay (first, last), PRIMARY KEY (room, stay WITHOUT OVERLAPS));
CREATE TABLE visits (room INT, first DATE NOT NULL, last DATE NOT NULL, PERIOD FOR visit (first, last));
CREATE TABLE terms (id INT PRIMARY KEY, first DATE NOT NULL, last DATE NOT NULL, PERIOD FOR term (first, last), UNIQUE KEY one_at_a_time (id, term WITHOUT OVERLAPS));
-- after
CREATE TABLE stays (room INT, guest INT, first DATE NOT NULL, last DATE NOT NULL, PERIOD FOR stay (first, last), PRIMARY KEY (room, stay WITHOUT OVERLAPS));
CREATE TABLE visits (room INT, first DATE NOT NULL, last DATE NOT NULL, PERIOD FOR visit (first, last), UNIQUE KEY no_two (room, visit WITHOUT OVERLAPS));
CREATE TABLE terms (id INT PRIMARY KEY, first DATE NOT NULL, last DATE NOT NULL, PERIOD FOR term (first, last), UNIQUE KEY one_at_a_time (id, first));
-- rows
INSERT INTO stays VALUES (1, '2026-01-01', '2026-01-05'), (1, '2026-01-05', '2026-01-09');
-- look
SELECT room, first, last FROM stays ORDER BY first;
