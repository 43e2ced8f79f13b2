/**
 * Shapes of the site's texts as plain patterns. They stand apart from the zod schemas of lib/model because the content
 * script reads addresses too and carries no zod.
 */

/** A TikTok id: decimal text of up to 20 digits. */
export const ID_PATTERN = /^\d{1,20}$/;

/** A TikTok handle, without the at sign. */
export const HANDLE_PATTERN = /^[\p{L}\p{N}_.-]{1,64}$/u;
