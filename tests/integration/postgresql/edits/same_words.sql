-- Parameters, and words in bodies, that are called like views.
CREATE FUNCTION is_valid(contact text, total integer DEFAULT 1) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT contact LIKE ''%@%'' AND total > 0';
CREATE TABLE customer (id integer PRIMARY KEY, email text CHECK (is_valid(email)));
CREATE VIEW contact AS SELECT id, email FROM customer;
CREATE VIEW total AS SELECT count(*) FROM contact;
CREATE TYPE place AS (contact text, total integer);
CREATE TABLE visit (at place, customer integer REFERENCES customer);
-- becomes
CREATE FUNCTION is_valid(contact text, total integer DEFAULT 1) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT contact LIKE ''%@%.%'' AND total > 0';
CREATE TABLE customer (id integer PRIMARY KEY, email text CHECK (is_valid(email)), phone text);
CREATE VIEW contact AS SELECT id, email, phone FROM customer;
CREATE VIEW total AS SELECT count(*) FROM contact;
CREATE TYPE place AS (contact text, total integer);
CREATE TABLE visit (at place, customer integer REFERENCES customer);
