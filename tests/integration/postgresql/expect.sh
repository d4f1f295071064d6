# What the scripts here ask of cmigrate, whose path is in $cmigrate; to be sourced.

fail() {
    echo "$1" >&2
    exit 1
}
equals() { [ "$2" = "$3" ] || fail "$1: expected \"$2\", is \"$3\""; }
# on URL STATUS ARGUMENT…: cmigrate must end so; what it says is in the file out.
on() {
    url=$1 status=$2
    shift 2
    code=0
    "$cmigrate" --url "$url" "$@" >out 2>&1 || code=$?
    [ "$code" = "$status" ] || fail "$*: exit status $code, not $status: $(cat out)"
}
says() { for text; do grep -qF -- "$text" out || fail "expected \"$text\": $(cat out)"; done; }
says_not() { ! grep -qF -- "$1" out || fail "did not expect \"$1\": $(cat out)"; }
