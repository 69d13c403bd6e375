import type { RequestRecord } from '../../aws/client/request-record.ts';
import { formatCount } from '../../words.ts';

/**
 * One request as `--debug` shows it: never a parameter or a header, so never a secret.
 * @param where the region, where there are several
 */
export function requestLine(record: RequestRecord, where: string | undefined): string {
  const { service, operation, durationMs, requestId, httpStatus, code, attempts } = record;
  const words = [
    `debug: ${service}:${operation}`,
    where ?? '',
    httpStatus ?? 'no answer',
    code ?? '',
    `in ${Math.round(durationMs)} ms`,
    attempts > 1 ? `after ${attempts} attempts` : '',
    requestId ?? '',
  ];
  return words.filter((word) => word !== '').join(' ');
}

/** The last line of `--debug`: every attempt is a request. */
export function tallyLine(requests: number, throttled: number): string {
  return `debug: ${formatCount(requests, 'request')}, ${throttled === 0 ? 'none' : throttled} of them throttled`;
}
