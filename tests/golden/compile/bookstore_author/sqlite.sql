CREATE TABLE author (
    id INTEGER,
    name VARCHAR(30) NOT NULL,
    email VARCHAR(30),
    CONSTRAINT pk_author PRIMARY KEY (id),
    CONSTRAINT uq_author_email UNIQUE (email)
);
