# The examples of a Markdown page as one transcript: ```console blocks, and ```yaml NAME blocks as files.
/^```/ {
    if (inside == "file")
        print "> END"
    if (inside != "") {
        inside = ""
        next
    }
    info = substr($0, 4)
    count = split(info, words, " ")
    if (words[1] == "console")
        inside = "console"
    else if (count == 2 && words[2] ~ /[.]/) {
        inside = "file"
        folder = words[2]
        if (sub(/\/[^\/]*$/, "", folder))
            printf "$ mkdir -p %s\n", folder
        printf "$ cat > %s <<'END'\n", words[2]
    } else
        inside = "other"
    next
}
inside == "console" { print }
inside == "file" { print ($0 == "" ? ">" : "> " $0) }
