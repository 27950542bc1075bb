// SPDX-License-Identifier: Apache-2.0

const bash = `# bash completion for opssc
_opssc() {
  local IFS=$'\\n'
  COMPREPLY=($(opssc complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _opssc opssc
`;

const zsh = `#compdef opssc
_opssc() {
  local -a found
  found=(\${(f)"$(opssc complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( \${#found} )); then
    compadd -a found
  else
    _files
  fi
}
if [ "$funcstack[1]" = "_opssc" ]; then
  _opssc "$@"
else
  compdef _opssc opssc
fi
`;

const fish = `# fish completion for opssc
function __opssc_complete
    set -l words (commandline -opc) (commandline -ct)
    opssc complete -- $words[2..-1] 2>/dev/null
end
complete -c opssc -a '(__opssc_complete)'
`;

/** By shell. Each asks the program itself, so that a script never falls behind it. */
export const completionScripts = { bash, zsh, fish } as const;
