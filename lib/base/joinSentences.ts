/** Full-width marks that end a sentence bring their own room. */
const ENDS_WIDE = /[。！？]$/;

/** Sentences one after the other, with a blank between them where their script has one; empty ones are left out. */
export const joinSentences = (...sentences: readonly string[]): string =>
  sentences
    .filter((sentence) => sentence !== '')
    .reduce((text, next) => (text === '' ? next : `${text}${ENDS_WIDE.test(text) ? '' : ' '}${next}`), '');
