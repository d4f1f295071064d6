#!/bin/sh
# Every way that libpq knows to say where a database is and who comes, with passwords and TLS for real, and what
# is said when it fails.
#
#   connecting.sh CMIGRATE
set -eu
. "$(dirname "$0")/expect.sh"
cmigrate=$(realpath "$1") server=${CMIGRATE_TEST_POSTGRESQL-}
[ -n "$server" ] || exit 77
work=$(mktemp -d)
role=connecting_$$
admin() { psql -qXAt -v ON_ERROR_STOP=1 -d "$server" "$@"; }
[ "$(admin -c 'SHOW ssl')" = on ] || exit 77
clean_up() {
    kill $deaf 2>/dev/null || true
    admin -c "DROP DATABASE IF EXISTS $role WITH (FORCE)" -c "DROP ROLE IF EXISTS $role" -c "DROP ROLE IF EXISTS ${role}_tls"
    rm -rf "$work"
}
deaf=
trap clean_up EXIT
cd "$work"
HOME=$work
export HOME

port=${server##*:} port=${port%%/*} host=127.0.0.1
socket=$(admin -c 'SHOW unix_socket_directories')
# All that a URL must escape, and all that a conninfo string or a shell would trip over.
password=$(printf '%s\n' "@:/?#[]%&=+ ;'\"\\\$\`{}é|~")
escaped='%40%3A%2F%3F%23%5B%5D%25%26%3D%2B%20%3B%27%22%5C%24%60%7B%7D%C3%A9%7C~'
admin -v password="$password" <<END
SELECT format('CREATE ROLE %I', name) FROM unnest('{with_password,tls_only}'::text[]) name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
CREATE ROLE $role LOGIN PASSWORD :'password' IN ROLE with_password;
CREATE ROLE ${role}_tls LOGIN PASSWORD :'password' IN ROLE tls_only;
CREATE DATABASE $role OWNER $role;
END
admin -c "SELECT pg_read_file(current_setting('ssl_cert_file'))" >server.crt
openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -keyout other.key -out other.crt 2>/dev/null
"$cmigrate" init -q >/dev/null

# reaches WHAT URL: as the role, in its database
reaches() {
    "$cmigrate" --url "$2" upgrade -q >out 2>&1 || fail "$1: $(cat out)"
}
# refused WHAT URL MESSAGE HINT
refused() {
    "$cmigrate" --url "$2" current >out 2>&1 && fail "$1: that worked"
    grep -qF -- "$3" out || fail "$1: expected \"$3\": $(cat out)"
    grep -q "^  hint: .*$4" out || fail "$1: expected the hint \"$4\": $(cat out)"
    ! grep -qF -e "$escaped" -e "$password" -e s3cret out || fail "$1: the password is shown: $(cat out)"
}

reaches "a password in the url" "postgresql://$role:$escaped@$host:$port/$role"
reaches "a driver of SQLAlchemy's" "postgresql+psycopg2://$role:$escaped@$host:$port/$role"
reaches "a password in the query" "postgresql://$host:$port/$role?user=$role&password=$escaped"
reaches "a socket" "postgresql://$role:$escaped@/$role?host=$socket&port=$port"
reaches "a socket as the host" "postgresql://$role:$escaped@$(echo "$socket" | sed 's,/,%2F,g'):$port/$role"
reaches "the second of two servers" "postgresql://$role:$escaped@$host:1,$host:$port/$role"
reaches "the second, as SQLAlchemy says it" "postgresql://$role:$escaped@/$role?host=$host:1&host=$host:$port"
reaches "a server that takes writing" "postgresql://$role:$escaped@$host:$port/$role?target_session_attrs=read-write"
PGPASSWORD=$password reaches PGPASSWORD "postgresql://$role@$host:$port/$role"
PGHOST=$host PGPORT=$port PGUSER=$role PGPASSWORD=$password PGDATABASE=$role reaches "PG… variables" "postgresql://"
in_file=$(printf '%s' "$password" | sed 's/[\\:]/\\&/g')
printf '%s:%s:*:%s:%s\n' $host "$port" "$role" "$in_file" >.pgpass
chmod 600 .pgpass
reaches .pgpass "postgresql://$role@$host:$port/$role"
PGHOST=$host PGPORT=$port reaches ".pgpass and variables" "postgresql://$role@/$role"
mv .pgpass elsewhere
reaches "a named password file" "postgresql://$role@$host:$port/$role?passfile=$work/elsewhere"
PGPASSFILE=$work/elsewhere reaches PGPASSFILE "postgresql://$role@$host:$port/$role"
printf '[shop]\nhost=%s\nport=%s\nuser=%s\ndbname=%s\npassfile=%s\n' $host "$port" "$role" "$role" "$work/elsewhere" >.pg_service.conf
reaches "a service" "postgresql:///?service=shop"
PGSERVICE=shop reaches PGSERVICE "postgresql://"
mv .pg_service.conf services
PGSERVICEFILE=$work/services reaches PGSERVICEFILE "postgresql:///?service=shop"

# What a parameter says arrives at the server.
shows() {
    printf 'revision: %s\nparents: []\nupgrade:\n  - execute: CREATE TABLE %s AS SELECT current_setting($$%s$$) AS value\ndowngrade:\n  - drop_table: %s\n' \
        a1 shown "$3" shown >migrations/versions/a1.yaml
    "$cmigrate" --url "$2" upgrade -q >out 2>&1 || fail "$1: $(cat out)"
    value=$(psql -qXAt -d "${server%/*}/$role" -c 'SELECT value FROM shown')
    [ "$value" = "$4" ] || fail "$1: expected \"$4\", is \"$value\""
    psql -qXAt -d "${server%/*}/$role" -c 'DROP TABLE shown, cmigrate_version, cmigrate_log'
}
base="postgresql://$role:$escaped@$host:$port/$role"
shows "a name of the program" "$base?application_name=it%27s" application_name "it's"
shows "the program's own name" "$base" application_name cmigrate
PGAPPNAME=mine shows PGAPPNAME "$base" application_name mine
shows "options" "$base?options=-c%20work_mem%3D1234kB" work_mem 1234kB
PGOPTIONS='-c work_mem=4321kB' shows PGOPTIONS "$base" work_mem 4321kB
shows "the encoding is ours" "$base?client_encoding=latin1" client_encoding UTF8
PGCLIENTENCODING=LATIN1 shows PGCLIENTENCODING "$base" client_encoding UTF8
shows "strings are plain" "$base?options=-c%20standard_conforming_strings%3Doff" standard_conforming_strings on
rm migrations/versions/a1.yaml

tls="postgresql://${role}_tls:$escaped@localhost:$port/$role"
reaches "TLS where it is offered" "$tls"
reaches "sslmode=require" "$tls?sslmode=require"
reaches "asyncpg's word" "postgresql+asyncpg${tls#postgresql}?ssl=require"
PGSSLMODE=require reaches PGSSLMODE "$tls"
reaches "sslmode=verify-full" "$tls?sslmode=verify-full&sslrootcert=$work/server.crt"
reaches "sslmode=verify-ca by address" "$(echo "$tls" | sed "s/localhost/$host/")?sslmode=verify-ca&sslrootcert=$work/server.crt"
mkdir .postgresql
cp server.crt .postgresql/root.crt
reaches "the usual root certificate" "$tls?sslmode=verify-full"
cp other.crt .postgresql/root.crt
refused "a wrong usual root" "$tls?sslmode=verify-full" "certificate verify failed" "sslrootcert=FILE"
rm -r .postgresql
refused "a wrong root" "$tls?sslmode=verify-full&sslrootcert=$work/other.crt" "certificate verify failed" "sslrootcert=FILE"
refused "no root" "$tls?sslmode=verify-full" "root certificate file" "sslrootcert=FILE"
refused "another name" "$(echo "$tls" | sed s/localhost/other.example/)?hostaddr=$host&sslmode=verify-full&sslrootcert=$work/server.crt" \
    "does not match host name" "a name that the server's certificate has"
refused "no TLS where it is asked for" "$tls?sslmode=disable" "pg_hba.conf" sslmode

refused "a wrong password" "postgresql://$role:s3cret@$host:$port/$role" "password authentication failed" "look at the user and password"
refused "no password" "postgresql://$role@$host:$port/$role" "no password supplied" PGPASSWORD
refused "no such role" "postgresql://nobody_$$:s3cret@$host:$port/postgres" "role \"nobody_$$\" does not exist" "make the role"
refused "no such database" "postgresql://$role:$escaped@$host:$port/nothing_$$" "database \"nothing_$$\" does not exist" "make the database"
refused "nobody listens" "postgresql://$role:s3cret@$host:1/$role" "Connection refused" "is the server running there"
refused "no such socket" "postgresql://$role:s3cret@/$role?host=$work" "No such file or directory" "Its socket"
refused "no such host" "postgresql://$role:s3cret@no-such-host.invalid/$role" no-such-host.invalid "look at the host"
refused "no such service" "postgresql:///?service=nothing" "nothing" "PGSERVICEFILE"
refused "no such parameter" "$base?sslmod=require" 'knows no parameter "sslmod"' 'did you mean "sslmode"'
refused "a wrong value" "$base?sslmode=sometimes" 'invalid sslmode value: "sometimes"' "sslmode"
refused "no port" "postgresql://$role:s3cret@$host:x/$role" "has a port that isn't a number" "%3A"
refused "a bare @" "postgresql://$role:s3@cret@$host:$port/$role" 'more than one "@"' "%40"

# One who listens and says nothing is waited for, but not for long.
python3 -c 'import socket, time
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(5); print(s.getsockname()[1], flush=True); time.sleep(60)' >port &
deaf=$!
while [ ! -s port ]; do sleep 0.1; done
began=$(date +%s)
refused "a deaf server" "postgresql://$role:s3cret@$host:$(cat port)/$role?connect_timeout=2" "timeout expired" "connect_timeout"
PGCONNECT_TIMEOUT=2 refused PGCONNECT_TIMEOUT "postgresql://$role:s3cret@$host:$(cat port)/$role" "timeout expired" "connect_timeout"
echo 'connect_timeout: 2s' >>cmigrate.yaml
refused "the configuration's" "postgresql://$role:s3cret@$host:$(cat port)/$role" "timeout expired" "connect_timeout"
[ $(($(date +%s) - began)) -lt 9 ] || fail "waited for a deaf server too long"
