/** A name as it is spelt, in one piece between words that are written the other way. */
export const inOnePiece = (name: string): string => `\u2068${name}\u2069`;
