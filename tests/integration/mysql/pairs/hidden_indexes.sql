-- before
CREATE TABLE book (id INT PRIMARY KEY, title VARCHAR(20), isbn VARCHAR(20), KEY by_title (title) IGNORED, UNIQUE KEY by_isbn (isbn));
-- after
CREATE TABLE book (id INT PRIMARY KEY, title VARCHAR(20), isbn VARCHAR(20), KEY by_title (title), UNIQUE KEY by_isbn (isbn) IGNORED);
