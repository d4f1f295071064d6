-- before
SET foreign_key_checks = 0;
CREATE TABLE author (id int PRIMARY KEY);
CREATE TABLE book (id int PRIMARY KEY, author int, note bigint, FOREIGN KEY (author) REFERENCES author (id));
CREATE TABLE copy (id int PRIMARY KEY, shelf int, note bigint, FOREIGN KEY (shelf) REFERENCES shelf (id));
CREATE TABLE later (id int PRIMARY KEY, room int, CONSTRAINT fk_room FOREIGN KEY (room) REFERENCES room (id));
-- after
SET foreign_key_checks = 0;
CREATE TABLE shelf (id int PRIMARY KEY);
CREATE TABLE book (id int PRIMARY KEY, author int, note varchar(20), FOREIGN KEY (author) REFERENCES author (id));
CREATE TABLE copy (id int PRIMARY KEY, shelf int, note varchar(20), FOREIGN KEY (shelf) REFERENCES shelf (id));
CREATE TABLE later (id int PRIMARY KEY, room int, door int, CONSTRAINT fk_room FOREIGN KEY (room) REFERENCES room (id));
CREATE TABLE new (id int PRIMARY KEY, gate int, FOREIGN KEY (gate) REFERENCES gate (id));
-- rows
INSERT INTO book (id) VALUES (1);
-- look
SELECT * FROM book;
