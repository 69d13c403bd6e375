import type { ShellSyntax } from '../../remedy/shell-syntax.ts';

/**
 * The shell that the user is likely to paste a command into. No system tells: Git Bash and Cygwin set MSYSTEM or SHELL, cmd
 * hands PROMPT on to all that it starts, and PowerShell, on any system, the path of its modules, which on Windows every
 * process has.
 */
export function shellInUse(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): ShellSyntax {
  const has = (name: string) => (environment[name] ?? '') !== '';
  if (platform !== 'win32') return has('PSModulePath') ? 'powershell' : 'posix';
  if (has('MSYSTEM') || has('SHELL')) return 'posix';
  return has('PROMPT') ? 'cmd' : 'powershell';
}
