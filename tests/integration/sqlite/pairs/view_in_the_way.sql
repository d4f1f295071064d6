-- before
CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT, price INT, gone TEXT);
CREATE TABLE sale (book_id INT REFERENCES book (id), n INT);
CREATE VIEW cheap AS SELECT id, title FROM book WHERE price < 5;
CREATE VIEW cheaper AS SELECT title FROM cheap;
CREATE VIEW priced (book, cost) AS SELECT title, price FROM book;
CREATE TRIGGER cheap_added INSTEAD OF INSERT ON cheap BEGIN INSERT INTO book (title, price) VALUES (new.title, 1); END;
CREATE TRIGGER sold AFTER INSERT ON sale WHEN new.n > 0 BEGIN UPDATE book SET price = price + 1 WHERE id = new.book_id; END;
-- after
CREATE TABLE book (id INTEGER PRIMARY KEY, title VARCHAR(50) NOT NULL, price NUMERIC(8, 2), CHECK (price >= 0));
CREATE TABLE sale (book_id INT REFERENCES book (id), n INT NOT NULL DEFAULT 0);
CREATE VIEW cheap AS SELECT id, title FROM book WHERE price < 7;
CREATE VIEW cheaper AS SELECT title FROM cheap;
CREATE VIEW priced (book, cost) AS SELECT title, price FROM book;
CREATE TRIGGER cheap_added INSTEAD OF INSERT ON cheap BEGIN INSERT INTO book (title, price) VALUES (new.title, 1); END;
CREATE TRIGGER sold AFTER INSERT ON sale WHEN new.n > 0 BEGIN UPDATE book SET price = price + 1 WHERE id = new.book_id; END;
-- rows
INSERT INTO book VALUES (1, 'a', 3, 'x'), (2, 'b', 9, 'y');
INSERT INTO sale VALUES (1, 2);
-- look
SELECT * FROM cheaper;
SELECT book, cost FROM priced;
