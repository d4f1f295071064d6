-- before
CREATE TABLE author (Id INT PRIMARY KEY, Name VARCHAR(10), KEY IX_Name (Name));
CREATE TABLE book (id INT PRIMARY KEY, authorId INT, CONSTRAINT fk_author FOREIGN KEY (authorId) REFERENCES author (Id));
-- after
CREATE TABLE author (id INT PRIMARY KEY, NAME VARCHAR(20), KEY ix_name (NAME));
CREATE TABLE book (id INT PRIMARY KEY, AuthorID INT, CONSTRAINT FK_author FOREIGN KEY (AuthorID) REFERENCES author (id));
-- rows
INSERT INTO author VALUES (1, 'Anna');
INSERT INTO book VALUES (1, 1);
-- look
SELECT id, name FROM author;
SELECT id, authorid FROM book;
