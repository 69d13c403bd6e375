import { expect, it } from 'vitest';
import { shellInUse } from '../../../src/cli/stream/shell-in-use.ts';

it.each<[string, NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ['any shell of Linux', 'linux', { SHELL: '/bin/bash' }, 'posix'],
  ['PowerShell on macOS', 'darwin', { SHELL: '/bin/zsh', PSModulePath: '/usr/local/share' }, 'powershell'],
  ['PowerShell on Windows', 'win32', { PSModulePath: 'C:\\Program Files' }, 'powershell'],
  ['cmd, beside which PowerShell is installed', 'win32', { PROMPT: '$P$G', PSModulePath: 'C:\\Program Files' }, 'cmd'],
  ['Git Bash', 'win32', { MSYSTEM: 'MINGW64', PROMPT: '$P$G' }, 'posix'],
  ['an empty environment', 'win32', {}, 'powershell'],
  ['an empty environment', 'linux', {}, 'posix'],
])('commands are quoted for %s', (_, platform, environment, shell) => {
  expect(shellInUse(platform, environment)).toBe(shell);
});
