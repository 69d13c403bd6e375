export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * What a shell loads so that the tab key asks the program itself. Nothing of the program's commands and flags is in it,
 * so it need not be renewed with the program. The answer is a line a candidate, or `:files` where the shell's own names
 * of files are wanted.
 */
export const SCRIPTS: { readonly [S in Shell]: string } = {
  bash: `# Completion of pullpath for bash. In ~/.bashrc:  eval "$(pullpath completion bash)"
_pullpath() {
  # Taken before IFS changes: the bash of macOS would make one word of them.
  local -a words=("\${COMP_WORDS[@]:0:COMP_CWORD+1}")
  local IFS=$'\\n'
  COMPREPLY=($(pullpath __complete bash "\${words[@]}" 2>/dev/null))
  if [[ \${COMPREPLY[0]} == :files ]]; then
    COMPREPLY=()
    # The bash of macOS has no compopt.
    compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]#=}"))
  fi
}
complete -F _pullpath pullpath
`,
  zsh: `#compdef pullpath
# Completion of pullpath for zsh. In ~/.zshrc, after compinit:  eval "$(pullpath completion zsh)"
_pullpath() {
  local -a lines
  lines=("\${(@f)$(pullpath __complete zsh "\${(@Q)words[1,CURRENT-1]}" "$PREFIX" 2>/dev/null)}")
  if [[ $lines[1] == :files ]]; then
    compset -P '--*='
    _files
  elif [[ -n $lines[1] ]]; then
    _describe pullpath lines
  fi
}
if [[ $funcstack[1] == _pullpath ]]; then
  _pullpath "$@"
else
  compdef _pullpath pullpath
fi
`,
  fish: `# Completion of pullpath for fish. Once:  pullpath completion fish > ~/.config/fish/completions/pullpath.fish
function __pullpath_complete
    set -l current (commandline -ct)
    set -l lines (pullpath __complete fish (commandline -opc) "$current" 2>/dev/null)
    if test "$lines[1]" = :files
        set -l before (string match -r -- '^--[^=]*=' "$current")
        __fish_complete_path (string replace -r -- '^--[^=]*=' '' "$current") | string replace -r -- '^' "$before"
    else
        printf '%s\\n' $lines
    end
end
complete -c pullpath -f -a '(__pullpath_complete)'
`,
  powershell: `# Completion of pullpath for PowerShell. In $PROFILE:  pullpath completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName pullpath -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $typed = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text.Trim("'", '"') })
    # With a sign before it, since an empty word would get lost on its way to the program.
    $lines = @(pullpath __complete powershell @typed "+$wordToComplete" 2>$null)
    if ($lines.Count -gt 0 -and $lines[0] -eq ':files') { return }
    foreach ($line in $lines) {
        $value, $about = $line -split "\\t", 2
        if ($value) {
            $tip = if ($about) { $about } else { $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $tip)
        }
    }
}
`,
};
