/** What no list of what one person saw comes near to: the history of a year has about 10 MB. Beyond it a file is a bomb. */
export const LIMITS = {
  /** Of one file, or of all texts of a zip, unpacked. */
  bytes: 150_000_000,
  /** Files and folders of all that is given at once. */
  files: 200_000,
  /** Files in a zip. */
  entries: 5_000,
  /** Bytes of a zip that are unpacked at once: deflate makes at most a thousand times as much of them. */
  piece: 32_768,
} as const;
