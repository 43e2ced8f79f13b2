/** English with every vowel twice: as long as no language that we have is, for a look ahead. */
export const stretch = (message: string): string => message.replace(/[aeiou](?=[a-z])/g, '$&$&');
