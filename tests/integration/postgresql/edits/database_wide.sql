CREATE FUNCTION ef() RETURNS event_trigger LANGUAGE plpgsql AS 'begin end';
CREATE EVENT TRIGGER et ON ddl_command_end EXECUTE FUNCTION ef();
CREATE TABLE t (id int PRIMARY KEY, a text);
SET client_min_messages = error;
CREATE PUBLICATION pub FOR TABLE t (id, a) WHERE (id > 3);
-- becomes
CREATE FUNCTION ef() RETURNS event_trigger LANGUAGE plpgsql AS 'begin raise notice ''x''; end';
CREATE EVENT TRIGGER et ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION ef();
ALTER EVENT TRIGGER et DISABLE;
CREATE TABLE t (id int PRIMARY KEY, a varchar(7));
SET client_min_messages = error;
CREATE PUBLICATION pub FOR TABLE t (id, a) WHERE (id > 4) WITH (publish='insert');
CREATE PUBLICATION puball FOR TABLES IN SCHEMA public;
