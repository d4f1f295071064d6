# Completion for bash. The program is asked for its commands, options and revisions.
_cmigrate() {
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} program=${COMP_WORDS[0]}
    local commands command='' i
    commands=$("$program" help | sed -n '/^usage/,/^To begin/s/^  \([a-z-]*\) .*/\1/p')
    for ((i = 1; i < COMP_CWORD && ${#command} == 0; i++)); do
        case " ${commands//$'\n'/ } " in *" ${COMP_WORDS[i]} "*) command=${COMP_WORDS[i]} ;; esac
    done
    COMPREPLY=()
    case $previous in
    -c | --config | --version-path) COMPREPLY=($(compgen -f -- "$word")) && return ;;
    --against) COMPREPLY=($(compgen -W 'database revisions' -- "$word")) && return ;;
    -t | --template) COMPREPLY=($(compgen -W "$("$program" list-templates -q 2>/dev/null | sed 's/ .*//')" -- "$word")) && return ;;
    esac
    if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$("$program" help $command | sed -n 's/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p')" -- "$word"))
    elif [[ -z $command ]]; then
        COMPREPLY=($(compgen -W "$commands help" -- "$word"))
    elif [[ $command == init ]]; then
        COMPREPLY=($(compgen -d -- "$word"))
    elif [[ $("$program" help "$command") == *REVISION* || $command == squash ]]; then
        COMPREPLY=($(compgen -W "head heads base current $("$program" history 2>/dev/null | sed -n 's/.* -> \([^ ,]*\).*/\1/p')" -- "$word"))
    fi
}
complete -F _cmigrate cmigrate
