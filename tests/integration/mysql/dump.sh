#!/bin/sh
# A dump of a whole database is a model: version comments, DELIMITER, definers, stand-ins of views. What is made from it
# is what was dumped.
#
#   dump.sh CMIGRATE             CMIGRATE_TEST_MYSQL is the server
set -eu
[ -n "${CMIGRATE_TEST_MYSQL-}" ] || exit 77
program=$(realpath "$1")
server=${CMIGRATE_TEST_MYSQL%/*} address=${CMIGRATE_TEST_MYSQL#*@}
address=${address%%/*}
from=cmigrate_dump_from to=cmigrate_dump_to
work=$(mktemp -d)
connect="--no-defaults -uroot -h ${address%:*} -P ${address#*:}"
sql() { mariadb $connect "$@"; }
trap 'sql -e "DROP DATABASE IF EXISTS $from; DROP DATABASE IF EXISTS $to"; rm -rf "$work"' EXIT
cd "$work"
fail() { echo "$*" >&2; exit 1; }
anew() { sql -e "DROP DATABASE IF EXISTS $1; CREATE DATABASE $1 CHARACTER SET utf8mb4"; }
# Everything, by the server's own words, without the client's character sets.
picture() {
    sql -N -B "$1" -e "SELECT CONCAT('SHOW CREATE ', IF(table_type = 'VIEW', 'VIEW', 'TABLE'), ' ', table_name, ';') FROM information_schema.tables
            WHERE table_schema = '$1' AND table_name NOT LIKE 'cmigrate%' ORDER BY table_name;
        SELECT CONCAT('SHOW CREATE ', routine_type, ' ', routine_name, ';') FROM information_schema.routines WHERE routine_schema = '$1' ORDER BY routine_name;
        SELECT trigger_name, event_object_table, action_timing, event_manipulation, action_statement, definer FROM information_schema.triggers
            WHERE trigger_schema = '$1' ORDER BY trigger_name;
        SELECT event_name, event_definition, interval_value, interval_field, status, event_comment FROM information_schema.events
            WHERE event_schema = '$1' ORDER BY event_name" >parts
    grep '^SHOW CREATE' parts >shows.sql
    grep -v '^SHOW CREATE' parts || true
    sql -N -B -r "$1" <shows.sql | sed "s/\`$1\`\.//g; s/ AUTO_INCREMENT=[0-9]*//; s/\tutf8[mb34]*\t.*//"
}
is_made_again() {
    anew $to
    rm -rf migrations
    mkdir -p migrations/versions
    printf 'url: %s/%s\nmodels: models.sql\nmigrations: migrations\n' "$server" $to >cmigrate.yaml
    "$program" migrate -q -m all --rev-id a1 >printed 2>&1 || fail "migrate: $(cat printed)"
    "$program" upgrade -q >printed 2>&1 || fail "upgrade: $(cat printed)"
    "$program" check >printed 2>&1 || fail "check: $(cat printed)"
    picture $from >from.txt
    picture $to >to.txt
    diff -u from.txt to.txt || fail "not the same"
    [ "$(wc -l <to.txt)" -gt 20 ] || fail "there is nothing"
    "$program" downgrade -q base >printed 2>&1 || fail "downgrade: $(cat printed)"
    [ "$(sql -N $to -e 'SHOW TABLES' | grep -vc '^cmigrate_')" = 0 ] || fail "something is left"
}

# As MySQL's own mysqldump writes it.
cat >models.sql <<'END'
-- MySQL dump 10.13  Distrib 5.6.51, for Linux (x86_64)
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
DROP TABLE IF EXISTS `book`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `book` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `author_id` int(11) DEFAULT NULL,
  `title` varchar(50) NOT NULL DEFAULT 'it''s; -- so' COMMENT 'a; "b"',
  `kind` enum('a','b;c') DEFAULT 'a',
  PRIMARY KEY (`id`),
  KEY `fk_book_author` (`author_id`),
  CONSTRAINT `fk_book_author` FOREIGN KEY (`author_id`) REFERENCES `writer` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4;
/*!40101 SET character_set_client = @saved_cs_client */;
LOCK TABLES `book` WRITE;
/*!40000 ALTER TABLE `book` DISABLE KEYS */;
/*!40000 ALTER TABLE `book` ENABLE KEYS */;
UNLOCK TABLES;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION' */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`ann`@`%`*/ /*!50003 TRIGGER `book_named` BEFORE INSERT ON `book` FOR EACH ROW BEGIN
  IF NEW.title = '' THEN SET NEW.title = ';;'; END IF;
END */;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50001 DROP VIEW IF EXISTS `titles`*/;
/*!50001 CREATE TABLE `titles` (
  `title` tinyint NOT NULL
) ENGINE=MyISAM */;
DROP TABLE IF EXISTS `writer`;
CREATE TABLE `writer` (
  `id` int(11) NOT NULL,
  `bits` bit(3) DEFAULT b'101',
  `seen` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
DELIMITER ;;
/*!50003 SET sql_mode              = 'ANSI_QUOTES,PIPES_AS_CONCAT' */ ;;
CREATE DEFINER="ann"@"%" FUNCTION "joined"(a int, b varchar(9)) RETURNS varchar(20) DETERMINISTIC
BEGIN DECLARE c int DEFAULT 1; RETURN "a" || b || ';'; END ;;
/*!50003 SET sql_mode              = 'NO_AUTO_VALUE_ON_ZERO' */ ;;
/*!50106 CREATE*/ /*!50117 DEFINER=`ann`@`%`*/ /*!50106 EVENT `weekly` ON SCHEDULE EVERY 1 WEEK STARTS '2020-01-01 00:00:00' ON COMPLETION NOT PRESERVE DISABLE COMMENT 'c' DO BEGIN DELETE FROM book WHERE id < 0; END */ ;;
DELIMITER ;
/*!50001 DROP TABLE IF EXISTS `titles`*/;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`ann`@`%` SQL SECURITY INVOKER */
/*!50001 VIEW `titles` AS select `book`.`title` AS `title` from `book` */;
/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
END
anew $from
sql $from <models.sql
is_made_again

# As mariadb-dump writes it, of what this server has.
case $(sql -N -e 'SELECT VERSION()') in *MariaDB*) ;; *) exit 0 ;; esac
anew $from
sql $from <<'END'
CREATE TABLE a (id int PRIMARY KEY AUTO_INCREMENT, name varchar(30) DEFAULT 'x;y', v int INVISIBLE DEFAULT 1, g int AS (v * 2) STORED, FULLTEXT KEY f (name)) COMMENT='semi;colon';
CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 3;
CREATE TABLE past (id int PRIMARY KEY) WITH SYSTEM VERSIONING;
CREATE SEQUENCE s START WITH 5;
CREATE DEFINER='ann'@'%' SQL SECURITY INVOKER VIEW all_names AS SELECT id, name FROM a;
CREATE ALGORITHM=MERGE VIEW few AS SELECT all_names.id FROM all_names WHERE id > 3 WITH CASCADED CHECK OPTION;
DELIMITER $$
CREATE TRIGGER first BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.name = CONCAT(NEW.name, ';'); END$$
CREATE TRIGGER another BEFORE INSERT ON a FOR EACH ROW FOLLOWS first SET NEW.v = 1$$
CREATE DEFINER='ann'@'%' PROCEDURE p(IN x int) COMMENT 'it''s' BEGIN IF x > 1 THEN SELECT 'a;b'; END IF; END$$
END
mariadb-dump $connect --no-data --routines --events --triggers $from >models.sql
is_made_again
