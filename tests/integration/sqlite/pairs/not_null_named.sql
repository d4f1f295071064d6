-- before
CREATE TABLE book (
    id INTEGER PRIMARY KEY,
    title TEXT CONSTRAINT title_is_there NOT NULL,
    price INT CONSTRAINT "price is there" NOT NULL ON CONFLICT IGNORE,
    pages INT NOT NULL
);
-- after
CREATE TABLE book (
    id INTEGER PRIMARY KEY,
    title TEXT CONSTRAINT title_is_needed NOT NULL,
    price INT CONSTRAINT "price is there" NOT NULL ON CONFLICT IGNORE UNIQUE,
    pages INT NOT NULL CHECK (pages > 0),
    note TEXT CONSTRAINT noted NOT NULL DEFAULT ''
);
-- rows
INSERT INTO book VALUES (1, 'a', 2, 3);
-- look
SELECT id, title, price, pages FROM book;
