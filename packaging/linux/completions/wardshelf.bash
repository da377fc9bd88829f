# bash completion for wardshelf
_wardshelf_folders() {
    compopt -o filenames 2>/dev/null # spaces are escaped, a slash follows
    mapfile -t COMPREPLY < <(compgen -d -- "$cur")
}
_wardshelf() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} word command=
    local kinds="guide modality faq paper trial reference page"
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in search|show|list|add|papers|compare|export-evidence|build|check|edit|changes|new|self-test) command=$word; break;; esac
    done
    case $prev in
        --library|--data-dir|--content|-o|--out) _wardshelf_folders; return;;
        --line) mapfile -t COMPREPLY < <(compgen -W "first later any" -- "$cur"); return;;
        --sort) mapfile -t COMPREPLY < <(compgen -W "year n name treatment" -- "$cur"); return;;
        --kind) mapfile -t COMPREPLY < <(compgen -W "$kinds" -- "$cur"); return;;
    esac
    case $command in
        "") mapfile -t COMPREPLY < <(compgen -W "search show list add papers compare export-evidence build check edit changes new self-test --library --data-dir --help --version" -- "$cur");;
        search) mapfile -t COMPREPLY < <(compgen -W "--kind --limit --json --explain --library --data-dir --help" -- "$cur");;
        show)
            if [[ $cur == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "--text --html --json --svg --help" -- "$cur")
            else
                mapfile -t COMPREPLY < <(compgen -W "$(wardshelf list --json 2>/dev/null | grep -o '"doc": *"[^"]*"' | cut -d'"' -f4)" -- "$cur")
            fi;;
        list) mapfile -t COMPREPLY < <(compgen -W "$kinds --json --help" -- "$cur");;
        papers) mapfile -t COMPREPLY < <(compgen -W "--population --biomarker --line --treatment --type --met --read --outcome --year --words --sort --json --csv --library --data-dir --help" -- "$cur");;
        compare|export-evidence)
            if [[ $cur == -* && $command == compare ]]; then
                mapfile -t COMPREPLY < <(compgen -W "--text --json --library --data-dir --help" -- "$cur")
            elif [[ $cur == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "-o --out --library --data-dir --help" -- "$cur")
            else
                mapfile -t COMPREPLY < <(compgen -W "$(wardshelf list paper --json 2>/dev/null | grep -o '"doc": *"[^"]*"' | cut -d'"' -f4)" -- "$cur")
            fi;;
        new) mapfile -t COMPREPLY < <(compgen -W "library $kinds --content --title --help" -- "$cur");;
        add)
            if [[ $cur == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "--check" -- "$cur")
            else
                mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            fi;;
        build|check|edit|changes)
            if [[ $cur == -* && $command == changes ]]; then
                mapfile -t COMPREPLY < <(compgen -W "-o --out --json --library --data-dir --help" -- "$cur")
            elif [[ $cur == -* && $command == check ]]; then
                mapfile -t COMPREPLY < <(compgen -W "--readability --release --library --data-dir --help" -- "$cur")
            elif [[ $cur == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "-o --out --library --data-dir --help" -- "$cur")
            else
                _wardshelf_folders
            fi;;
        self-test) mapfile -t COMPREPLY < <(compgen -W "--library --data-dir --help" -- "$cur");;
    esac
}
complete -F _wardshelf wardshelf
