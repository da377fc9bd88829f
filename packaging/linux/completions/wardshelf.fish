# fish completion for wardshelf
set -l commands search show list build check changes new self-test
set -l kinds guide modality faq paper trial reference page
complete -c wardshelf -f
complete -c wardshelf -n "not __fish_seen_subcommand_from $commands" -a search -d 'Find passages'
complete -c wardshelf -n "not __fish_seen_subcommand_from $commands" -a show -d 'Print a document'
complete -c wardshelf -n "not __fish_seen_subcommand_from $commands" -a list -d 'List documents'
complete -c wardshelf -n "not __fish_seen_subcommand_from $commands" -a build -d 'Compile a content folder'
complete -c wardshelf -n "not __fish_seen_subcommand_from $commands" -a check -d 'Name every fault in a content folder'
complete -c wardshelf -n "not __fish_seen_subcommand_from $commands" -a changes -d 'Compare two editions'
complete -c wardshelf -n "not __fish_seen_subcommand_from $commands" -a new -d 'Write the template of a page'
complete -c wardshelf -n "not __fish_seen_subcommand_from $commands" -a self-test -d 'Check this installation'
complete -c wardshelf -s h -l help -d 'Print help'
complete -c wardshelf -n "not __fish_seen_subcommand_from $commands" -l version -d 'Print the version'
complete -c wardshelf -l library -x -a '(__fish_complete_directories)' -d 'Read this compiled library'
complete -c wardshelf -l data-dir -x -a '(__fish_complete_directories)' -d 'Keep bookmarks, notes and settings here'
complete -c wardshelf -n '__fish_seen_subcommand_from search' -l kind -x -a "$kinds" -d 'Only this kind'
complete -c wardshelf -n '__fish_seen_subcommand_from search' -l limit -x -d 'How many'
complete -c wardshelf -n '__fish_seen_subcommand_from search show list changes' -l json -d 'As JSON'
complete -c wardshelf -n '__fish_seen_subcommand_from search' -l explain -d 'Say why'
complete -c wardshelf -n '__fish_seen_subcommand_from new' -a paper
complete -c wardshelf -n '__fish_seen_subcommand_from new' -l content -x -a '(__fish_complete_directories)' -d 'The content folder'
complete -c wardshelf -n '__fish_seen_subcommand_from show' -l text -d 'As text'
complete -c wardshelf -n '__fish_seen_subcommand_from show' -l html -d 'As HTML'
complete -c wardshelf -n '__fish_seen_subcommand_from show' -a '(wardshelf list --json 2>/dev/null | string match -rg \'"doc": *"([^"]*)"\')'
complete -c wardshelf -n '__fish_seen_subcommand_from list' -a "$kinds"
complete -c wardshelf -n '__fish_seen_subcommand_from build check changes' -a '(__fish_complete_directories)'
complete -c wardshelf -n '__fish_seen_subcommand_from build' -s o -l out -x -a '(__fish_complete_directories)' -d 'Where to put the library'
complete -c wardshelf -n '__fish_seen_subcommand_from check' -l readability -d 'How much speaks of provenance'
complete -c wardshelf -n '__fish_seen_subcommand_from changes' -s o -l out -r -F -d 'Page or table to write'
