/** Fargate's platform versions that differ in what a pull needs [aws-facts: fargate-needs]. */
export const PLATFORM_VERSIONS = ['1.4.0', '1.3.0'] as const;

/** What AWS runs where a service says LATEST or nothing. */
export const DEFAULT_PLATFORM_VERSION = '1.4.0' satisfies (typeof PLATFORM_VERSIONS)[number];
