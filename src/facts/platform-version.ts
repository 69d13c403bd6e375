/**
 * Fargate platform versions that differ in what they ask through the task's own network interface: before 1.4.0 the
 * registry token did not travel there [aws-facts: fargate-needs].
 */
export const PLATFORM_VERSIONS = ['1.4.0', '1.3.0'] as const;

/** `LATEST` is this one for Linux [aws-facts: fargate-needs]. */
export const DEFAULT_PLATFORM_VERSION = PLATFORM_VERSIONS[0];
