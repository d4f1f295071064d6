#!/bin/sh
# Shadow databases that are made on the target's own server: they are used, and none is left behind.
#
#   shadow.sh CMIGRATE postgresql|mysql
set -eu
cmigrate=$(realpath "$1") kind=$2
case $kind in
postgresql) server=${CMIGRATE_TEST_POSTGRESQL-} ;;
mysql) server=${CMIGRATE_TEST_MYSQL-} ;;
esac
[ -n "$server" ] || exit 77
work=$(mktemp -d)
name=shadow_test_$$ role=shadow_$$
address=${server#*@} address=${address%%/*}
admin() {
    if [ "$kind" = postgresql ]; then
        psql -qXAt -d "${server%/*}/${2-postgres}" -c "$1"
    else
        mariadb --no-defaults -uroot -h "${address%:*}" -P "${address#*:}" -N -B -e "$1" "${2-}"
    fi
}
clean_up() {
    admin "DROP DATABASE IF EXISTS $name" || true
    if [ "$kind" = postgresql ]; then admin "DROP ROLE IF EXISTS $role"; else admin "DROP USER $role"; fi
    rm -rf "$work"
}
trap clean_up EXIT
fail() { echo "$*"; cat out; exit 1; }
# run WANTED_STATUS ARGUMENTS… → out
run() {
    wanted=$1 status=0
    shift
    "$cmigrate" "$@" >out 2>&1 || status=$?
    [ "$status" = "$wanted" ] || fail "cmigrate $*: exit status $status, not $wanted"
    if [ "$kind" = postgresql ]; then databases="SELECT datname FROM pg_database"; else databases="SHOW DATABASES"; fi
    ! admin "$databases" | grep cmigrate_shadow_ || fail "cmigrate $* has left a shadow database behind"
}
says() { grep -q -- "$1" out || fail "it doesn't say: $1"; }
says_not() { ! grep -q -- "$1" out || fail "it says: $1"; }
author='tables: {author: {columns: {id: {type: integer, primary_key: true, autoincrement: false}, name: {type: string(30), nullable: false}}}}'

if [ "$kind" = postgresql ]; then
    admin "CREATE DATABASE $name TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
    admin "CREATE SCHEMA shop" "$name"
    admin "ALTER DATABASE $name SET search_path = shop"
    admin "CREATE ROLE $role LOGIN"
    admin "GRANT ALL ON DATABASE $name TO $role; "
    admin "GRANT ALL ON SCHEMA shop TO $role" "$name"
    humble="postgresql://$role@$address/$name"
    is_like="SELECT 1 / (pg_encoding_to_char(encoding) = 'LATIN1' AND datcollate = 'C' AND current_schema() = 'shop')::int
  FROM pg_database WHERE datname = current_database() AND datname LIKE 'cmigrate_shadow_%'"
else
    admin "CREATE DATABASE $name CHARACTER SET latin1 COLLATE latin1_german1_ci"
    admin "CREATE USER $role IDENTIFIED BY 'x'; GRANT ALL ON $name.* TO $role"
    humble="mysql://$role:x@$address/$name"
fi
cd "$work"
CMIGRATE_URL=${server%/*}/$name
export CMIGRATE_URL
"$cmigrate" init -q >/dev/null

# YAML models: proven, in a database that is gone afterwards.
echo "$author" >models.yaml
run 0 migrate -m author --rev-id a1
says_not "not proven"
run 0 upgrade
run 0 check
[ "$kind" = mysql ] || admin "GRANT SELECT ON ALL TABLES IN SCHEMA shop TO $role" "$name"

# A proof that fails.
echo "$author" | sed 's/}}}}$/}, odd: {type: {sql: no_such_type}}}}}/' >models.yaml
run 1 migrate -m wrong --rev-id w1
says "could not be proven in the shadow database"
[ ! -e migrations/versions/w1* ] || fail "a revision was written"

# Without the right to make one the revision is written all the same, and a note says so.
echo "$author" | sed 's/string(30)/string(50)/' >models.yaml
run 0 --url "$humble" migrate -m longer --rev-id b1
says "note: not proven in a shadow database: none could be made: .*denied"
rm migrations/versions/b1*
CMIGRATE_SHADOW=never run 0 migrate -m longer --rev-id b1
says_not "not proven"
rm migrations/versions/b1*

run 0 migrate -m longer --rev-id b1
says_not "not proven"
run 0 upgrade

# On a server that is not on this machine only who asks for one gets it.
if [ "$kind" = postgresql ]; then
    far="postgresql://postgres@far.example.com:${address#*:}/$name?hostaddr=127.0.0.1"
    echo "$author" | sed 's/string(30)/string(60)/' >models.yaml
    run 0 --url "$far" migrate -m longest --rev-id z1
    says "none is made unasked on a server that is not on this machine"
    rm migrations/versions/z1*
    CMIGRATE_SHADOW=auto run 0 --url "$far" migrate -m longest --rev-id z1
    says_not "not proven"
    rm migrations/versions/z1*
    CMIGRATE_SHADOW=sometimes run 1 migrate -m longest --rev-id z1
    says "must be auto or never"
fi

# Nor is it an error that the user may not make again what is there.
if [ "$kind" = postgresql ]; then
    admin "ALTER ROLE $role CREATEDB; CREATE FUNCTION shop.nothing() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
           CREATE EVENT TRIGGER nothing ON sql_drop EXECUTE FUNCTION shop.nothing()" "$name"
    echo "$author" | sed 's/string(30)/string(60)/' >models.yaml
    run 0 --url "$humble" migrate -m longest --rev-id z1
    says "note: not proven in a shadow database: building the schema as it is: permission denied"
    rm migrations/versions/z1*
    admin "DROP EVENT TRIGGER nothing; DROP FUNCTION shop.nothing(); ALTER ROLE $role NOCREATEDB" "$name"
fi

# Branches.
printf 'revision: c1\nparents: [b1]\nupgrade:\n  - add_column: {table: author, name: born, type: integer}\ndowngrade: []\n' >migrations/versions/c1.yaml
printf 'revision: d1\nparents: [b1]\nupgrade:\n  - drop_column: {table: author, name: name}\ndowngrade: []\n' >migrations/versions/d1.yaml
run 0 merge --prove --rev-id e1
rm migrations/versions/e1*
printf 'revision: d1\nparents: [b1]\nupgrade:\n  - execute: UPDATE author SET born = 1\ndowngrade: []\n' >migrations/versions/d1.yaml
run 1 merge --prove --rev-id e1
says "in the order d1, c1"
for size in c1:50 d1:20; do
    printf 'revision: %s\nparents: [b1]\nupgrade:\n  - alter_column: {table: author, name: name, type: string(%s)}\n' "${size%:*}" "${size#*:}" >"migrations/versions/${size%:*}.yaml"
    echo 'downgrade: []' >>"migrations/versions/${size%:*}.yaml"
done
run 1 merge --prove --rev-id e1
says "d1, c1 in this order make something else than c1, d1 do: alter column author.name"
for name_of in c1:born d1:died; do
    printf 'revision: %s\nparents: [b1]\nupgrade:\n  - add_column: {table: author, name: %s, type: integer}\n' "${name_of%:*}" "${name_of#*:}" >"migrations/versions/${name_of%:*}.yaml"
    echo 'downgrade: []' >>"migrations/versions/${name_of%:*}.yaml"
done
if [ "$kind" = mysql ]; then # where columns stand counts there
    run 1 merge --prove --rev-id e1
    says "alter column author.died: position"
else
    run 0 merge --prove --rev-id e1
    rm migrations/versions/e1*
fi
printf 'revision: d1\nparents: [b1]\nupgrade:\n  - execute: UPDATE author SET born = 1\ndowngrade: []\n' >migrations/versions/d1.yaml
CMIGRATE_SHADOW=never run 1 merge --prove --rev-id e1
says "shadow: never"
rm migrations/versions/c1* migrations/versions/d1*

# SQL models are run in one, whose encoding is the target's.
sed -i 's/^models: .*/models: schema.sql/' cmigrate.yaml
if [ "$kind" = postgresql ]; then
    printf '%s;\nCREATE TABLE author (id integer NOT NULL, name varchar(50) NOT NULL, CONSTRAINT pk_author PRIMARY KEY (id));\n' "$is_like" >schema.sql
else
    echo 'CREATE TABLE author (id integer NOT NULL, name varchar(50) NOT NULL, CONSTRAINT pk_author PRIMARY KEY (id));' >schema.sql
fi
run 0 check
echo "CREATE TABLE book (id integer PRIMARY KEY);" >>schema.sql
run 3 check
run 1 --url "$humble" check
says "models in SQL need a shadow database: none could be made: .*denied"
says "may create databases"
cp schema.sql good.sql
echo "CREATE TABLE broken (id integer, other no_such_type);" >>schema.sql
run 1 migrate -m wrong --rev-id w1
says "no_such_type"
[ ! -e migrations/versions/w1* ] || fail "a revision was written"

# A dump of a whole database would leave the shadow, and change what it was taken of.
if [ "$kind" = mysql ]; then
    { echo "CREATE DATABASE /*!32312 IF NOT EXISTS*/ $name; USE $name; DROP TABLE IF EXISTS author;"; cat good.sql; } >schema.sql
    run 3 check
    [ "$(admin "SHOW TABLES LIKE 'author'" "$name")" = author ] || fail "the target has lost its table"
    { cat good.sql; echo "DROP TABLE \`$name\`.author;"; } >schema.sql
    run 1 check
    says "names the database"
    [ "$(admin "SHOW TABLES LIKE 'author'" "$name")" = author ] || fail "the target has lost its table"
fi

# What the server would refuse today, but has, stands in nobody's way: a key whose table is gone, a date of no day.
if [ "$kind" = mysql ]; then
    orphan="SET SESSION sql_mode = '', foreign_key_checks = 0;
        CREATE TABLE orphan (id integer PRIMARY KEY, seen datetime NOT NULL DEFAULT '0000-00-00 00:00:00', gone_id integer,
            CONSTRAINT fk_orphan FOREIGN KEY (gone_id) REFERENCES gone (id));
        SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE', foreign_key_checks = 1;"
    admin "$orphan" "$name"
    { grep -v book good.sql; echo "$orphan"; } >schema.sql
    run 0 check
    echo "CREATE TABLE more (id integer PRIMARY KEY);" >>schema.sql
    run 0 migrate -m more --rev-id f1
    says "create table more"
    rm migrations/versions/f1*

    # Such a key may go; on the way back it is made unchecked.
    sed 's/, CONSTRAINT fk_orphan FOREIGN KEY (gone_id) REFERENCES gone (id)//; /^ *CONSTRAINT fk_orphan/s/.*/KEY fk_orphan (gone_id));/' schema.sql >without.sql
    mv without.sql schema.sql
    run 0 migrate -m mended --rev-id f2
    says "drop constraint fk_orphan"
    says_not "not proven"
    grep -q "dangling: true" migrations/versions/f2* || fail "the key would not come back"
fi
