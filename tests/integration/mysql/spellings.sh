#!/bin/sh
# One thing said in several ways is no difference: a live table, and models that spell it as people do, in YAML and SQL.
#
#   spellings.sh CMIGRATE             CMIGRATE_TEST_MYSQL is the server
set -eu
[ -n "${CMIGRATE_TEST_MYSQL-}" ] || exit 77
program=$(realpath "$1")
server=${CMIGRATE_TEST_MYSQL%/*} address=${CMIGRATE_TEST_MYSQL#*@}
address=${address%%/*}
database=cmigrate_spellings
work=$(mktemp -d)
sql() { mariadb --no-defaults -uroot -h "${address%:*}" -P "${address#*:}" "$@"; }
trap 'sql -e "DROP DATABASE IF EXISTS $database"; rm -rf "$work"' EXIT
cd "$work"
sql -e "DROP DATABASE IF EXISTS $database; CREATE DATABASE $database CHARACTER SET latin1 COLLATE latin1_german1_ci"
sql $database <<'END'
CREATE TABLE author (id INT(11) NOT NULL AUTO_INCREMENT, name VARCHAR(30) NOT NULL, PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE book (
    id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY,
    is_new TINYINT(1) NOT NULL DEFAULT 1,
    small SMALLINT(6) NULL DEFAULT NULL,
    big BIGINT(20) UNSIGNED DEFAULT 0,
    price NUMERIC(8,2) NOT NULL DEFAULT '0.00',
    ratio DOUBLE DEFAULT 0.5,
    title CHARACTER VARYING(50) CHARACTER SET utf8 COLLATE utf8_general_ci DEFAULT 'it''s',
    inherited CHAR(3) DEFAULT '',
    body TEXT,
    kind ENUM('a', 'b''c') DEFAULT 'a',
    made DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    seen TIMESTAMP NOT NULL DEFAULT NOW() ON UPDATE CURRENT_TIMESTAMP(),
    spent TIMESTAMP NULL,
    bits BIT(3) DEFAULT b'101',
    tags SET('x','y'),
    born DATE DEFAULT '2000-01-01',
    year_of YEAR(4),
    author_id INT,
    editor_id INT,
    KEY by_title (title(10)) USING BTREE,
    CONSTRAINT fk_author FOREIGN KEY (author_id) REFERENCES author (id) ON DELETE RESTRICT ON UPDATE NO ACTION,
    CONSTRAINT fk_editor FOREIGN KEY (editor_id) REFERENCES author (id) ON DELETE CASCADE
) COMMENT 'what "they" write' DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC;
CREATE TABLE plain (id INT UNSIGNED PRIMARY KEY, name VARCHAR(20) DEFAULT NULL);
END
printf 'url: %s/%s\nmodels: models.yaml\nmigrations: migrations\n' "$server" $database >cmigrate.yaml
mkdir -p migrations/versions
clean() {
    "$program" check >printed 2>&1 && return
    echo "$1 is a difference:" >&2
    cat printed >&2
    exit 1
}
cat >models.yaml <<'END'
tables:
  author:
    columns:
      id: {type: integer, primary_key: true}
      name: {type: string(30), nullable: false}
    mysql: {engine: innodb, charset: utf8mb4}
  book:
    comment: what "they" write
    columns:
      id: {type: integer, primary_key: true}
      is_new: {type: boolean, nullable: false, default: true}
      small: {type: smallinteger, default: null}
      big: {type: biginteger, mysql: {unsigned: true}, default: 0}
      price: {type: "numeric(8,2)", nullable: false, default: 0}
      ratio: {type: double, default: 0.5}
      title: {type: string(50), default: it's, mysql: {charset: utf8mb3, collation: utf8mb3_general_ci}}
      inherited: {type: char(3), default: ""}
      body: text
      kind: {type: {enum: [a, b'c]}, default: a}
      made: {type: datetime, nullable: false, default: {sql: current_timestamp()}}
      seen: {type: timestamp, nullable: false, default: {sql: CURRENT_TIMESTAMP}, mysql: {on_update: now()}}
      spent: timestamp
      bits: {type: bit(3), default: {sql: "b'101'"}}
      tags: {type: {sql: "SET('x', 'y')"}}
      born: {type: date, default: 2000-01-01}
      year_of: year
      author_id: {type: int(11)}
      editor_id: integer
    indexes:
      by_title: [{column: title, prefix: 10}]
    foreign_keys:
      fk_author: {columns: [author_id], references: author.id}
      fk_editor: {columns: [editor_id], references: author.id, on_delete: cascade, on_update: restrict}
    mysql: {charset: utf8mb4, collation: utf8mb4_unicode_ci, row_format: Dynamic}
  plain:
    columns:
      id: {type: int unsigned, primary_key: true, autoincrement: false}
      name: {type: string(20), mysql: {collation: latin1_german1_ci}}
END
clean "the YAML"
cat >models.sql <<'END'
create table `author` (`id` int not null auto_increment, `name` varchar(30) collate utf8mb4_general_ci not null, primary key (`id`)) default character set = utf8mb4;
create table book (
    id int auto_increment, is_new bool not null default true, small int2 default null, big bigint unsigned default '0', price dec(8,2) not null default 0,
    ratio double precision default '0.5', title varchar(50) charset utf8 default "it's", inherited character(3) default "", body text default null,
    kind enum("a",'b\'c') default "a", made datetime not null default now(), seen timestamp not null default current_timestamp on update now(),
    spent timestamp null default null, bits bit(3) default b'101', tags set("x",'y') default null, born date default '2000-01-01', year_of year,
    author_id integer, editor_id integer(11) null, primary key (id), index by_title (title(10)),
    constraint fk_author foreign key (author_id) references author (id),
    constraint fk_editor foreign key fk_editor (editor_id) references author (id) on delete cascade on update restrict
) engine = innodb, comment = 'what "they" write', charset utf8mb4, collate utf8mb4_unicode_ci, row_format = dynamic;
create table plain (id int unsigned not null, name varchar(20) character set latin1 collate latin1_german1_ci, primary key (id) using btree) collate latin1_german1_ci;
END
sed -i 's/models.yaml/models.sql/' cmigrate.yaml
sed -i 's/primary key (id) using btree/primary key (id)/' models.sql
clean "the SQL"
"$program" migrate -m nothing 2>&1 | grep -q 'no changes' || { echo "a revision was written"; exit 1; }
