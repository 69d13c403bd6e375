import { PullpathError } from '../../errors.ts';

/** What Ctrl-C, Ctrl-D and a closed terminal come to: no question is asked while something is being changed. */
export function userAborted(): PullpathError {
  return new PullpathError('interrupted', {
    code: 'Interrupted',
    message: 'Nothing was changed.',
    remedy: 'Run pullpath again whenever you like.',
  });
}
