# A transcript's commands as a shell script that prints the transcript again.
function quote(text) {
    gsub(/'/, "'\\''", text)
    return "'" text "'"
}
function flush_command() {
    if (command == "")
        return
    printf "printf '%%s\\n' %s\n", quote(shown)
    printf "%s\nstatus=$?; [ $status = 0 ] || echo \"[$status]\"\n", command
    command = ""
}
/^\$ / { flush_command(); command = substr($0, 3); shown = $0; next }
/^> / || /^>$/ { if (command != "") { command = command "\n" substr($0, 3); shown = shown "\n" $0; next } }
/^#/ {
    flush_command()
    printf "printf '%%s\\n' %s\n", quote((NR > 1 && last !~ /^#/ ? "\n" : "") $0)
}
{ last = $0 }
END { flush_command() }
