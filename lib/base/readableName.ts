/**
 * A sign that a name can be known by. Blanks, signs that draw nothing, those that no path may hold, and the dots and strokes
 * that are left over when the others are taken out are none.
 */
const readable = /[^\s\p{C}\p{DI}\u2800\u115F\u1160\u3164\uFFA0"*/:<>?\\|%._~-]/u;

/** The first of the names that a person can read and a folder can be called by; empty text where none is. */
export const readableName = (...names: readonly (string | undefined)[]): string =>
  names.find((name): name is string => name !== undefined && readable.test(name)) ?? '';
